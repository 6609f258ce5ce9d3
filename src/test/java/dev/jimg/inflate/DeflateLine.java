package dev.jimg.inflate;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

/** Deflate streams of all kinds, every second one damaged: what ours makes of them, in pieces of any size, is what zlib does. */
public final class DeflateLine implements FuzzLine {

    private static final Mutation CHANGES = Mutation.of(List.of(new byte[] {3, 0}), List.of("\0", "\u0001", "\u0005"));
    private static final int MOST_BYTES = 20_000;

    @Override
    public String name() {
        return "deflate beside zlib";
    }

    @Override
    public byte[] make(Random random) {
        byte[] stream = DeflateStreams.any(random, random.nextInt(50) == 0 ? 20 * MOST_BYTES : MOST_BYTES);
        for (int i = random.nextBoolean() ? 0 : 1 + random.nextInt(2); i > 0; i--) {
            if (random.nextBoolean()) {
                stream = CHANGES.change(random, stream);
            } else if (stream.length > 0) {
                int near = Math.min(stream.length, 1 << random.nextInt(16));
                stream[random.nextInt(near)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return stream;
    }

    @Override
    public void feed(byte[] input) throws IOException, DataFormatException {
        Inflation inflation = Inflation.checked(input, Inflation.Pieces.random(Arrays.hashCode(input)));
        if (!inflation.fault().isEmpty()) {
            throw new DataFormatException(inflation.fault());
        }
        if (!inflation.finished()) {
            throw new EOFException();
        }
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(DataFormatException.class, EOFException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(
                new Growth("bytes", 100_000, count -> DeflateStreams.deflate(DeflateStreams.content(new Random(1), count), 6,
                        Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, count)),
                new Growth("empty blocks of the fixed codes", 100_000, count -> {
                    DeflateWriter out = new DeflateWriter();
                    for (int i = 0; i < count; i++) {
                        out.block(false, 1).bits(0, 7);
                    }
                    return out.stored(true, new byte[0]).end();
                }),
                new Growth("empty blocks", 10_000, count -> {
                    DeflateWriter out = new DeflateWriter();
                    for (int i = 0; i < count; i++) {
                        out.stored(false, new byte[0]);
                    }
                    return out.stored(true, new byte[0]).end();
                }));
    }
}
