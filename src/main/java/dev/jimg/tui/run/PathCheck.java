package dev.jimg.tui.run;

import dev.jimg.tui.state.PathWish;
import dev.jimg.tui.state.Text;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether paths are what they must be, before a form closes over them. */
final class PathCheck {

    private PathCheck() {}

    /** The first of them that is not. */
    static Optional<PathWish.Flaw> first(List<PathWish> paths) {
        for (PathWish wish : paths) {
            Optional<String> why = flaw(wish);
            if (why.isPresent()) {
                return Optional.of(new PathWish.Flaw(wish.field(), Text.of(why.get(), named(wish, why.get()))));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flaw(PathWish wish) {
        try {
            Path path = UserPath.of(wish.path());
            return Optional.ofNullable(switch (wish.need()) {
                case SOURCE -> source(path);
                case TARGET -> target(path);
                case DIRECTORY -> directory(path);
            });
        } catch (InvalidPathException e) {
            return Optional.of("path.none");
        }
    }

    private static String source(Path path) {
        return !Files.exists(path) ? "path.missing" : Files.isDirectory(path) ? "path.is-directory"
                : Files.isReadable(path) ? null : "path.unreadable";
    }

    /** What is there already may be no file: a pipe is written to, not replaced. */
    private static String target(Path path) {
        if (Files.exists(path)) {
            return Files.isDirectory(path) ? "path.is-directory" : Files.isWritable(path) ? null : "path.unwritable";
        }
        Path parent = parent(path);
        return !Files.exists(parent) ? "path.no-parent" : !Files.isDirectory(parent) ? "path.parent-no-directory"
                : Files.isWritable(parent) ? null : "path.parent-unwritable";
    }

    private static String directory(Path path) {
        return !Files.exists(path) ? "path.no-such-directory" : !Files.isDirectory(path) ? "path.no-directory"
                : Files.isReadable(path) ? null : "path.unreadable";
    }

    private static Path parent(Path path) {
        return path.toAbsolutePath().getParent();
    }

    /** The directory that is missing or refuses, where that is it. */
    private static String named(PathWish wish, String why) {
        return why.contains("parent") ? parent(UserPath.of(wish.path())).toString() : wish.path();
    }
}
