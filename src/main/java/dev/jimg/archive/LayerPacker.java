package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Packs the tar of a layer that is kept otherwise than it came, into a draft. */
final class LayerPacker implements AutoCloseable {

    private final Spool.Draft draft;
    private final Compression packing;
    private final Optional<ParallelBlocks> blocks;
    private final OutputStream out;
    private long count;

    /** @param packing NONE, GZIP or ZSTD */
    LayerPacker(Spool.Draft draft, Compression packing) {
        this.draft = draft;
        this.packing = packing;
        OutputStream blob = new Counted();
        blocks = switch (packing) {
            case NONE -> Optional.empty();
            case GZIP -> Optional.of(new ParallelGzip(blob));
            case ZSTD -> Optional.of(new ParallelZstd(blob));
            default -> throw new IllegalArgumentException(packing.toString());
        };
        out = blocks.isPresent() ? blocks.get() : blob;
    }

    /** Keeps the threads and the memory of one packer for the next. To be closed when there is no next. */
    static Blocks.Hold hold(Compression packing) {
        return switch (packing) {
            case GZIP -> ParallelGzip.BLOCKS.hold();
            case ZSTD -> ParallelZstd.BLOCKS.hold();
            default -> () -> { };
        };
    }

    /** The next bytes of the tar. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** The layer as it is kept. @param plain as it came */
    ArchivedBlob finish(ArchivedBlob plain) throws IOException {
        if (blocks.isPresent()) {
            blocks.get().finish();
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
