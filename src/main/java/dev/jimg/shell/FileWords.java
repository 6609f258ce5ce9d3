package dev.jimg.shell;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of files that a word may go on with. */
final class FileWords {

    private FileWords() {}

    /**
     * @param from what relative names start from
     * @param word what is typed, with the option before it: {@code --file=a/b}
     */
    static List<Suggestion> of(Path from, String word, boolean directoriesOnly) {
        int name = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
        int end = Math.max(name, word.lastIndexOf('/') + 1);
        String start = word.substring(end);
        List<Suggestion> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from.resolve(word.substring(name, end)))) {
            for (Path file : files) {
                String called = file.getFileName().toString();
                boolean directory = Files.isDirectory(file);
                boolean hidden = called.startsWith(".") && !start.startsWith(".");
                if (called.startsWith(start) && !hidden && (directory || !directoriesOnly)) {
                    found.add(new Suggestion(word.substring(0, end) + called + (directory ? "/" : ""), "", !directory));
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // There is nothing to go on with.
        }
        found.sort(Comparator.comparing(Suggestion::word));
        return found;
    }
}
