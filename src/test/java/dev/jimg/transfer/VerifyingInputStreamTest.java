package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerifyingInputStreamTest {

    private static final byte[] DATA = new byte[100_003];

    static {
        new Random(1).nextBytes(DATA);
    }

    private static VerifyingInputStream over(byte[] bytes, long size) {
        return new VerifyingInputStream(new ByteArrayInputStream(bytes), Digest.of(DATA), size);
    }

    @Test
    void passesTheRightBytesOn() throws IOException {
        assertArrayEquals(DATA, over(DATA, DATA.length).readAllBytes());
    }

    @Test
    void verifiesWithWhateverHashTheDigestNames() throws IOException {
        Digest sha512 = Digest.of(Digest.Algorithm.SHA512, Digest.Algorithm.SHA512.newHash().digest(DATA));
        InputStream in = new VerifyingInputStream(new ByteArrayInputStream(DATA), sha512, DATA.length);
        assertEquals(DATA.length, in.transferTo(new ByteArrayOutputStream()));
    }

    @Test
    void refusesOneChangedByte() {
        byte[] changed = DATA.clone();
        changed[DATA.length / 2] ^= 1;
        String message = assertThrows(VerificationException.class,
                () -> over(changed, DATA.length).readAllBytes()).getMessage();
        assertTrue(message.contains(Digest.of(DATA).toString()) && message.contains(Digest.of(changed).toString()),
                message);
    }

    @Test
    void refusesTooFewBytes() {
        byte[] cut = new byte[DATA.length - 1];
        System.arraycopy(DATA, 0, cut, 0, cut.length);
        String message = assertThrows(VerificationException.class,
                () -> over(cut, DATA.length).readAllBytes()).getMessage();
        assertTrue(message.contains("100002 of 100003"), message);
    }

    @Test
    void neverHandsOnAByteTooMany() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThrows(VerificationException.class, () -> over(DATA, 50_000).transferTo(out));
        assertTrue(out.size() <= 50_000, "got " + out.size());
    }

    @Test
    void refusesAShorterPromiseEvenWhereTheHashWouldFit() {
        assertThrows(VerificationException.class, () -> over(DATA, DATA.length - 1).readAllBytes());
        assertThrows(VerificationException.class, () -> over(DATA, DATA.length + 1).readAllBytes());
    }

    @Test
    void verifiesSingleBytesAndShortReads() throws IOException {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(DATA)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 7));
            }
        };
        InputStream in = new VerifyingInputStream(slow, Digest.of(DATA), DATA.length);
        assertEquals(DATA[0] & 0xff, in.read());
        assertEquals(DATA.length - 1, in.readAllBytes().length);
        assertEquals(-1, in.read());
    }

    @Test
    void saysAgainThatItEndedWell() throws IOException {
        InputStream in = over(DATA, DATA.length);
        in.readAllBytes();
        assertEquals(-1, in.read());
        assertEquals(-1, in.read(new byte[5]));
    }

    @Test
    void saysAgainThatItEndedBadly() {
        byte[] changed = DATA.clone();
        changed[0] ^= 1;
        InputStream in = over(changed, DATA.length);
        assertThrows(VerificationException.class, in::readAllBytes);
        assertThrows(VerificationException.class, in::read, "a second look must not find a good end");
    }

    /** After the first failure the hash is fresh, and a fresh hash is the digest of no bytes. */
    @Test
    void aFailureIsNotForgottenWhereTheDigestOfNothingWasExpected() {
        InputStream in = new VerifyingInputStream(new ByteArrayInputStream(DATA), Digest.of(new byte[0]), DATA.length);
        assertThrows(VerificationException.class, in::readAllBytes);
        assertThrows(VerificationException.class, in::read);
    }

    @Test
    void hashesWhatIsSkipped() throws IOException {
        InputStream in = over(DATA, DATA.length);
        assertEquals(60_000, in.skip(60_000));
        assertEquals(DATA.length - 60_000, in.readAllBytes().length);
        assertEquals(0, over(DATA, DATA.length).skip(-1));
    }

    @Test
    void aReadOfNothingIsNoEnd() throws IOException {
        InputStream in = over(DATA, DATA.length);
        assertEquals(0, in.read(new byte[0]));
        assertEquals(DATA.length, in.readAllBytes().length);
    }

    @Test
    void cannotGoBack() {
        assertFalse(over(DATA, DATA.length).markSupported());
        InputStream in = over(DATA, DATA.length);
        in.mark(10);
        assertThrows(IOException.class, in::reset);
    }

    @Test
    void readsAnEmptyBlob() throws IOException {
        byte[] nothing = new byte[0];
        InputStream in = new VerifyingInputStream(new ByteArrayInputStream(nothing), Digest.of(nothing), 0);
        assertEquals(-1, in.read());
        InputStream more = new VerifyingInputStream(new ByteArrayInputStream(DATA), Digest.of(nothing), 0);
        assertThrows(VerificationException.class, more::read);
    }
}
