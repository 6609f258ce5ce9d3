package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.tui.settings.Reading;
import dev.jimg.tui.settings.Settings;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.settings.SettingsTemplate;
import dev.jimg.tui.state.ImageColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings in force: those of the file, with the columns that were chosen in the app. Owned by the loop. */
final class LiveSettings {

    private final SettingsFile file;
    private final KeptColumns kept;
    private final Map<String, String> environment;
    private Reading last;
    private Settings settings;
    /** Until the file was read without a mistake, nobody knows for how long something was to be kept. */
    private int keepHours = Settings.MOST_HOURS;
    /** What the screen says of it. */
    private int saidHours;
    private boolean engineTrash;

    LiveSettings(SettingsFile file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
        this.kept = new KeptColumns(environment);
        read();
    }

    Settings settings() {
        return settings;
    }

    Path path() {
        return file.path();
    }

    Optional<Failure> problem() {
        return file.told(last.problems());
    }

    /** Reads the file again. @return whether anything is otherwise than before */
    boolean read() {
        Reading fresh = file.read();
        boolean changed = !fresh.equals(last);
        last = fresh;
        int hours = fresh.settings().preferences().undoHours();
        boolean sure = fresh.problems().isEmpty();
        keepHours = sure ? hours : Math.max(keepHours, hours);
        saidHours = sure ? hours : Math.max(saidHours, hours);
        engineTrash = fresh.settings().engineTrash() || !sure && engineTrash;
        withKept();
        return changed;
    }

    /** For how many hours removals are to be kept; a mistake in the file never shortens that. */
    int keepHours() {
        return keepHours;
    }

    void keep(List<ImageColumn> columns) throws IOException {
        kept.keep(columns, last.settings().preferences().columns());
        withKept();
    }

    /** The editor with the file, which is made if it is not there. */
    List<String> editor() throws IOException {
        if (!Files.exists(file.path())) {
            Files.createDirectories(file.path().toAbsolutePath().getParent());
            Files.writeString(file.path(), SettingsTemplate.text());
        }
        String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", ""));
        // As git does it: the variable may hold options, and is a shell's to read.
        return new ArrayList<>(List.of("/bin/sh", "-c", (editor.isBlank() ? "vi" : editor) + " \"$@\"", "editor",
                file.path().toString()));
    }

    private void withKept() {
        Settings said = last.settings();
        settings = said.withEngineTrash(engineTrash).withPreferences(said.preferences().withUndoHours(saidHours)
                .withColumns(kept.over(said.preferences().columns())));
    }
}
