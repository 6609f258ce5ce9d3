package dev.jimg.fileindex;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.DiffId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The indexes of layers, a file each under the DiffID, in a directory that several processes share. What was not used for
 * the longest time goes when there is too much. Best effort: what cannot be read or written is as if it were not there, and
 * a damaged file is taken away. Thread-safe.
 */
public final class IndexCache {

    /** Bytes; the index of a layer of a million files takes some ten million. */
    public static final long DEFAULT_LIMIT = 512L << 20;

    private static final String SUFFIX = ".files";
    private static final String UNFINISHED = ".tmp";
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final FileAttribute<?> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final long limit;
    private final Map<DiffId, SoftReference<LayerFiles>> inMemory = new HashMap<>();

    public IndexCache(Path directory) {
        this(directory, DEFAULT_LIMIT);
    }

    /** @param limit in bytes */
    public IndexCache(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    public Optional<LayerFiles> get(DiffId layer) {
        Optional<LayerFiles> known = remembered(layer);
        if (known.isPresent()) {
            return known;
        }
        Path file = file(layer);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            LayerFiles files = IndexCodec.read(in, layer.toString());
            remember(layer, files);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(files);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            delete(file);
            return remembered(layer);
        }
    }

    public boolean has(DiffId layer) {
        return remembered(layer).isPresent() || Files.isRegularFile(file(layer));
    }

    public void put(IndexedTar index) {
        remember(index.diffId(), index.files());
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, OWNERS_DIRECTORY);
            }
            Path fresh = Files.createTempFile(directory, "index-", UNFINISHED, OWNERS_FILE);
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
                    IndexCodec.write(index, out);
                }
                Files.move(fresh, file(index.diffId()), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            tidy();
        } catch (IOException | UnsupportedOperationException e) {
            // See above.
        }
    }

    /** Takes away what is too much, the longest unused first, and what a process left that was ended. */
    private void tidy() throws IOException {
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

    private record Kept(Path file, long bytes, FileTime used) {}

    /** Of a file that another process took away meanwhile, nothing. */
    private static Kept kept(Path file) {
        try {
            return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return new Kept(file, 0, FileTime.from(Instant.now()));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is as if it were not there.
        }
    }

    private Path file(DiffId layer) {
        return directory.resolve(layer.digest().algorithm().label() + "-" + layer.digest().hex() + SUFFIX);
    }

    private synchronized Optional<LayerFiles> remembered(DiffId layer) {
        return Optional.ofNullable(inMemory.get(layer)).map(SoftReference::get);
    }

    private synchronized void remember(DiffId layer, LayerFiles files) {
        inMemory.values().removeIf(reference -> reference.get() == null);
        inMemory.put(layer, new SoftReference<>(files));
    }
}
