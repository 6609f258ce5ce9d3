package dev.jimg.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A settings file that says only how many images to keep. */
record SomeSettings(Map<String, Integer> keep) implements SettingsDesk {

    @Override
    public Path path() {
        return Path.of("config.toml");
    }

    @Override
    public String template() {
        return "";
    }

    @Override
    public List<Mistake> check() {
        return List.of();
    }

    @Override
    public String inForce() {
        return "";
    }
}
