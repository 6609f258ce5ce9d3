package dev.jimg.cli;

import dev.jimg.service.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files as docker opens them, with the words that docker, a Go program, has for what goes wrong. */
final class GoFiles {

    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int DIRECTORY = 0040000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;

    private GoFiles() {}

    /** @throws Failure {@code open x: no such file or directory} */
    static FileChannel open(String operation, String name) {
        try {
            Path path = path(name);
            if (Files.isDirectory(path)) {
                throw failure(operation, name, "read " + name + ": is a directory");
            }
            return FileChannel.open(path);
        } catch (IOException e) {
            throw failure(operation, name, "open " + name + ": " + words(e));
        }
    }

    /**
     * A file to be written, if docker would write it.
     *
     * @throws Failure in docker's words, {@code before} first
     */
    static Path output(String operation, String name, String before) {
        try {
            Path directory = path(parent(name));
            if (!Files.readAttributes(directory, "isDirectory").containsValue(true)) {
                throw failure(operation, name, before + "invalid output path: stat " + directory + ": not a directory");
            }
        } catch (IOException e) {
            throw failure(operation, name, before + "invalid output path: stat " + parent(name) + ": " + words(e));
        }
        try {
            Path path = path(name);
            String refused = refused((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
            if (!refused.isEmpty()) {
                throw failure(operation, name, before + "cannot write to a " + refused);
            }
            return path;
        } catch (NoSuchFileException e) {
            return Path.of(name);
        } catch (IOException e) {
            throw failure(operation, name, before + "failed to stat output path: lstat " + name + ": " + words(e));
        }
    }

    private static String refused(int mode) {
        return switch (mode & TYPE) {
            case REGULAR -> "";
            case DIRECTORY -> "directory";
            case LINK -> "symbolic link directly";
            case FIFO -> "named pipe (FIFO)";
            case CHARACTER_DEVICE -> "character device file";
            case BLOCK_DEVICE -> "block device file";
            default -> "socket";
        };
    }

    /** Go's {@code filepath.Dir}. */
    private static String parent(String name) {
        int slash = name.lastIndexOf('/');
        String before = slash < 0 ? "" : name.substring(0, slash + 1);
        try {
            String directory = Path.of(before).normalize().toString();
            return directory.isEmpty() ? "." : directory;
        } catch (InvalidPathException e) {
            return before;
        }
    }

    /**
     * A file or directory as it was named, there or not.
     *
     * @throws Failure if no file can be called so; in the C locale that is every name outside ASCII
     */
    static Path named(String operation, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw failure(operation, name, "open " + name + ": no such file or directory");
        }
    }

    private static Path path(String name) throws NoSuchFileException {
        try {
            return name.isEmpty() ? missing(name) : Path.of(name);
        } catch (InvalidPathException e) {
            return missing(name);
        }
    }

    private static Path missing(String name) throws NoSuchFileException {
        throw new NoSuchFileException(name);
    }

    static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null || reason.isEmpty() ? e.getClass().getSimpleName()
                : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }

    private static Failure failure(String operation, String name, String words) {
        return new Failure(Failure.Kind.DISK, operation, name, words, "").spelledAs(words);
    }
}
