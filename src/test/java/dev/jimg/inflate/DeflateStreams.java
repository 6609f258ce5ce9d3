package dev.jimg.inflate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

/** Deflate streams of all kinds, by chance. */
final class DeflateStreams {

    private static final int[] STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    private static final int[] FLUSHES = {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH};

    private DeflateStreams() {}

    /** By a packer, or by hand. */
    static byte[] any(Random random, int most) {
        return random.nextInt(3) == 0 ? byHand(random) : deflated(random, content(random, random.nextInt(most) + 1));
    }

    /** With any level and strategy, and any ends of blocks. */
    private static byte[] deflated(Random random, byte[] content) {
        return deflate(content, random.nextInt(10), STRATEGIES[random.nextInt(3)], FLUSHES[random.nextInt(3)],
                1 + random.nextInt(content.length + 1));
    }

    static byte[] deflate(byte[] content, int level, int strategy, int flush, int piece) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int at = 0; at < content.length; at += piece) {
            deflater.setInput(content, at, Math.min(piece, content.length - at));
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, flush);
                packed.write(buffer, 0, count);
            } while (count == buffer.length || !deflater.needsInput());
        }
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    /** Noise, text, runs, and pieces of what stands before, near and far. */
    static byte[] content(Random random, int size) {
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int length = Math.min(size - at, 1 + random.nextInt(1 << random.nextInt(13)));
            int kind = random.nextInt(4);
            int alphabet = 1 << random.nextInt(9);
            int back = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, 1 << random.nextInt(17)));
            for (int end = at + length; at < end; at++) {
                bytes[at] = kind == 0 || back == 0 ? (byte) random.nextInt(256) : kind == 1
                        ? (byte) random.nextInt(alphabet) : bytes[at - back];
            }
        }
        return bytes;
    }

    /** Blocks with codes as odd as may be, and symbols as they fall. */
    private static byte[] byHand(Random random) {
        DeflateWriter out = new DeflateWriter();
        int blocks = 1 + random.nextInt(3);
        for (int i = 1; i <= blocks; i++) {
            switch (random.nextInt(5)) {
                case 0 -> {
                    byte[] content = new byte[random.nextInt(200)];
                    random.nextBytes(content);
                    out.stored(i == blocks, content);
                }
                case 1 -> symbols(random, out.block(i == blocks, 1), DeflateWriter.fixedLengths(),
                        DeflateWriter.fixedDistances());
                default -> {
                    int[] lengths = code(random, 257 + random.nextInt(30), 256);
                    int[] distances = code(random, 1 + random.nextInt(30), 0);
                    symbols(random, out.dynamic(i == blocks, lengths, distances), lengths, distances);
                }
            }
        }
        return out.end();
    }

    /** Lengths of a complete code, mostly: codes split in two until all symbols chosen have one. */
    private static int[] code(Random random, int symbols, int needed) {
        int[] lengths = new int[symbols];
        int wanted = 1 + random.nextInt(symbols);
        int[] leaves = new int[wanted];
        int count = 1;
        boolean deep = random.nextBoolean();
        for (int tries = 0; count < wanted && tries < 10_000; tries++) {
            int leaf = deep && random.nextInt(4) > 0 ? count - 1 : random.nextInt(count);
            if (leaves[leaf] < 15) {
                leaves[leaf]++;
                leaves[count++] = leaves[leaf];
            }
        }
        if (count == 1) {
            leaves[0] = 1;
        }
        for (int i = 0; i < count; i++) {
            int symbol = i == 0 ? needed : random.nextInt(symbols);
            while (lengths[symbol] != 0) {
                symbol = (symbol + 1) % symbols;
            }
            lengths[symbol] = leaves[i];
        }
        if (random.nextInt(30) == 0) {
            lengths[random.nextInt(symbols)] = random.nextInt(16);
        }
        return lengths;
    }

    private static void symbols(Random random, DeflateWriter out, int[] lengths, int[] distances) {
        int[] used = used(lengths);
        int[] near = used(distances);
        for (int i = used.length == 0 ? 0 : random.nextInt(120); i > 0; i--) {
            int symbol = used[random.nextInt(used.length)];
            if (symbol == 256) {
                continue;
            }
            out.code(lengths, symbol);
            if (symbol > 256 && near.length > 0) {
                out.bits(random.nextInt(32), extra(Entries.LENGTHS[symbol]));
                int distance = near[random.nextInt(1 + random.nextInt(near.length))];
                out.code(distances, distance).bits(random.nextInt(1 << 14), extra(Entries.DISTANCES[distance]));
            }
        }
        if (lengths[256] > 0) {
            out.code(lengths, 256);
        }
    }

    private static int extra(int meaning) {
        return Entries.taken(meaning);
    }

    private static int[] used(int[] lengths) {
        int[] symbols = new int[lengths.length];
        int count = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                symbols[count++] = i;
            }
        }
        return Arrays.copyOf(symbols, count);
    }
}
