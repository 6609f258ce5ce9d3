package dev.jimg.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a tar block by block, so that it can say what no program that makes tars would. */
public final class RawTar {

    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An entry whose header tells the truth. */
    public RawTar entry(String name, char type, String link, byte[] content) {
        return entry(name, type, link, content.length, content, 0);
    }

    public RawTar file(String name, byte[] content) {
        return entry(name, '0', "", content);
    }

    public RawTar file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param size as the header has it; beyond what eight octal digits can say, and below 0, in base 256
     * @param content what follows the header, filled up to whole blocks
     * @param id user and group
     */
    public RawTar entry(String name, char type, String link, long size, byte[] content, long id) {
        byte[] header = new byte[BLOCK];
        put(header, 0, 100, name);
        put(header, 100, 8, type == '5' ? "0000755" : "0000644");
        number(header, 108, 8, id);
        number(header, 116, 8, id);
        number(header, 124, 12, size);
        number(header, 136, 12, 1_000_000_000);
        header[156] = (byte) type;
        put(header, 157, 100, link);
        put(header, 257, 8, "ustar\00000");
        number(header, 329, 8, 1);
        number(header, 337, 8, 3);
        return block(header).padded(content);
    }

    /** PAX records before the next entry ({@code x}), or of all that follow ({@code g}); each {@code name=value}. */
    public RawTar pax(char type, String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int length = record.length() + 3;
            while (Integer.toString(length).length() + record.length() + 2 != length) {
                length++;
            }
            text.append(length).append(' ').append(record).append('\n');
        }
        return entry("pax", type, "", text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A block as it is, but for its checksum. */
    public RawTar block(byte[] header) {
        Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, CHECKSUM_AT, 8, String.format("%06o\0 ", sum));
        out.writeBytes(header);
        return this;
    }

    private RawTar padded(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    /** With the two empty blocks. */
    public byte[] end() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    /** So far. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    private static void number(byte[] header, int at, int width, long value) {
        if (value >= 0 && value < 1L << 3 * (width - 1)) {
            put(header, at, width, String.format("%0" + (width - 1) + "o", value));
            return;
        }
        for (int i = 0; i < width; i++) {
            int shift = 8 * (width - 1 - i);
            header[at + i] = (byte) (shift >= Long.SIZE ? value < 0 ? 0xff : 0 : value >> shift);
        }
        header[at] |= (byte) 0x80;
    }

    private static void put(byte[] header, int at, int width, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, Math.min(width, bytes.length));
    }
}
