package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first line of an output file from which something was left out.
 *
 * @param base of all that was said, in bytes, where the end begins that is kept
 * @param tail where in the file it begins
 */
record SpoolOutputHead(long base, long tail) {

    /** Of a file that has all. */
    static final SpoolOutputHead NONE = new SpoolOutputHead(0, 0);

    /** Always as many, blanks behind. */
    static final int BYTES = 64;

    private static final String MARK = "{\"base\":";

    /** How much was said up to a place in the file. */
    long said(long place) {
        return base + place - tail;
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) ' ');
        byte[] text = (MARK + base + ",\"tail\":" + tail + "}").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        bytes[BYTES - 1] = '\n';
        return bytes;
    }

    /** @throws IOException also if it is none of ours */
    static SpoolOutputHead read(RandomAccessFile in) throws IOException {
        byte[] bytes = new byte[(int) Math.min(BYTES, in.length())];
        in.seek(0);
        in.readFully(bytes);
        if (!new String(bytes, StandardCharsets.US_ASCII).startsWith(MARK)) {
            return NONE;
        }
        JsonNode json = SpoolJson.parse(bytes);
        SpoolOutputHead head = new SpoolOutputHead(json.path("base").asLong(), json.path("tail").asLong());
        if (head.base() < 0 || head.tail() < BYTES || head.tail() > in.length()) {
            throw new IOException("the head of the output is wrong");
        }
        return head;
    }
}
