package dev.jimg.fileindex;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarReader;
import dev.jimg.transfer.Cancellation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads the tar of a layer once, from end to end, and keeps what its headers say. */
public final class LayerIndexer {

    /** Several times what the largest images have. To make the index of so many takes some 300 MB for a moment. */
    static final int MAX_ENTRIES = 2_000_000;
    static final int MAX_NAME_BYTES = 128 << 20;

    private static final int BUFFER_BYTES = 256 * 1024;

    private LayerIndexer() {}

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param tar not packed
     * @param algorithm of the DiffID wanted
     * @throws TarException if it is no layer
     */
    public static IndexedTar index(InputStream tar, Digest.Algorithm algorithm, Cancellation cancellation)
            throws IOException {
        MessageDigest hash = algorithm.newHash();
        InputStream in = new BufferedInputStream(new DigestInputStream(tar, hash), BUFFER_BYTES);
        LayerFilesBuilder files = new LayerFilesBuilder();
        TarReader reader = new TarReader(in);
        for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            cancellation.check();
            add(entry.get(), files);
        }
        // What follows the end of the archive is a part of the layer's digest.
        in.transferTo(OutputStream.nullOutputStream());
        return new IndexedTar(new DiffId(Digest.of(algorithm, hash.digest())), files.build());
    }

    private static void add(TarEntry entry, LayerFilesBuilder files) throws TarException {
        if (files.count() >= MAX_ENTRIES || files.nameBytes() > MAX_NAME_BYTES) {
            throw new TarException("the layer has more than " + MAX_ENTRIES + " files, or names of more than "
                    + MAX_NAME_BYTES + " bytes");
        }
        FileKind kind = kind(entry.type());
        String link = kind == FileKind.HARD_LINK ? EntryPath.clean(entry.linkName()) : entry.linkName();
        files.add(EntryPath.clean(entry.name()), new LayerFilesBuilder.Facts(kind, entry.mode(), entry.uid(),
                entry.gid(), entry.size(), entry.mtime(),
                kind == FileKind.HARD_LINK || kind == FileKind.SYMLINK ? link : ""));
    }

    private static FileKind kind(TarEntry.Type type) {
        return switch (type) {
            case FILE -> FileKind.FILE;
            case HARD_LINK -> FileKind.HARD_LINK;
            case SYMLINK -> FileKind.SYMLINK;
            case CHARACTER_DEVICE -> FileKind.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> FileKind.BLOCK_DEVICE;
            case DIRECTORY -> FileKind.DIRECTORY;
            case FIFO -> FileKind.FIFO;
        };
    }
}
