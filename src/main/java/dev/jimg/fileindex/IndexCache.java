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
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes of layers, a file each under the DiffID, in a directory that several processes share. What was not used for
 * the longest time goes when there is too much. Best effort: what cannot be read or written is as if it were not there, and
 * a damaged file is taken away. One that was made with another key stays for who has that. Thread-safe.
 */
public final class IndexCache {

    /** Bytes; the index of a layer of a million files takes some ten million. */
    public static final long DEFAULT_LIMIT = 512L << 20;

    /** Bytes that are written, as a part of the limit, before the directory is tidied again. */
    private static final int TIDY_SHARE = 32;

    private static final int HEAD_BYTES = 256;

    private final Path directory;
    private final long limit;
    private final Map<DiffId, SoftReference<LayerFiles>> inMemory = new HashMap<>();
    private HashKey key;
    private long untidied = Long.MAX_VALUE;
    private volatile IOException refusal;

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
            Optional<LayerFiles> files = IndexCodec.read(in, layer.toString(), key().id());
            if (files.isPresent()) {
                remember(layer, files.get());
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            return files;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            IndexFiles.delete(file);
            return remembered(layer);
        }
    }

    /** Reads a few bytes: a file that is of no use to {@link #get} must not keep a better one from being made. */
    public boolean has(DiffId layer) {
        return remembered(layer).isPresent() || begun(layer);
    }

    private boolean begun(DiffId layer) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file(layer)), HEAD_BYTES)) {
            return IndexCodec.begins(in, layer.toString(), key().id());
        } catch (IOException e) {
            return false;
        }
    }

    /** What makes the index of one layer, to be kept here. */
    public IndexFeed feed() {
        return new IndexFeed(key());
    }

    public void put(IndexedTar index) {
        remember(index.diffId(), index.files());
        keep(index);
    }

    /** Writes it for who asks later; it is not held in memory. */
    public void keep(IndexedTar index) {
        try {
            Path fresh = IndexFiles.create(directory);
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
                    IndexCodec.write(index, key().id(), out);
                }
                long bytes = Files.size(fresh);
                Files.move(fresh, file(index.diffId()), StandardCopyOption.ATOMIC_MOVE);
                refusal = null;
                if (untidy(bytes)) {
                    IndexFiles.tidy(directory, limit);
                }
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            refusal = e;
        } catch (UnsupportedOperationException e) {
            refusal = new IOException("the file system knows no owners", e);
        }
    }

    /** Why what was last to be written was not; empty if it was. */
    public Optional<IOException> refusal() {
        return Optional.ofNullable(refusal);
    }

    public Path directory() {
        return directory;
    }

    /** To look at thousands of files after each that is written would slow a pull. */
    private synchronized boolean untidy(long bytes) {
        boolean due = untidied > limit / TIDY_SHARE - bytes;
        untidied = due ? 0 : untidied + bytes;
        return due;
    }

    private synchronized HashKey key() {
        if (key == null) {
            key = HashKey.of(directory);
        }
        return key;
    }

    private Path file(DiffId layer) {
        return directory.resolve(layer.digest().algorithm().label() + "-" + layer.digest().hex() + IndexFiles.SUFFIX);
    }

    private synchronized Optional<LayerFiles> remembered(DiffId layer) {
        return Optional.ofNullable(inMemory.get(layer)).map(SoftReference::get);
    }

    private synchronized void remember(DiffId layer, LayerFiles files) {
        inMemory.values().removeIf(reference -> reference.get() == null);
        inMemory.put(layer, new SoftReference<>(files));
    }
}
