package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory for what one build keeps while it runs: what was fetched, a context that came through a pipe. */
final class WorkDirectory implements AutoCloseable {

    private final Path directory;
    private int files;

    private WorkDirectory(Path directory) {
        this.directory = directory;
    }

    static WorkDirectory create(Path parent) {
        Path directory = Leftovers.place(parent, "work");
        try {
            Files.createDirectories(parent);
            Files.createDirectory(directory,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new WorkDirectory(directory);
        } catch (IOException e) {
            throw new BuildException(Kind.DISK, "cannot write in " + parent + ": " + e.getMessage(), "", e);
        }
    }

    /** A new name in it. */
    Path newFile() {
        return directory.resolve("file-" + files++);
    }

    /** Best effort: what is left is swept by a later build. Files only, so that it works without JNA too. */
    @Override
    public void close() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // As said above.
        }
    }
}
