package dev.jimg.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The lines that were given, the latest last, each once: {@code $XDG_STATE_HOME/jimg/history}, for its owner only.
 * Where it cannot be read or written the shell works without it.
 *
 * <p>Not kept is what begins with a blank, and what holds a password as far as that can be seen: one of {@code login},
 * one in a URL.
 */
final class HistoryFile {

    static final int MOST = 1000;

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/\\s]*:[^/\\s]*@");

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Where the XDG base directory specification puts it. */
    static HistoryFile of(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.startsWith("/") ? Path.of(state)
                : Path.of(environment.getOrDefault("HOME", "/"), ".local", "state");
        return new HistoryFile(base.resolve("jimg").resolve("history"));
    }

    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Reads the file again first: another shell may have written it meanwhile. */
    void add(String line) {
        if (!kept(line)) {
            return;
        }
        List<String> lines = new ArrayList<>(lines());
        lines.remove(line);
        lines.add(line);
        try {
            write(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
        } catch (IOException e) {
            // See above.
        }
    }

    private void write(List<String> lines) throws IOException {
        Files.createDirectories(file.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(file.getParent(), "history.", ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static boolean kept(String line) {
        List<String> words = Words.of(line).all();
        return !line.isBlank() && !line.startsWith(" ") && line.indexOf('\n') < 0
                && !PASSWORD_IN_URL.matcher(line).find()
                && !(words.contains("login") && words.stream().anyMatch(HistoryFile::password));
    }

    /** Also in a cluster of letters: {@code -pSECRET}. */
    private static boolean password(String word) {
        return word.matches("-[^-]*p.*") || word.matches("--password(=.*)?");
    }
}
