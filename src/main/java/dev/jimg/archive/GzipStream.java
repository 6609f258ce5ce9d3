package dev.jimg.archive;

import dev.jimg.inflate.Inflaters;
import dev.jimg.inflate.RawInflater;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * Gzip (RFC 1952) of one or many members, checksums and lengths of the data verified.
 *
 * <p>Unlike java.util.zip's, it reads in large pieces, does not ask {@code available()} whether another member follows
 * (a pipe says 0 there), and refuses what follows the last member unless it is padding.
 */
final class GzipStream extends InputStream {

    private static final int INPUT_BYTES = 128 * 1024;
    private static final int METHOD_DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream in;
    private final Inflaters inflaters;
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[INPUT_BYTES];
    private RawInflater inflater;
    private int position;
    private int limit;
    private boolean inMember;
    private boolean first = true;
    private boolean ended;
    private IOException failure;

    GzipStream(InputStream in) {
        this(in, new Inflaters());
    }

    /** @param inflaters belong to this stream from here on */
    GzipStream(InputStream in, Inflaters inflaters) {
        this.in = in;
        this.inflaters = inflaters;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return readOn(buffer, offset, length);
        } catch (IOException e) {
            // Where it stands in the input is not known any more.
            failure = e;
            throw e;
        }
    }

    private int readOn(byte[] buffer, int offset, int length) throws IOException {
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int count = inflate(buffer, offset, length);
            if (count > 0) {
                crc.update(buffer, offset, count);
                return count;
            }
        }
        return -1;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(buffer, offset, length);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                    return 0;
                }
                feed();
            }
        } catch (DataFormatException e) {
            throw new ArchiveException("damaged gzip data (" + e.getMessage() + ")", e);
        }
    }

    private void feed() throws IOException {
        if (position == limit && !fill()) {
            throw cutOff();
        }
        inflater.setInput(input, position, limit - position);
        position = limit;
    }

    /** Reads the header of a member; false at the end of the data. */
    private boolean beginMember() throws IOException {
        if (position == limit && !fill()) {
            if (first) {
                throw cutOff();
            }
            return false;
        }
        if (!first && input[position] == 0) {
            skipPadding();
            return false;
        }
        if (next() != 0x1f || next() != 0x8b || next() != METHOD_DEFLATE) {
            throw new ArchiveException(first ? "no gzip data" : "damaged gzip data (junk after its end)");
        }
        readHeader();
        first = false;
        inMember = true;
        inflater = inflaters.next();
        crc.reset();
        return true;
    }

    private void readHeader() throws IOException {
        int flags = next();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.remaining();
        long wantedCrc = nextInt();
        long wantedSize = nextInt();
        if (wantedCrc != crc.getValue()) {
            throw new ArchiveException("damaged gzip data (checksum)");
        }
        if (wantedSize != (inflater.bytesWritten() & 0xffffffffL)) {
            throw new ArchiveException("damaged gzip data (length)");
        }
        inMember = false;
    }

    private void skipPadding() throws IOException {
        do {
            while (position < limit) {
                if (input[position++] != 0) {
                    throw new ArchiveException("damaged gzip data (junk after its end)");
                }
            }
        } while (fill());
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            continue;
        }
    }

    private long nextInt() throws IOException {
        return (next() | next() << 8 | next() << 16 | (long) next() << 24) & 0xffffffffL;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw cutOff();
        }
        return input[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }

    private static IOException cutOff() {
        return new ArchiveException("the gzip data is cut off", new EOFException());
    }

    @Override
    public void close() throws IOException {
        inflaters.end();
        in.close();
    }
}
