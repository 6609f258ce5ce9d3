package dev.jimg.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.jimg.archive.Blocks.Block;
import java.io.OutputStream;

/**
 * Packs a layer with zstd (RFC 8878) on all processors: each block is a frame of its own, with its checksum, one behind
 * the other, which is one stream for every reader (3.1).
 *
 * <p>Not with the threads that zstd itself has: they take 40 MB a layer, and several layers are packed at once. That
 * frames know nothing of each other costs less than a hundredth in size, because zstd is told how large each is.
 */
final class ParallelZstd extends ParallelBlocks {

    /** The level that zstd itself takes, and what skopeo's comes to in size: smaller than gzip -9, as fast as a disk. */
    private static final int LEVEL = 3;
    private static final Blocks BLOCKS = new Blocks(1024 * 1024, "jimg-zstd");

    ParallelZstd(OutputStream out) {
        super(out, BLOCKS);
    }

    @Override
    byte[] before(Block block) {
        return new byte[0];
    }

    @Override
    void begin(OutputStream packed) {
        // Each frame has a header of its own.
    }

    @Override
    void end(OutputStream packed) {
        // Each frame has a checksum of its own.
    }

    /** The last may be empty: then it is the frame without which a stream of nothing would be no zstd. */
    @Override
    void pack(Block block, boolean last) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL).setChecksum(true);
            block.room((int) Zstd.compressBound(block.length));
            block.count = zstd.compressByteArray(block.packed, 0, block.packed.length, block.content, 0, block.length);
        }
    }
}
