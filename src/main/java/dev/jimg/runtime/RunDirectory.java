package dev.jimg.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The directory of one run. Its lock is held as long as our process lives, and the operating system lets go of it when it
 * dies, however it dies: what then lies there is swept by the next run.
 */
final class RunDirectory implements Closeable {

    private static final String LOCK = "lock";

    /** Those of this process. To close any other handle on their lock files would let go of the locks (fcntl(2)). */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private RunDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static RunDirectory make(Path parent, String id) throws IOException {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path path = parent.resolve(id);
        // Locked before it has its name: a sweep cannot meet it without.
        Path unnamed = Files.createTempDirectory(parent, ".new-");
        FileChannel channel = FileChannel.open(unnamed.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        OURS.add(path);
        Files.move(unnamed, path);
        return new RunDirectory(path, channel);
    }

    Path path() {
        return path;
    }

    /** @param gone is told the ID of every run whose process died; afterwards its directory goes */
    static void sweep(Path parent, Consumer<String> gone) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(parent)) {
            for (Path run : runs) {
                if (isAbandoned(run)) {
                    gone.accept(run.getFileName().toString());
                    delete(run);
                }
            }
        }
    }

    private static boolean isAbandoned(Path run) {
        if (OURS.contains(run) || !Files.exists(run.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(run.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            channel.close();
            OURS.remove(path);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
