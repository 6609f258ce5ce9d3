package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Unfinished downloads, and temporary files of processes that were killed. */
final class LeftBehind {

    /** @param download empty for a temporary file */
    private record Found(Path file, Optional<Digest> download) {}

    /** How many files, and their bytes. */
    record Count(int files, long bytes) {}

    private final Layout layout;

    LeftBehind(Layout layout) {
        this.layout = layout;
    }

    /**
     * @param leased downloads that are left alone: somebody is about to continue them
     * @param delete else they are only counted
     */
    Count sweep(Set<Digest> leased, boolean delete) {
        int files = 0;
        long bytes = 0;
        for (Found found : find(leased)) {
            long size = found.file().toFile().length();
            if (!delete || take(found)) {
                files += found.download().isEmpty() || Partials.isFirst(found.file()) ? 1 : 0;
                bytes += size;
            }
        }
        return new Count(files, bytes);
    }

    private List<Found> find(Set<Digest> leased) {
        List<Found> result = new ArrayList<>();
        for (Path file : Partials.files(layout)) {
            Optional<Digest> download = Partials.digest(file);
            if (download.filter(leased::contains).isEmpty()) {
                result.add(new Found(file, download));
            }
        }
        List<Path> temporary = new ArrayList<>(files(layout.ingest(), "tmp-*"));
        temporary.addAll(files(layout.cache(), "{listing-,damage-}*"));
        for (Path file : temporary) {
            if (isAbandoned(file)) {
                result.add(new Found(file, Optional.empty()));
            }
        }
        return result;
    }

    private static List<Path> files(Path directory, String names) {
        List<Path> result = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
            files.forEach(result::add);
        } catch (NoSuchFileException e) {
            return result;
        } catch (IOException e) {
            throw DiskErrors.of("read", directory, e);
        }
        return result;
    }

    /** The name ends with the process and the thread, see {@link Layout#temporary}. */
    private static boolean isAbandoned(Path file) {
        String[] parts = file.getFileName().toString().split("-");
        try {
            return parts.length > 2
                    && ProcessMark.isLeft(parts[parts.length - 2], Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw DiskErrors.of("read", file, e);
        }
    }

    static boolean olderThan(Instant limit, Path file) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isAfter(limit);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw DiskErrors.of("read", file, e);
        }
    }

    /** @return false if somebody continues the download right now */
    private boolean take(Found found) {
        if (found.download().isEmpty()) {
            GarbageCollector.deleteFile(found.file());
            return true;
        }
        Optional<StoreLocks.Held> lock = layout.locks().tryBlob(found.download().get());
        lock.ifPresent(held -> {
            try (held) {
                GarbageCollector.deleteFile(found.file());
            }
        });
        return lock.isPresent();
    }
}
