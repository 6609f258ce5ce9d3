package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RawRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How soon a person is answered while a registry is silent. The tests share the machine with others, so that one try may
 * take longer for reasons of theirs: of a few tries the best counts.
 */
class PromptnessTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final ImageFixture IMAGE = ImageFixture.random(1, 100_000);

    private final Program program = new Program();

    @AfterEach
    void stop() {
        program.close();
    }

    /** Where the registry falls silent. */
    private enum Silence {
        BEFORE_THE_MANIFEST, IN_THE_MANIFEST, BEFORE_A_LAYER, IN_A_LAYER, BYTE_BY_BYTE;

        void answer(RawRegistry.Asked asked, OutputStream out, CountDownLatch silent) throws IOException,
                InterruptedException {
            boolean layer = asked.content().size() >= 100_000;
            byte[] right = asked.right();
            if (layer != (this == BEFORE_A_LAYER || this == IN_A_LAYER || this == BYTE_BY_BYTE)) {
                out.write(right);
                return;
            }
            int sent = this == BEFORE_THE_MANIFEST || this == BEFORE_A_LAYER ? 0 : right.length / 2;
            out.write(right, 0, sent);
            out.flush();
            silent.countDown();
            for (int at = sent; this == BYTE_BY_BYTE && at < right.length; at++) {
                out.write(right[at]);
                if (new CountDownLatch(1).await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
            new CountDownLatch(1).await();
        }
    }

    @Test
    void controlCIsAnsweredWithinASecond() throws Exception {
        Tally tally = new Tally("Ctrl-C within a second");
        List<Silence> silences = List.of(Silence.values()).subList(Tally.isLong() ? 0 : 3, Silence.values().length);
        for (Silence silence : silences) {
            tally.held(silence.name(), () -> Promptness.assertBest(A_SECOND, () -> interruptPull(silence)));
        }
        tally.done(silences.size());
    }

    /** A place that takes a connection and says nothing. */
    private enum Place {
        /** Before the handshake is over. */
        TLS, TOKEN, HEADERS
    }

    @Test
    void controlCIsAnsweredBeforeAnythingWasHeard() throws Exception {
        Tally tally = new Tally("Ctrl-C within a second, nothing heard yet");
        for (Place place : Place.values()) {
            tally.held(place.name(), () -> Promptness.assertBest(A_SECOND, () -> interruptFirst(place)));
        }
        tally.done(Place.values().length);
    }

    private long interruptFirst(Place place) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                ChallengingRegistry registry = new ChallengingRegistry("Bearer realm=\"http://127.0.0.1:"
                        + silent.getLocalPort() + "/token\",service=\"s\"")) {
            silent.setSoTimeout((int) Promptness.BOUND.toMillis());
            String where = "127.0.0.1:" + silent.getLocalPort();
            program.put("JIMG_HUB_URL", "https://" + where);
            Process command = place == Place.TLS ? process(program.launcher(), "search", "x") : process(program.launcher(),
                    "tags", (place == Place.TOKEN ? registry.hostPort() : where) + "/a/b");
            try (Socket connection = silent.accept()) {
                assertTrue(connection.getInputStream().read() >= 0, "it said something");
                return interrupt(command);
            } finally {
                command.destroyForcibly();
            }
        }
    }

    private static long interrupt(Process command) throws InterruptedException {
        long begin = System.nanoTime();
        Run.command("kill", "-INT", Long.toString(command.pid()));
        assertTrue(command.waitFor(Promptness.BOUND.toSeconds(), TimeUnit.SECONDS));
        long took = System.nanoTime() - begin;
        assertEquals(130, command.exitValue());
        return took;
    }

    private long interruptPull(Silence silence) throws Exception {
        CountDownLatch silent = new CountDownLatch(1);
        try (RawRegistry registry = new RawRegistry(IMAGE, (asked, out) -> silence.answer(asked, out, silent))) {
            Process pull = process(program.launcher(), "pull", registry.hostPort() + "/silent/image:1");
            try {
                assertTrue(silent.await(Promptness.BOUND.toSeconds(), TimeUnit.SECONDS));
                return interrupt(pull);
            } finally {
                pull.destroyForcibly();
            }
        }
    }

    private Process process(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(program.environment());
        return builder.start();
    }

    /** A pull of the screen stands still; the help is opened and closed. */
    @Test
    void aKeyIsAnsweredWithinAMoment() throws Exception {
        Tools.require("script");
        Tally tally = new Tally("a key within 100 ms, a pull standing still");
        CountDownLatch silent = new CountDownLatch(1);
        try (RawRegistry registry = new RawRegistry(IMAGE, (asked, out) -> Silence.IN_A_LAYER.answer(asked, out, silent))) {
            Process screen = Promptness.onTerminal(program.environment(), "exec '" + program.launcher() + "'");
            try (InputStream out = screen.getInputStream(); OutputStream in = screen.getOutputStream()) {
                Promptness.await(out, "help");
                Promptness.type(in, "p");
                Promptness.type(in, registry.hostPort() + "/silent/image:1\r");
                Promptness.await(out, "to fetch");
                Promptness.type(in, "\r");
                assertTrue(silent.await(Promptness.BOUND.toSeconds(), TimeUnit.SECONDS));
                int keys = Tally.cases(10, 100);
                for (int key = 0; key < keys; key++) {
                    tally.held("key " + key, () -> Promptness.assertBest(A_MOMENT, () -> openHelp(in, out)));
                }
                Promptness.type(in, "4d");
                Promptness.await(out, "cancelled");
            } finally {
                Promptness.end(screen);
            }
        }
        tally.done(10);
    }

    private static long openHelp(OutputStream in, InputStream out) throws IOException {
        long took = Promptness.answer(in, out, "?", "Keys");
        Promptness.type(in, "q");
        Promptness.await(out, "help");
        return took;
    }
}
