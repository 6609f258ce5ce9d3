package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Packs the tar of a layer that is kept otherwise than it came, into a draft. */
final class LayerPacker implements AutoCloseable {

    private final Spool.Draft draft;
    private final Compression packing;
    private final OutputStream out;
    private long count;

    /** @param packing NONE, GZIP or ZSTD */
    LayerPacker(Spool.Draft draft, Compression packing) {
        this.draft = draft;
        this.packing = packing;
        OutputStream blob = new Counted();
        out = switch (packing) {
            case NONE -> blob;
            case GZIP -> new ParallelGzip(blob);
            case ZSTD -> new ParallelZstd(blob);
            default -> throw new IllegalArgumentException(packing.toString());
        };
    }

    /** The next bytes of the tar. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** The layer as it is kept. @param plain as it came */
    ArchivedBlob finish(ArchivedBlob plain) throws IOException {
        if (out instanceof ParallelBlocks blocks) {
            blocks.finish();
        }
        Digest digest = draft.finish();
        return new ArchivedBlob(plain.name(), digest, count, packing, plain.measured(), Optional.of(draft));
    }

    /** Lets go of the threads. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private final class Counted extends OutputStream {

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            draft.write(bytes, offset, length);
            count += length;
        }
    }
}
