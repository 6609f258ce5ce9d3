package dev.jimg.tar;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a tar: ustar, and a PAX header where that cannot say it (long or non-ASCII names, big IDs and sizes, extended
 * attributes). The same entries always give the same bytes. Times are whole seconds, as in the layers that docker makes;
 * sparse files are written whole.
 *
 * <p>Not thread-safe. {@link #close} writes the end; it does not close the stream.
 */
public final class TarWriter implements Closeable {

    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long MAX_ID = 07777777;
    private static final long MAX_SIZE = 077777777777L;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private boolean closed;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /** An entry without content. */
    public void put(TarEntry entry) throws IOException {
        put(entry, InputStream.nullInputStream());
    }

    /**
     * @param content exactly {@code entry.size()} bytes are taken
     * @throws EOFException if there are fewer: nothing after it makes sense then
     */
    public void put(TarEntry entry, InputStream content) throws IOException {
        SortedMap<String, String> pax = pax(entry);
        if (!pax.isEmpty()) {
            byte[] records = records(pax);
            out.write(header(paxName(entry.name()), 'x', 0, 0, 0, records.length, 0, "", entry));
            out.write(records);
            pad(records.length);
        }
        out.write(header(entry.name(), entry.type().letter, entry.mode(), clipped(entry.uid(), MAX_ID),
                clipped(entry.gid(), MAX_ID), clipped(entry.size(), MAX_SIZE), clipped(entry.mtime(), MAX_SIZE),
                entry.linkName(), entry));
        copy(content, entry.size());
        pad(entry.size());
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.write(new byte[2 * Header.BLOCK]);
            out.flush();
        }
    }

    private static SortedMap<String, String> pax(TarEntry entry) {
        SortedMap<String, String> pax = new TreeMap<>();
        if (!fits(entry.name())) {
            pax.put("path", entry.name());
        }
        if (entry.linkName().length() > NAME || !ascii(entry.linkName())) {
            pax.put("linkpath", entry.linkName());
        }
        number(pax, "uid", entry.uid(), MAX_ID);
        number(pax, "gid", entry.gid(), MAX_ID);
        number(pax, "size", entry.size(), MAX_SIZE);
        number(pax, "mtime", entry.mtime(), MAX_SIZE);
        for (Map.Entry<String, byte[]> attribute : entry.xattrs().entrySet()) {
            pax.put(Pax.XATTR + attribute.getKey(), new String(attribute.getValue(), StandardCharsets.ISO_8859_1));
        }
        return pax;
    }

    private static void number(SortedMap<String, String> pax, String key, long value, long max) {
        if (value < 0 || value > max) {
            pax.put(key, Long.toString(value));
        }
    }

    private static long clipped(long value, long max) {
        return value < 0 || value > max ? 0 : value;
    }

    /** Each record begins with its own length, the digits of it counted. */
    private static byte[] records(SortedMap<String, String> pax) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pax.forEach((key, value) -> {
            int rest = key.length() + value.length() + 3;
            int length = rest + Integer.toString(rest).length();
            if (Integer.toString(length).length() > Integer.toString(rest).length()) {
                length++;
            }
            all.writeBytes((length + " " + key + "=" + value + "\n").getBytes(StandardCharsets.ISO_8859_1));
        });
        return all.toByteArray();
    }

    private static String paxName(String name) {
        String base = name.substring(name.lastIndexOf('/', name.length() - 2) + 1);
        String shown = "PaxHeaders.0/" + base;
        return shown.substring(0, Math.min(NAME, shown.length())).replaceAll("[^\\x20-\\x7e]", "_");
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean fits(String name) {
        return ascii(name) && (name.length() <= NAME || split(name) > 0);
    }

    /** Where a long name can be cut into prefix and name; -1 if nowhere. */
    private static int split(String name) {
        int slash = name.lastIndexOf('/', Math.min(PREFIX, name.length() - 2));
        return slash > 0 && name.length() - slash - 1 <= NAME ? slash : -1;
    }

    private static byte[] header(String name, char type, int mode, long uid, long gid, long size, long mtime,
            String link, TarEntry entry) {
        byte[] block = new byte[Header.BLOCK];
        if (name.length() > NAME && ascii(name) && split(name) > 0) {
            text(block, 345, PREFIX, name.substring(0, split(name)));
            text(block, 0, NAME, name.substring(split(name) + 1));
        } else {
            text(block, 0, NAME, name);
        }
        octal(block, 100, 8, mode);
        octal(block, 108, 8, uid);
        octal(block, 116, 8, gid);
        octal(block, 124, 12, size);
        octal(block, 136, 12, mtime);
        block[156] = (byte) type;
        text(block, 157, NAME, link);
        text(block, 257, 8, "ustar\00000");
        boolean device = type == TarEntry.Type.CHARACTER_DEVICE.letter || type == TarEntry.Type.BLOCK_DEVICE.letter;
        octal(block, 329, 8, device ? entry.major() : 0);
        octal(block, 337, 8, device ? entry.minor() : 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        text(block, 148, 8, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void text(byte[] block, int offset, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
    }

    private static void octal(byte[] block, int offset, int length, long value) {
        String digits = Long.toOctalString(value);
        String field = "0".repeat(Math.max(0, length - 1 - digits.length())) + digits;
        text(block, offset, length - 1, field);
    }

    private void copy(InputStream content, long size) throws IOException {
        long left = size;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("a file became shorter while it was read");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private void pad(long size) throws IOException {
        out.write(new byte[Header.padding(size)]);
    }
}
