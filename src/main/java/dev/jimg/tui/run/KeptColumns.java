package dev.jimg.tui.run;

import dev.jimg.tui.state.ImageColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns that were chosen in the app, in a file of their own: the settings file is the person's to write. With them
 * stands what the settings said then; once those say otherwise, that is the later word, and counts.
 */
final class KeptColumns {

    private final Path file;

    KeptColumns(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.startsWith("/") ? Path.of(state)
                : Path.of(System.getProperty("user.home", "/tmp"), ".local", "state");
        file = base.resolve("jimg").resolve("columns");
    }

    /** What was chosen over these; these themselves if nothing was, or what was cannot be read. */
    List<ImageColumn> over(List<ImageColumn> settings) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() == 2 && lines.get(0).equals(line(settings))) {
                List<ImageColumn> chosen = Arrays.stream(lines.get(1).split(" ")).map(ImageColumn::of)
                        .flatMap(Optional::stream).distinct().toList();
                return chosen.isEmpty() ? settings : chosen;
            }
        } catch (IOException e) {
            // Nothing was chosen, as far as anyone can tell.
        }
        return settings;
    }

    /** @param chosen none to go by the settings again */
    void keep(List<ImageColumn> chosen, List<ImageColumn> settings) throws IOException {
        if (chosen.isEmpty() || chosen.equals(settings)) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "columns", ".tmp");
        Files.writeString(fresh, line(settings) + "\n" + line(chosen) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String line(List<ImageColumn> columns) {
        return columns.stream().map(ImageColumn::word).collect(Collectors.joining(" "));
    }
}
