package dev.jimg.build;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes a tar on and looks for the newest time in its headers, which is when what made it ran. */
final class NewestInTar extends FilterOutputStream {

    private static final int BLOCK = 512;
    private static final int TIME = 136;
    private static final int TIME_LENGTH = 12;
    private static final int SIZE = 124;
    private static final int TYPE = 156;

    private final byte[] block = new byte[BLOCK];
    private int filled;
    private long content;
    private long newest;

    NewestInTar(OutputStream out) {
        super(out);
    }

    /** In seconds since 1970; 0 if the tar is empty. */
    long newest() {
        return newest;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        int position = offset;
        int end = offset + length;
        while (position < end) {
            if (content > 0) {
                int piece = (int) Math.min(content, end - position);
                content -= piece;
                position += piece;
                continue;
            }
            int piece = Math.min(BLOCK - filled, end - position);
            System.arraycopy(bytes, position, block, filled, piece);
            filled += piece;
            position += piece;
            if (filled == BLOCK) {
                filled = 0;
                header();
            }
        }
    }

    private void header() {
        long size = octal(SIZE);
        char type = (char) block[TYPE];
        boolean hasContent = type < '1' || type > '6';
        content = hasContent ? (size + BLOCK - 1) / BLOCK * BLOCK : 0;
        if (type != 'x' && type != 'g' && type != 'L' && type != 'K') {
            newest = Math.max(newest, octal(TIME));
        }
    }

    /** A number as tars write it: octal digits, or base 256 where the first bit is set. */
    private long octal(int from) {
        if ((block[from] & 0x80) != 0) {
            long value = 0;
            for (int i = from + TIME_LENGTH - 8; i < from + TIME_LENGTH; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        long value = 0;
        for (int i = from; i < from + TIME_LENGTH; i++) {
            if (block[i] >= '0' && block[i] <= '7') {
                value = value * 8 + block[i] - '0';
            }
        }
        return value;
    }
}
