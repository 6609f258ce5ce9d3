package dev.jimg.backend;

import dev.jimg.testing.RawRegistry.Asked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** What a registry may do to an answer. The right bytes may come of it or an error, never wrong bytes. */
enum BodyFault {
    CUT_AT_1_PERCENT((asked, body, out) -> cutOnce(asked, out, 1)),
    CUT_AT_50_PERCENT((asked, body, out) -> cutOnce(asked, out, 50)),
    CUT_AT_99_PERCENT((asked, body, out) -> cutOnce(asked, out, 99)),
    CUT_EVERY_TIME((asked, body, out) -> cut(asked, out, 50)),
    NOTHING_BUT_THE_HEAD((asked, body, out) -> cut(asked, out, 0)),
    NO_ANSWER((asked, body, out) -> { }),
    NO_HTTP((asked, body, out) -> out.write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.ISO_8859_1))),
    LENGTH_TOO_SMALL((asked, body, out) -> out.write(asked.answer("200 OK", body, body.length - 1))),
    LENGTH_TOO_LARGE((asked, body, out) -> out.write(asked.answer("200 OK", body, body.length + 7L))),
    LENGTH_ABSURD((asked, body, out) -> out.write(asked.answer("200 OK", body, Long.MAX_VALUE))),
    NO_LENGTH((asked, body, out) -> out.write(asked.answer("200 OK", body, -1))),
    NO_LENGTH_AND_TOO_MUCH((asked, body, out) -> out.write(asked.answer("200 OK", Arrays.copyOf(body,
            body.length + 1), -1))),
    EMPTY((asked, body, out) -> out.write(asked.answer("200 OK", new byte[0], 0))),
    ONE_BIT_FLIPPED((asked, body, out) -> out.write(asked.answer("200 OK", flipped(body), body.length))),
    BYTES_OF_ANOTHER((asked, body, out) -> out.write(asked.answer("200 OK", new byte[body.length], body.length))),
    GZIP_ENCODED((asked, body, out) -> {
        byte[] packed = gzip(body);
        out.write(asked.answer("200 OK\r\nContent-Encoding: gzip", packed, packed.length));
    }),
    CALLED_GZIP((asked, body, out) ->
            out.write(asked.answer("200 OK\r\nContent-Encoding: gzip", body, body.length))),
    RANGE_UNASKED((asked, body, out) -> out.write(asked.answer("206 Partial Content\r\nContent-Range: bytes 1-"
            + (body.length - 1) + "/" + body.length, Arrays.copyOfRange(body, 1, body.length), body.length - 1L))),
    RANGE_IGNORED((asked, body, out) -> afterACut(asked, out, asked.answer("200 OK", body, body.length))),
    RANGE_FROM_ELSEWHERE((asked, body, out) -> afterACut(asked, out, asked.answer(
            "206 Partial Content\r\nContent-Range: bytes 0-" + (body.length - 1) + "/" + body.length, body,
            body.length))),
    RANGE_THAT_LIES((asked, body, out) -> {
        int from = asked.from().orElse(0L).intValue();
        byte[] rest = Arrays.copyOf(body, body.length - from);
        afterACut(asked, out, asked.answer("206 Partial Content\r\nContent-Range: bytes " + from + "-"
                + (body.length - 1) + "/" + body.length, rest, rest.length));
    }),
    RANGE_REFUSED((asked, body, out) -> afterACut(asked, out, asked.answer("416 No", new byte[0], 0))),
    FORBIDDEN((asked, body, out) -> out.write(asked.answer("403 Forbidden", new byte[0], 0))),
    NEW_TOKENS_FOR_EVER((asked, body, out) -> out.write(asked.answer(
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"r\"", new byte[0], 0))),
    IN_A_CIRCLE((asked, body, out) -> out.write(asked.answer("307 Temporary Redirect\r\nLocation: ?again",
            new byte[0], 0))),
    SILENT((asked, body, out) -> forEver()),
    SILENT_IN_THE_BODY((asked, body, out) -> {
        cut(asked, out, 50);
        out.flush();
        forEver();
    });

    /** Writes the answer. */
    @FunctionalInterface
    private interface Writing {
        void write(Asked asked, byte[] body, OutputStream out) throws IOException, InterruptedException;
    }

    private final Writing writing;

    BodyFault(Writing writing) {
        this.writing = writing;
    }

    void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
        writing.write(asked, asked.content().bytes(), out);
    }

    /** Only an end of waiting tells of it. */
    boolean isSilent() {
        return this == SILENT || this == SILENT_IN_THE_BODY;
    }

    private static void cut(Asked asked, OutputStream out, int percent) throws IOException {
        byte[] right = asked.right();
        int head = new String(right, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        out.write(right, 0, head + (right.length - head) * percent / 100);
    }

    private static void cutOnce(Asked asked, OutputStream out, int percent) throws IOException {
        if (asked.time() == 1) {
            cut(asked, out, percent);
        } else {
            out.write(asked.right());
        }
    }

    private static void afterACut(Asked asked, OutputStream out, byte[] answer) throws IOException {
        if (asked.from().isEmpty()) {
            cut(asked, out, 50);
        } else {
            out.write(answer);
        }
    }

    private static byte[] flipped(byte[] body) {
        byte[] wrong = body.clone();
        wrong[wrong.length / 2] ^= 1;
        return wrong;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static void forEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
