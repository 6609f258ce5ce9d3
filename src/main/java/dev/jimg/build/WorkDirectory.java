package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory for what one build keeps while it runs: what was fetched, a context that came through a pipe. */
final class WorkDirectory implements AutoCloseable {

    private final Path directory;
    private int files;

    private WorkDirectory(Path directory) {
        this.directory = directory;
    }

    static WorkDirectory create(Path parent) {
        try {
            Files.createDirectories(parent);
            return new WorkDirectory(Files.createTempDirectory(parent, "build-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new BuildException(Kind.DISK, "cannot write in " + parent + ": " + e.getMessage(), "", e);
        }
    }

    /** A new name in it. */
    Path newFile() {
        return directory.resolve("file-" + files++);
    }

    /** Best effort: what is left is in a directory that may be deleted at any time. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path place, IOException failure) throws IOException {
                    Files.deleteIfExists(place);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // As said above.
        }
    }
}
