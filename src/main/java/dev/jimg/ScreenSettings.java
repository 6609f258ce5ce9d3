package dev.jimg;

import dev.jimg.cli.SettingsDesk;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.settings.SettingsTemplate;
import dev.jimg.tui.settings.SettingsText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings of the screen, for the commands that deal with their file. */
final class ScreenSettings implements SettingsDesk {

    private final SettingsFile file;

    ScreenSettings(SettingsFile file) {
        this.file = file;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String template() {
        return SettingsTemplate.text();
    }

    @Override
    public List<Mistake> check() {
        return file.read().problems().stream()
                .map(problem -> new Mistake(problem.line(), problem.column(), problem.what())).toList();
    }

    @Override
    public Map<String, Integer> keep() {
        return file.read().settings().preferences().keep();
    }

    @Override
    public String inForce() {
        return SettingsText.of(file.read().settings());
    }
}
