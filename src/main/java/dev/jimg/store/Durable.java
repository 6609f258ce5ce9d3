package dev.jimg.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** File operations that hold across a power cut (the bytes before the name, the name before the answer) or a bound. */
public final class Durable {

    private Durable() {}

    /** Something done with a file. */
    @FunctionalInterface
    interface FileAction {
        void on(Path file) throws IOException;
    }

    /**
     * Replaces a file so that every reader sees the old content or the new one, whole. It keeps the file's mode.
     *
     * @param temporary where to write first, on the same file system; gone afterwards
     */
    static void replace(Path file, Path temporary, byte[] content) throws IOException {
        replace(file, temporary, content, written -> {});
    }

    /** @param beforeRename sees the temporary file when it is complete */
    static void replace(Path file, Path temporary, byte[] content, FileAction beforeRename) throws IOException {
        try {
            write(temporary, content, true);
            if (Files.exists(file)) {
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
            }
            beforeRename.on(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Like {@link #replace}, but content that may be lost or stale in a power cut: it can be made again. */
    static void replaceLoosely(Path file, Path temporary, byte[] content) throws IOException {
        try {
            write(temporary, content, false);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws UnreadableException if the file is larger than it can sensibly be */
    static byte[] read(Path file, long maxBytes) throws IOException {
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new UnreadableException("it has " + size + " bytes, more than the " + maxBytes + " allowed");
        }
        return Files.readAllBytes(file);
    }

    /** Makes what was created, renamed or removed in a directory last. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** @param sync whether the bytes are on the disk afterwards */
    static void write(Path file, byte[] content, boolean sync) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (sync) {
                channel.force(true);
            }
        }
    }
}
