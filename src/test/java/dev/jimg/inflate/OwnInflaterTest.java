package dev.jimg.inflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.inflate.Inflation.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Every stream here is given to zlib too, which must say the same. */
class OwnInflaterTest {

    private static final byte[] TEXT = "a rose is a rose is a rose, a rose.".getBytes(StandardCharsets.US_ASCII);

    private static DeflateWriter fixed() {
        return new DeflateWriter().block(true, 1);
    }

    private static DeflateWriter symbol(DeflateWriter out, int symbol) {
        return out.code(DeflateWriter.fixedLengths(), symbol);
    }

    private static int[] lengths(int count, int... symbolsAndLengths) {
        int[] lengths = new int[count];
        for (int i = 0; i < symbolsAndLengths.length; i += 2) {
            lengths[symbolsAndLengths[i]] = symbolsAndLengths[i + 1];
        }
        return lengths;
    }

    /** One code of each length from 1 to 14, and two of 15; the first symbols are the shortest. */
    private static int[] deep(int count, int... symbols) {
        int[] lengths = new int[count];
        for (int i = 0; i < 16; i++) {
            lengths[symbols[i]] = Math.min(15, i + 1);
        }
        return lengths;
    }

    private static void refused(String fault, byte[] packed) {
        assertEquals(fault, Inflation.checked(packed, Pieces.WHOLE).fault());
        assertEquals(fault, Inflation.checked(Arrays.copyOf(packed, packed.length + 100), Pieces.WHOLE).fault());
        assertEquals(fault, Inflation.checked(packed, Pieces.SINGLE).fault());
    }

    private static byte[] taken(byte[] packed) {
        assertArrayEquals(Inflation.checked(packed, Pieces.SINGLE).content(),
                Inflation.checked(packed, Pieces.WHOLE).content());
        // With enough behind it for the fast loop.
        Inflation inflation = Inflation.checked(Arrays.copyOf(packed, packed.length + 100), Pieces.WHOLE);
        assertTrue(inflation.finished());
        assertEquals(100, inflation.rest());
        return inflation.content();
    }

    @Test
    void givesBackWhatEveryLevelAndStrategyPacked() {
        byte[] content = DeflateStreams.content(new Random(3), 400_000);
        for (int level = 0; level <= 9; level++) {
            for (int strategy = Deflater.DEFAULT_STRATEGY; strategy <= Deflater.HUFFMAN_ONLY; strategy++) {
                byte[] packed = DeflateStreams.deflate(content, level, strategy, Deflater.SYNC_FLUSH, 150_000);
                assertArrayEquals(content, Inflation.checked(packed, Pieces.random(level)).content());
            }
        }
    }

    @Test
    void findsWhatWas32KibBackAfterAnyNumberOfBytes() {
        byte[] content = new byte[1_000_000];
        new Random(4).nextBytes(content);
        for (int at = 32_768; at < content.length; at += 700) {
            System.arraycopy(content, at - 32_768, content, at, 400);
        }
        byte[] packed = DeflateStreams.deflate(content, 9, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, content.length);
        for (int seed = 0; seed < 4; seed++) {
            assertArrayEquals(content, Inflation.checked(packed, Pieces.random(seed)).content());
        }
    }

