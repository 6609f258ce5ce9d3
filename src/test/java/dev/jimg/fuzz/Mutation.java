package dev.jimg.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes a good input a bad one: bits, lengths and numbers changed, pieces left out, doubled, or repeated thousands of times. */
public final class Mutation {

    private static final int MAX_CHANGES = 4;
    private static final int MAX_BYTES = 256 * 1024;
    private static final byte[] EDGES = {0, 1, '\t', '\n', '\r', 0x1b, ' ', '"', '/', '\\', 0x7f, (byte) 0x80, (byte) 0x9b,
        (byte) 0xff};
    private static final List<String> NUMBERS = List.of("0", "-1", "00", "2147483648", "4294967296", "9223372036854775807",
            "9223372036854775808", "-9223372036854775808", "1e999999999", "0.1", "99999999999999999999999999999");

    private final List<byte[]> seeds;
    private final List<byte[]> words;

    private Mutation(List<byte[]> seeds, List<byte[]> words) {
        this.seeds = seeds;
        this.words = words;
    }

    /** @param words what the reader takes for more than text */
    public static Mutation of(List<byte[]> seeds, List<String> words) {
        return new Mutation(seeds, words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /** Texts as seeds. */
    public static Mutation ofTexts(List<String> seeds, List<String> words) {
        return of(seeds.stream().map(seed -> seed.getBytes(StandardCharsets.UTF_8)).toList(), words);
    }

    /** One of the seeds, changed up to four times; one in sixteen as it is. */
    public byte[] make(Random random) {
        byte[] input = pick(random, seeds);
        int changes = random.nextInt(16) == 0 ? 0 : 1 + random.nextInt(MAX_CHANGES);
        for (int i = 0; i < changes; i++) {
            input = change(random, input);
        }
        return input;
    }

    /** Words one after the other, as they come. */
    public byte[] sentence(Random random, int most) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int count = random.nextInt(most);
        for (int i = 0; i < count; i++) {
            text.writeBytes(pick(random, words));
        }
        return text.toByteArray();
    }

    /** Any bytes, changed once. */
    public byte[] change(Random random, byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 1 + input.length : 8));
        return switch (random.nextInt(10)) {
            case 0 -> splice(input, from, to, new byte[0]);
            case 1 -> splice(input, to, to, Arrays.copyOfRange(input, from, to));
            case 2 -> Arrays.copyOf(input, from);
            case 3 -> splice(input, from, from, new byte[] {EDGES[random.nextInt(EDGES.length)]});
            case 4 -> flip(random, input);
            case 5 -> number(random, input);
            case 6 -> splice(input, from, from, pick(random, words));
            case 7 -> splice(input, from, to, pick(random, words));
            case 8 -> {
                byte[] other = pick(random, seeds);
                int start = random.nextInt(other.length + 1);
                yield splice(input, from, to, Arrays.copyOfRange(other, start, other.length));
            }
            default -> splice(input, from, from, repeated(random, random.nextInt(3) == 0
                    ? Arrays.copyOfRange(input, from, Math.min(to, from + 16)) : pick(random, words)));
        };
    }

    /** Mostly a few times; now and then often enough for every recursion. */
    private static byte[] repeated(Random random, byte[] piece) {
        int times = random.nextInt(20) == 0 ? 1 + random.nextInt(20_000) : 2 + random.nextInt(40);
        times = piece.length == 0 ? 0 : Math.min(times, MAX_BYTES / piece.length);
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = piece[i % piece.length];
        }
        return all;
    }

    private static byte[] flip(Random random, byte[] input) {
        byte[] changed = input.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** Puts another number in a number's place. */
    private static byte[] number(Random random, byte[] input) {
        int start = input.length == 0 ? 0 : random.nextInt(input.length);
        while (start < input.length && !isDigit(input[start])) {
            start++;
        }
        int end = start;
        while (end < input.length && isDigit(input[end])) {
            end++;
        }
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return splice(input, start, end, number.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] splice(byte[] input, int from, int to, byte[] piece) {
        if (input.length + piece.length > MAX_BYTES) {
            return input;
        }
        byte[] result = new byte[input.length - (to - from) + piece.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(input, to, result, from + piece.length, input.length - to);
        return result;
    }

    static byte[] pick(Random random, List<byte[]> all) {
        return all.get(random.nextInt(all.size()));
    }
}
