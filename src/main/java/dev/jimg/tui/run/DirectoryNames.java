package dev.jimg.tui.run;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in a directory, for who types a path. */
final class DirectoryNames {

    /** Who has more in one directory types more letters. */
    private static final int MOST = 10_000;

    private DirectoryNames() {}

    /** In order of the alphabet; nothing where it cannot be read, for it may be half typed. */
    static List<String> of(String directory) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(UserPath.of(directory))) {
            for (Path file : files) {
                names.add(file.getFileName() + (Files.isDirectory(file) ? "/" : ""));
                if (names.size() == MOST) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }
}
