package dev.jimg.tui.term;

import java.util.Arrays;

/** A growing byte buffer that writes text as UTF-8 and numbers as decimals without making objects. */
final class FrameBuffer {
    private byte[] bytes = new byte[8192];
    private int size;

    void reset() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Forgets what was written after {@code length}. */
    void cutTo(int length) {
        size = length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void add(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }

    void add(byte[] more) {
        for (byte b : more) {
            add(b);
        }
    }

    void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    void number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        add('0' + value % 10);
    }

    void codePoint(int c) {
        if (c < 0x80) {
            add(c);
        } else if (c < 0x800) {
            add(0xC0 | c >> 6);
            add(0x80 | c & 0x3F);
        } else if (c < 0x10000) {
            add(0xE0 | c >> 12);
            add(0x80 | c >> 6 & 0x3F);
            add(0x80 | c & 0x3F);
        } else {
            add(0xF0 | c >> 18);
            add(0x80 | c >> 12 & 0x3F);
            add(0x80 | c >> 6 & 0x3F);
            add(0x80 | c & 0x3F);
        }
    }
}
