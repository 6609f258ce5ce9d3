package dev.jimg.archive;

import dev.jimg.archive.Blocks.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs a layer with gzip (RFC 1952) on all processors: blocks are deflated side by side, each with the end of the one
 * before as its dictionary, and joined to ONE member, which every reader takes.
 *
 * <p>Gzip, although zstd would be several times as fast: engines before docker 23 cannot unpack zstd, and a layer is
 * made once and pulled often.
 */
public final class ParallelGzip extends ParallelBlocks {

    /** Of Java's levels the one where a step more costs much time and saves little. */
    private static final int LEVEL = 5;
    static final Blocks BLOCKS = new Blocks(512 * 1024, "jimg-gzip");
    private static final int DICTIONARY_BYTES = 32 * 1024;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final CRC32 crc = new CRC32();
    private long size;

    public ParallelGzip(OutputStream out) {
        super(out, BLOCKS);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        size += length;
        super.write(bytes, offset, length);
    }

    @Override
    byte[] before(Block block) {
        return Arrays.copyOfRange(block.content, Math.max(0, block.length - DICTIONARY_BYTES), block.length);
    }

    @Override
    void begin(OutputStream packed) throws IOException {
        packed.write(HEADER);
    }

    @Override
    void end(OutputStream packed) throws IOException {
        writeInt(packed, crc.getValue());
        writeInt(packed, size);
    }

    @Override
    void pack(Block block, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            if (block.before.length > 0) {
                deflater.setDictionary(block.before);
            }
            deflater.setInput(block.content, 0, block.length);
            if (last) {
                deflater.finish();
            }
            int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            block.room(block.length / 2 + 1024);
            block.count = 0;
            while (true) {
                block.count += deflater.deflate(block.packed, block.count, block.packed.length - block.count, flush);
                if (last ? deflater.finished() : block.count < block.packed.length) {
                    return;
                }
                block.grow();
            }
        } finally {
            deflater.end();
        }
    }

    private static void writeInt(OutputStream out, long value) throws IOException {
        out.write(new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
    }
}
