package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.settings.SettingsFile;
import java.nio.file.Path;

/** A settings file with one mistake of each kind, and what is told of it. */
final class SettingsMistakes {

    private static final String TEXT = """
            theme = "drak"
            mouse = "yes"
            [images]
            columns = ["tag", "tag"]
            [keys.images]
            pull = "ctrl+entre"
            [colors]
            accent = "blau"
            """;

    private SettingsMistakes() {}

    static Failure told() {
        return new SettingsFile(Path.of("/home/ada/.config/jimg/config.toml"))
                .told(SettingsFile.read(TEXT).problems()).orElseThrow();
    }
}
