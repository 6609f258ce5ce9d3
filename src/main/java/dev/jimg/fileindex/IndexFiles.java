package dev.jimg.fileindex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of indexes: its files belong to the user alone, and together they do not take more than a limit. */
final class IndexFiles {

    static final String SUFFIX = ".files";

    private static final String UNFINISHED = ".tmp";
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final FileAttribute<?> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private IndexFiles() {}

    /** A new file that is not yet to be found; makes the directory too. */
    static Path create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OWNERS_DIRECTORY);
        }
        return Files.createTempFile(directory, "index-", UNFINISHED, OWNERS_FILE);
    }

    /** Takes away what is too much, the longest unused first, and what a process left that was ended. */
    static void tidy(Path directory, long limit) throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Kept one = kept(file);
                if (file.toString().endsWith(SUFFIX)) {
                    kept.add(one);
                } else if (file.toString().endsWith(UNFINISHED)
                        && one.used().toInstant().isBefore(Instant.now().minus(ABANDONED))) {
                    delete(file);
                }
            }
        }
        long total = kept.stream().mapToLong(Kept::bytes).sum();
        kept.sort(Comparator.comparing(Kept::used));
        for (int i = 0; i < kept.size() - 1 && total > limit; i++) {
            delete(kept.get(i).file());
            total -= kept.get(i).bytes();
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is as if it were not there.
        }
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    /** Of a file that another process took away meanwhile, nothing. */
    private static Kept kept(Path file) {
        try {
            return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return new Kept(file, 0, FileTime.from(Instant.now()));
        }
    }
}
