package dev.jimg.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.jimg.archive.Blocks.Block;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    static final Blocks BLOCKS = new Blocks(1024 * 1024, "jimg-zstd");

    /** Those that nobody uses. They stay: of memory outside the heap the collector hears late. */
    private static final Queue<Room> FREE = new ConcurrentLinkedQueue<>();

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
        Room free = FREE.poll();
        Room room = free == null ? new Room() : free;
        try {
            pack(block, room);
        } finally {
            FREE.add(room);
        }
    }

    private static void pack(Block block, Room room) {
        room.content.clear().put(block.content, 0, block.length).flip();
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL).setChecksum(true);
            block.count = zstd.compressDirectByteBuffer(room.packed, 0, room.packed.capacity(), room.content, 0,
                    block.length);
        }
        block.room(block.count);
        room.packed.clear().get(block.packed, 0, block.count);
    }

    /**
     * Memory that the collector does not move: while zstd works on arrays, nothing can be collected, and with two threads
     * that is always. The heap grew by 60 MB.
     */
    private static final class Room {
        private final ByteBuffer content = ByteBuffer.allocateDirect(BLOCKS.blockBytes());
        private final ByteBuffer packed = ByteBuffer.allocateDirect((int) Zstd.compressBound(BLOCKS.blockBytes()));
    }
}