    @Test
    void everyDistanceRepeatsForEveryLength() {
        for (int distance = 1; distance <= 40; distance++) {
            byte[] content = new byte[40 * 300];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (i % 300 < distance ? i * 31 + i / 300 : content[i - distance]);
            }
            byte[] packed = DeflateStreams.deflate(content, 9, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, content.length);
            assertArrayEquals(content, Inflation.checked(packed, Pieces.WHOLE).content(), "distance " + distance);
            assertArrayEquals(content, Inflation.checked(packed, Pieces.random(distance)).content());
        }
    }

    @Test
    void smallStreamsCutOrChangedAnywhereAreWhatZlibSays() {
        byte[] fixed = DeflateStreams.deflate(TEXT, 9, Deflater.DEFAULT_STRATEGY, Deflater.FULL_FLUSH, 30);
        byte[] stored = DeflateStreams.deflate(TEXT, 0, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, TEXT.length);
        byte[] dynamic = DeflateStreams.deflate(DeflateStreams.content(new Random(5), 250), 9, Deflater.DEFAULT_STRATEGY,
                Deflater.NO_FLUSH, 250);
        byte[] odd = new DeflateWriter().dynamic(true, deep(257, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 256),
                lengths(1, 0, 1)).bits(-1, 30).bits(0, 9).end();
        for (byte[] packed : new byte[][] {fixed, stored, dynamic, odd}) {
            for (int at = 0; at < packed.length; at++) {
                Inflation.checked(Arrays.copyOf(packed, at), Pieces.WHOLE);
                Inflation.checked(Arrays.copyOf(packed, at), Pieces.SINGLE);
                for (int bit = 0; bit < 8; bit++) {
                    byte[] changed = packed.clone();
                    changed[at] ^= (byte) (1 << bit);
                    Inflation.checked(changed, Pieces.WHOLE);
                    Inflation.checked(Arrays.copyOf(changed, packed.length + 40), Pieces.WHOLE);
                    Inflation.checked(changed, Pieces.SINGLE);
                }
            }
        }
    }

    @Test
    void readsCodesOf15Bits() {
        int[] lengths = deep(286, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 257, 285, 'm', 256);
        int[] distances = deep(30, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 29, 14);
        DeflateWriter out = new DeflateWriter().dynamic(true, lengths, distances);
        for (byte letter : "mlkjihgfedcbaammm".getBytes(StandardCharsets.US_ASCII)) {
            out.code(lengths, letter);
        }
        out.code(lengths, 257).code(distances, 2);
        for (int i = 0; i < 130; i++) {
            out.code(lengths, 285).code(distances, 1);
        }
        out.code(lengths, 285).code(distances, 29).bits(8191, 13).code(lengths, 256);
        byte[] content = ("mlkjihgfedcbaa" + "m".repeat(6 + 131 * 258)).getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(content, taken(out.end()));
    }

    /** The longest there is: 15 bits and 5 of a length, 15 bits and 13 of a distance. */
    @Test
    void readsMatchesOf48Bits() {
        int[] lengths = deep(286, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 283, 256);
        int[] distances = deep(30, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 29, 14);
        DeflateWriter out = new DeflateWriter().dynamic(true, lengths, distances);
        Random random = new Random(6);
        byte[] content = new byte[32_768 + 20 * 226];
        for (int i = 0; i < 32_768; i++) {
            content[i] = (byte) ('a' + random.nextInt(14));
            out.code(lengths, content[i]);
        }
        for (int at = 32_768; at < content.length; at += 226) {
            out.code(lengths, 283).bits(31, 5).code(distances, 29).bits(8191, 13);
            System.arraycopy(content, at - 32_768, content, at, 226);
        }
        assertArrayEquals(content, taken(out.code(lengths, 256).end()));
    }

    /** A block of them may be ten bits long, and a layer a hundred million blocks. */
    @Test
    void theFixedCodesAreBuiltOnceForAllBlocks() {
        Codes first = new Codes();
        first.useFixed();
        Codes second = new Codes();
        second.useFixed();
        assertSame(first.lengths, second.lengths);
        assertSame(first.distances, second.distances);
        byte[] content = DeflateStreams.content(new Random(8), 3_000);
        DeflateWriter out = new DeflateWriter();
        for (int at = 0; at < content.length; at += 3) {
            // By turns with codes that are written: neither may touch the other.
            if (at % 2 == 0) {
                out.block(false, 1);
                for (int i = at; i < at + 3; i++) {
                    symbol(out, content[i] & 0xff);
                }
                symbol(out, 256);
            } else {
                int[] lengths = lengths(257, content[at] & 0xff, 1, 256, 1);
                out.dynamic(false, lengths, new int[1]).code(lengths, content[at] & 0xff);
                out.code(lengths, 256).stored(false, Arrays.copyOfRange(content, at + 1, at + 3));
            }
        }
        assertArrayEquals(content, taken(out.stored(true, new byte[0]).end()));
    }

    @Test
    void takesASingleCodeOfOneBit() {
        int[] end = lengths(257, 256, 1);
        assertArrayEquals(new byte[0], taken(new DeflateWriter().dynamic(true, end, new int[1]).bits(0, 1).end()));
        int[] lengths = lengths(258, 'x', 1, 256, 2, 257, 2);
        assertArrayEquals("xxxx".getBytes(StandardCharsets.US_ASCII), taken(new DeflateWriter()
                .dynamic(true, lengths, lengths(1, 0, 1)).code(lengths, 'x').code(lengths, 257).bits(0, 1)
                .code(lengths, 256).end()));
    }

    @Test
    void refusesTheCodeThatASingleOneLeavesOut() {
        refused("invalid literal/length code", new DeflateWriter().dynamic(true, lengths(257, 256, 1), new int[1])
                .bits(1, 1).end());
        int[] lengths = lengths(258, 'x', 1, 256, 2, 257, 2);
        DeflateWriter out = new DeflateWriter().dynamic(true, lengths, lengths(1, 0, 1));
        refused("invalid distance code", out.code(lengths, 'x').code(lengths, 257).bits(1, 1).end());
        DeflateWriter none = new DeflateWriter().dynamic(true, lengths, new int[1]);
        refused("invalid distance code", none.code(lengths, 'x').code(lengths, 257).bits(0, 1).end());
    }

    @Test
    void refusesSetsOfCodesThatAreTooManyOrTooFew() {
        refused("invalid literal/lengths set", new DeflateWriter().dynamic(true, lengths(257, 256, 2), new int[1]).end());
        refused("invalid literal/lengths set",
                new DeflateWriter().dynamic(true, lengths(257, 1, 1, 2, 1, 256, 1), new int[1]).end());
        refused("invalid distances set",
                new DeflateWriter().dynamic(true, lengths(257, 256, 1), lengths(2, 0, 2, 1, 2)).end());
        refused("invalid distances set",
                new DeflateWriter().dynamic(true, lengths(257, 256, 1), lengths(3, 0, 1, 1, 1, 2, 1)).end());
        refused("invalid code -- missing end-of-block",
                new DeflateWriter().dynamic(true, lengths(257, 0, 1, 1, 1), new int[1]).end());
        refused("invalid code lengths set", new DeflateWriter().block(true, 2).bits(0, 14).bits(7, 12).bits(0, 8).end());
    }

    @Test
    void refusesMoreSymbolsThanThereAre() {
        refused("too many length or distance symbols", new DeflateWriter().block(true, 2).bits(30, 5).bits(0, 9).end());
        refused("too many length or distance symbols", new DeflateWriter().block(true, 2).bits(0, 5).bits(30, 9).end());
    }

    @Test
    void refusesARepeatOfNothingAndOneThatIsTooLong() {
        // Lengths 16 and 18 have a code of one bit each.
        DeflateWriter nothing = new DeflateWriter().block(true, 2).bits(0, 14).bits(1, 3).bits(0, 3).bits(1, 3).bits(0, 3);
        refused("invalid bit length repeat", nothing.bits(0, 3).bits(0, 8).end());
        DeflateWriter tooLong = new DeflateWriter().block(true, 2).bits(0, 14).bits(1, 3).bits(0, 3).bits(1, 3).bits(0, 3);
        refused("invalid bit length repeat", tooLong.bits(1, 1).bits(127, 7).bits(1, 1).bits(127, 7).end());
    }

    @Test
    void aCodeForLengthsWithoutSymbolsIsOneOfZerosAsInZlib() {
        refused("invalid code -- missing end-of-block",
                new DeflateWriter().block(true, 2).bits(0, 14).bits(0, 12).bits(-1, 30).bits(-1, 32).bits(0, 32)
                        .bits(0, 32).bits(0, 32).bits(0, 32).bits(0, 32).bits(0, 32).bits(0, 32).end());
    }

    @Test
    void refusesSymbolsThatStandForNothing() {
        for (int symbol : new int[] {286, 287}) {
            refused("invalid literal/length code", symbol(fixed(), symbol).end());
        }
        for (int distance : new int[] {30, 31}) {
            refused("invalid distance code", symbol(symbol(fixed(), 'a'), 257)
                    .code(DeflateWriter.fixedDistances(), distance).end());
        }
    }

    @Test
    void refusesADistanceBeyondTheBeginning() {
        refused("invalid distance too far back", symbol(symbol(fixed(), 'a'), 257)
                .code(DeflateWriter.fixedDistances(), 1).end());
    }

    @Test
    void theBeginningIsThatOfEachStream() throws DataFormatException {
        OwnInflater inflater = new OwnInflater();
        byte[] first = DeflateStreams.deflate(new byte[50_000], 6, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, 50_000);
        assertTrue(Inflation.of(inflater, first, Pieces.WHOLE).finished());
        byte[] second = symbol(symbol(fixed(), 'a'), 257).code(DeflateWriter.fixedDistances(), 1).end();
        assertEquals("invalid distance too far back", Inflation.of(inflater, second, Pieces.WHOLE).fault());
        assertArrayEquals(TEXT, Inflation.of(inflater, DeflateStreams.deflate(TEXT, 9, Deflater.DEFAULT_STRATEGY,
                Deflater.NO_FLUSH, TEXT.length), Pieces.WHOLE).content());
    }

    @Test
    void refusesStoredBlocksWhoseLengthsDoNotAgreeAndUnknownBlocks() {
        refused("invalid stored block lengths", new DeflateWriter().block(true, 0).align().bits(5, 16).bits(5, 16).end());
        refused("invalid block type", new DeflateWriter().block(true, 3).end());
    }

    @Test
    void handsOutWhatIsGoodAndThenTellsTheFaultEachTime() throws DataFormatException {
        OwnInflater inflater = new OwnInflater();
        byte[] packed = symbol(symbol(symbol(fixed(), 'a'), 'b'), 286).end();
        inflater.setInput(packed, 0, packed.length);
        byte[] out = new byte[10];
        assertEquals(2, inflater.inflate(out, 3, 7));
        assertEquals('b', out[4]);
        for (int i = 0; i < 3; i++) {
            assertThrows(DataFormatException.class, () -> inflater.inflate(out, 0, 10));
            assertFalse(inflater.finished());
        }
    }

    @Test
    void anEmptyStreamIsCutOffAndAnEmptyBlockIsNothing() {
        assertFalse(Inflation.checked(new byte[0], Pieces.WHOLE).finished());
        assertArrayEquals(new byte[0], taken(new byte[] {3, 0}));
        assertArrayEquals(new byte[0], taken(new DeflateWriter().stored(true, new byte[0]).end()));
    }
}
