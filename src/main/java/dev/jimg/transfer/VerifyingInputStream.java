package dev.jimg.transfer;

import dev.jimg.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Passes bytes on and, at their end, vouches for them: the stream ends normally only if exactly {@code size} bytes
 * came and their hash is {@code expected}. It never hands on a byte past {@code size}.
 */
public final class VerifyingInputStream extends FilterInputStream {

    private final Digest expected;
    private final long size;
    private final MessageDigest hash;
    private long count;
    private boolean verified;
    private VerificationException failure;

    /** @param size in bytes, as the descriptor says */
    public VerifyingInputStream(InputStream in, Digest expected, long size) {
        super(in);
        this.expected = expected;
        this.size = size;
        this.hash = expected.algorithm().newHash();
    }

    /** @throws VerificationException at the end, or once there are more bytes than promised */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            verify();
            return -1;
        }
        if (count + read > size) {
            throw failed(expected + " is longer than the " + size + " bytes it should have");
        }
        hash.update(buffer, offset, read);
        count += read;
        return read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    /** Skipped bytes are hashed like the others. */
    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(wanted, 0), 8192)];
        long skipped = 0;
        while (skipped < wanted) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, wanted - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Does nothing: what was read once is hashed, and cannot be read again. */
    @Override
    public void mark(int limit) {}

    @Override
    public void reset() throws IOException {
        throw new IOException("mark/reset is not supported");
    }

    private VerificationException failed(String why) {
        failure = new VerificationException(why);
        return failure;
    }

    private void verify() throws IOException {
        if (verified) {
            return;
        }
        if (count != size) {
            throw failed(expected + " ended after " + count + " of " + size + " bytes");
        }
        Digest actual = Digest.of(expected.algorithm(), hash.digest());
        if (!actual.equals(expected)) {
            throw failed("the bytes that came for " + expected + " have the digest " + actual);
        }
        verified = true;
    }
}
