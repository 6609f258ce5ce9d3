package dev.jimg.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A file that a person asked for, which appears only when it is complete: written under another name beside its own,
 * brought to the disk, and then renamed. Whatever goes wrong before, nothing is left, and a file that had the name stays.
 *
 * <p>Names of what is no regular file ({@code /dev/stdout}, a pipe) are written to directly: there is nothing to rename.
 */
public final class NewFile {

    private static final int MAX_LINKS = 40;

    private NewFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        /** @param channel empty and at its start; {@code regular} says whether it can be written at any position */
        void writeTo(FileChannel channel, boolean regular) throws IOException;
    }

    /**
     * @param path a symbolic link stays one: what it leads to is replaced, or made
     * @throws IOException what the file system refused, or the content threw
     */
    public static void write(Path path, Content content) throws IOException {
        Path target = followed(path.toAbsolutePath());
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            if (Files.isDirectory(target)) {
                throw new FileSystemException(path.toString(), null, "is a directory");
            }
            try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
                content.writeTo(channel, false);
            }
            return;
        }
        replace(target, content);
    }

    private static void replace(Path target, Content content) throws IOException {
        Path fresh = beside(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel, true);
                channel.force(true);
            }
            if (Files.exists(target)) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(target);
                Files.setPosixFilePermissions(fresh, mode);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Not {@code createTempFile}: that makes a file which only its owner may read, whatever the umask says. */
    private static Path beside(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Long.toUnsignedString(System.nanoTime(), Character.MAX_RADIX) + ".tmp");
    }

    private static Path followed(Path path) throws IOException {
        Path at = path;
        for (int links = 0; Files.isSymbolicLink(at); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(path.toString(), null, "too many symbolic links");
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }
}
