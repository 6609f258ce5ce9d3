package dev.jimg.build;

import dev.jimg.posix.Dir;
import dev.jimg.rootfs.RootTree;
import dev.jimg.rootfs.TreeRemoval;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names for what a build keeps on disk while it runs, and an end to what a build left whose process was killed: a name
 * holds the process's {@linkplain ProcessMark mark}.
 */
public final class Leftovers {

    private static final Pattern NAME = 
            Pattern.compile("(rootfs|work|mount|context|jimg-secret)-(" + ProcessMark.PATTERN + ")-[0-9a-f-]{36}");

    private Leftovers() {}

    /**
     * A new name, for this process; nothing is made.
     *
     * @param kind {@code rootfs}, {@code work}, {@code mount}, {@code context} or {@code jimg-secret}
     */
    public static Path place(Path directory, String kind) {
        return directory.resolve(kind + "-" + ProcessMark.own() + "-" + UUID.randomUUID());
    }

    /** Best effort: what cannot be removed now is left to the next. */
    static void sweep(Path directory) {
        sweep(directory, "");
    }

    /** The same in a directory that is not ours alone, for one kind. */
    static void sweep(Path directory, String kind) {
        try (DirectoryStream<Path> places = Files.newDirectoryStream(directory)) {
            for (Path place : places) {
                if (place.getFileName().toString().startsWith(kind) && isLeftOver(place)) {
                    remove(place);
                }
            }
        } catch (IOException e) {
            // There is no such directory yet, or it is not ours to clean.
        }
    }

    private static boolean isLeftOver(Path place) throws IOException {
        Matcher name = NAME.matcher(place.getFileName().toString());
        return name.matches()
                && ProcessMark.isAbandoned(name.group(2), Files.getLastModifiedTime(place).toInstant());
    }

    /** Whether a build goes on in this directory, as far as this process can see. */
    static boolean anyInUse(Path directory) {
        String[] names = directory.toFile().list();
        return names != null && Stream.of(names).map(NAME::matcher).anyMatch(name -> name.matches()
                && ProcessMark.isAlive(name.group(2)));
    }

    /** Removes a whole tree and follows no link in it. */
    public static void remove(Path place) throws IOException {
        try (RootTree parent = RootTree.open(place.getParent()); Dir root = parent.directory("")) {
            TreeRemoval.remove(root, place.getFileName().toString());
        }
    }
}
