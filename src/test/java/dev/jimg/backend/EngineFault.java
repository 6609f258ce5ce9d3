package dev.jimg.backend;

import dev.jimg.testing.RawEngine.Asked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What an engine, or whatever stands in its place, does instead of answering. */
enum EngineFault {
    CLOSES_AT_ONCE {
        @Override
        void answer(Asked asked, OutputStream out) {
            // Nothing at all.
        }
    },
    CLOSES_IN_THE_HEAD {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            out.write(EngineScript.bytes("HTTP/1.1 200 O"));
        }
    },
    CLOSES_IN_THE_BODY {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            out.write(begun(asked));
        }
    },
    IS_NO_HTTP {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            out.write(EngineScript.bytes("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"));
        }
    },
    IS_NOISE {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            byte[] noise = new byte[5000];
            new Random(7).nextBytes(noise);
            out.write(noise);
        }
    },
    IS_A_PAGE {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            whole(asked, out, "200 OK", PAGE);
        }
    },
    IS_A_PAGE_OF_AN_ERROR {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            whole(asked, out, "500 Internal Server Error", PAGE);
        }
    },
    IS_AN_ERROR_WITHOUT_WORDS {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            whole(asked, out, "502 Bad Gateway", "");
        }
    },
    IS_A_WORD {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            whole(asked, out, "200 OK", "\"word\"");
        }
    },
    HAS_ANOTHER_FORM {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            whole(asked, out, "200 OK", isList(EngineScript.body(asked)) ? "{\"Id\":[1]}" : "[[1],\"Id\"]");
        }
    },
    IS_SILENT {
        @Override
        void answer(Asked asked, OutputStream out) throws InterruptedException {
            asked.closed().await();
        }
    },
    FALLS_SILENT {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
            out.write(begun(asked));
            asked.closed().await();
        }
    },
    SENDS_A_BYTE_NOW_AND_THEN {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
            slowly(asked, out, EngineScript.right(asked));
        }
    },
    SENDS_ITS_BODY_SO {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
            byte[] body = EngineScript.body(asked);
            out.write(EngineScript.head(asked, "200 OK", Math.max(body.length, MUCH)));
            slowly(asked, out, Arrays.copyOf(body, Math.max(body.length, MUCH)));
        }
    },
    HAS_A_HEAD_WITHOUT_END {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
            out.write(EngineScript.bytes("HTTP/1.1 200 OK\r\nX: "));
            endlessly(asked, out, "x");
        }
    },
    HAS_NO_END {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException {
            byte[] body = EngineScript.body(asked);
            out.write(EngineScript.head(asked, "200 OK", Long.MAX_VALUE));
            if (isList(body) || body.length > 0 && body[0] == '{') {
                out.write(EngineScript.bytes(isList(body) ? "[" : "{\"status\":["));
                endlessly(asked, out, "{},");
            } else {
                // A frame of what a container writes has 13 bytes here.
                out.write(body);
                endlessly(asked, out, body.length == 0 ? " " : new String(body, 0, 13, StandardCharsets.ISO_8859_1));
            }
        }
    },
    IS_SHORTER_THAN_IT_SAYS {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            byte[] body = EngineScript.body(asked);
            out.write(EngineScript.head(asked, "200 OK", body.length + 1000));
            out.write(body);
        }
    },
    IS_LONGER_THAN_IT_SAYS {
        @Override
        void answer(Asked asked, OutputStream out) throws IOException {
            byte[] body = EngineScript.body(asked);
            // Not at the end of a frame.
            out.write(EngineScript.head(asked, "200 OK", Math.max(0, body.length / 2 - 1)));
            out.write(body);
        }
    };

    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Proxy</title></head>\n<body>Sorry.</body></html>\n";
    private static final int MUCH = 2000;
    private static final long PAUSE_MILLIS = 50;

    abstract void answer(Asked asked, OutputStream out) throws IOException, InterruptedException;

    /** Whether who asks it anything else meanwhile gets no answer either. */
    boolean hangs() {
        return this == IS_SILENT || this == FALLS_SILENT || this == SENDS_A_BYTE_NOW_AND_THEN;
    }

    /** Whether what was asked for has come when it happens. */
    boolean bringsItAll(Asked asked) {
        return this == IS_SHORTER_THAN_IT_SAYS || this == SENDS_ITS_BODY_SO || this == IS_LONGER_THAN_IT_SAYS
                && (EngineScript.body(asked).length == 0 || EngineScript.upgrades(asked));
    }

    /** Whether nobody can tell that from an engine at work: then only the person who asked ends it. */
    boolean mayGoOn(Asked asked) {
        return (this == SENDS_ITS_BODY_SO || this == HAS_NO_END) && EngineScript.streams(asked);
    }

    /** Head and half of the body, or the beginning of some body. */
    private static byte[] begun(Asked asked) {
        byte[] body = EngineScript.body(asked);
        byte[] head = EngineScript.head(asked, "200 OK", body.length == 0 ? MUCH : body.length);
        byte[] all = Arrays.copyOf(head, head.length + body.length * 2 / 3);
        System.arraycopy(body, 0, all, head.length, all.length - head.length);
        return all;
    }

    private static void whole(Asked asked, OutputStream out, String status, String text) throws IOException {
        // No stream begins: whoever it is does not know how.
        out.write(EngineScript.bytes("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nConnection: close\r\n"
                + "Content-Length: " + text.length() + "\r\n\r\n" + text));
    }

    private static void slowly(Asked asked, OutputStream out, byte[] bytes) throws IOException, InterruptedException {
        for (byte one : bytes) {
            out.write(one);
            if (asked.closed().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        asked.closed().await();
    }

    private static boolean isList(byte[] body) {
        return body.length > 0 && body[0] == '[';
    }

    /** Until the other side closes; what goes to a disk there, at a pace. */
    private static void endlessly(Asked asked, OutputStream out, String piece) throws IOException, InterruptedException {
        byte[] much = EngineScript.bytes(piece.repeat(10_000));
        while (!asked.path().endsWith("/get") || !asked.closed().await(10, TimeUnit.MILLISECONDS)) {
            out.write(much);
        }
    }
}
