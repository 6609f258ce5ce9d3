package dev.jimg.backend.copy;

import dev.jimg.service.archive.ArchiveProgress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets an image archive through, and tells from its headers how far each of its layers is: an engine that saves says no
 * more than bytes. It knows what engines write: {@code ID/layer.tar} (Docker before 25), {@code DIFFID.tar} (Podman),
 * and blobs of an image layout, of which those that are no JSON are layers. What is no tar passes without a word.
 */
final class LayerTally extends FilterOutputStream {

    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE = 124;
    private static final int SIZE_BYTES = 12;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE = 156;
    private static final int SHOWN_DIGITS = 12;
    /** Between two reports of one layer. */
    private static final long STEP = 256 * 1024;

    private static final Pattern LAYER = Pattern.compile("(?:([0-9a-f]{64})/layer\\.tar|([0-9a-f]{64})\\.tar)");
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/([0-9a-f]{64})");

    private final Consumer<ArchiveProgress> progress;
    private final byte[] header = new byte[BLOCK];
    private int inHeader;
    private long size;
    private long done;
    private long padding;
    private long told;
    private Optional<String> layer = Optional.empty();
    private boolean undecided;
    private boolean foreign;

    LayerTally(OutputStream out, Consumer<ArchiveProgress> progress) {
        super(out);
        this.progress = progress;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        int at = offset;
        int end = offset + length;
        while (at < end && !foreign) {
            at += take(bytes, at, end - at);
        }
    }

    /** @return how many of the bytes belonged to what is under way: content, padding or header */
    private int take(byte[] bytes, int at, int length) {
        if (done < size) {
            int piece = (int) Math.min(length, size - done);
            content(bytes[at], piece);
            return piece;
        }
        if (padding > 0) {
            int piece = (int) Math.min(length, padding);
            padding -= piece;
            return piece;
        }
        int piece = Math.min(length, BLOCK - inHeader);
        System.arraycopy(bytes, at, header, inHeader, piece);
        inHeader += piece;
        if (inHeader == BLOCK) {
            inHeader = 0;
            begin();
        }
        return piece;
    }

    private void content(byte first, int length) {
        if (undecided) {
            undecided = false;
            layer = layer.filter(name -> first != '{');
        }
        done += length;
        if (layer.isPresent() && (done == size || done - told >= STEP)) {
            told = done;
            progress.accept(new ArchiveProgress(layer.get(), done, size));
        }
    }

    private void begin() {
        layer = Optional.empty();
        size = 0;
        done = 0;
        told = 0;
        if (isZero()) {
            return;
        }
        if (!isSound()) {
            foreign = true;
            return;
        }
        size = number(SIZE, SIZE_BYTES);
        padding = (BLOCK - size % BLOCK) % BLOCK;
        boolean file = header[TYPE] == '0' || header[TYPE] == 0;
        String name = text(0, NAME_BYTES);
        Matcher exact = LAYER.matcher(name);
        Matcher blob = BLOB.matcher(name);
        if (file && size > 0 && exact.matches()) {
            layer = Optional.of(shown(exact.group(1) == null ? exact.group(2) : exact.group(1)));
        } else if (file && size > 0 && blob.matches()) {
            layer = Optional.of(shown(blob.group(1)));
        }
        undecided = layer.isPresent() && !exact.matches();
    }

    private static String shown(String hex) {
        return hex.substring(0, SHOWN_DIGITS);
    }

    private boolean isZero() {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a header at all: the sum of its bytes, its own place counted as blanks. */
    private boolean isSound() {
        byte[] blank = header.clone();
        Arrays.fill(blank, CHECKSUM, CHECKSUM + CHECKSUM_BYTES, (byte) ' ');
        long sum = 0;
        for (byte b : blank) {
            sum += b & 0xff;
        }
        return sum == number(CHECKSUM, CHECKSUM_BYTES);
    }

    /** Octal digits, or, above 8 GiB, bytes after a first one with its highest bit set; -1 for neither. */
    private long number(int offset, int length) {
        if ((header[offset] & 0x80) != 0) {
            long value = 0;
            for (int i = offset + length - Long.BYTES; i < offset + length; i++) {
                value = value << 8 | header[i] & 0xff;
            }
            return Math.max(0, value);
        }
        try {
            return Long.parseLong(text(offset, length).strip(), 8);
        } catch (NumberFormatException e) {
            return text(offset, length).isBlank() ? 0 : -1;
        }
    }

    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.ISO_8859_1);
    }
}
