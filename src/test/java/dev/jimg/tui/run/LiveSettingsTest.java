package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.tui.settings.Settings;
import dev.jimg.tui.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long removals are kept, while the file is edited. */
class LiveSettingsTest {

    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("config.toml");
    }

    private void write(String hours) throws IOException {
        Files.writeString(file, "[undo]\nhours = " + hours + "\n");
    }

    private LiveSettings opened() {
        return new LiveSettings(new SettingsFile(file), Map.of("HOME", directory.toString()));
    }

    @Test
    void aMistakeDoesNotShortenWhatWasPromised() throws IOException {
        write("720");
        LiveSettings settings = opened();
        write("720h");
        settings.read();
        assertEquals(720, settings.keepHours());
        assertEquals(720, settings.settings().preferences().undoHours());
        Files.writeString(file, "theme = 1\n[undo]\nhours = 800\n");
        settings.read();
        assertEquals(800, settings.keepHours(), "longer is no harm");
        write("48");
        settings.read();
        assertEquals(48, settings.keepHours());
        assertEquals(48, settings.settings().preferences().undoHours());
    }

    @Test
    void whoBeginsWithAMistakeExpiresNothing() throws IOException {
        write("720h");
        LiveSettings settings = opened();
        assertEquals(Settings.MOST_HOURS, settings.keepHours());
        assertEquals(24, settings.settings().preferences().undoHours());
        write("12");
        settings.read();
        assertEquals(12, settings.keepHours());
    }

    @Test
    void aMistakeDoesNotTakeTheTrashOfEnginesAway() throws IOException {
        Files.writeString(file, "[undo]\nengine-trash = \"yes\"\n");
        LiveSettings settings = opened();
        assertFalse(settings.settings().engineTrash(), "nobody has allowed it");
        assertTrue(settings.problem().isPresent());
        Files.writeString(file, "[undo]\nengine-trash = true\n");
        settings.read();
        assertTrue(settings.settings().engineTrash());
        Files.writeString(file, "[undo]\nengine-trash = tru\n");
        settings.read();
        assertTrue(settings.settings().engineTrash());
        Files.writeString(file, "[undo]\nengine-trash = false\n");
        settings.read();
        assertFalse(settings.settings().engineTrash());
    }

    @Test
    void withoutAFileItIsADay() {
        assertEquals(24, opened().keepHours());
    }
}
