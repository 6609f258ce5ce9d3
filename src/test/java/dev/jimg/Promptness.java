package dev.jimg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures how soon a person is answered, by the program on a pseudo terminal. */
final class Promptness {

    /** For what is waited for before that. */
    static final Duration BOUND = Duration.ofSeconds(60);
    private static final int TRIES = 3;

    private Promptness() {}

    /** How long it takes, in nanoseconds. */
    interface Trial {
        long nanos() throws Exception;
    }

    /** The tests share the machine with others, so that one try may take longer for reasons of theirs. */
    static void assertBest(Duration bound, Trial trial) throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int number = 0; number < TRIES; number++) {
            long nanos = trial.nanos();
            millis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
            if (nanos <= bound.toNanos()) {
                return;
            }
        }
        throw new AssertionError("not within " + bound.toMillis() + " ms: " + millis);
    }

    /** Starts a shell command on a pseudo terminal of 120 by 36; what is written to its input is typed there. */
    static Process onTerminal(Map<String, String> environment, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("script", "-qfec", "stty cols 120 rows 36; " + command, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("TERM", "xterm-256color");
        return builder.start();
    }

    static void end(Process terminal) {
        terminal.descendants().forEach(ProcessHandle::destroyForcibly);
        terminal.destroyForcibly();
    }

    static void type(OutputStream in, String keys) throws IOException {
        in.write(keys.getBytes(StandardCharsets.US_ASCII));
        in.flush();
    }

    /** Reads until the text came. @return all that came */
    static String await(InputStream out, String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        long end = System.nanoTime() + BOUND.toNanos();
        while (seen.indexOf(text) < 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no " + text + " in " + seen);
            }
            while (out.available() > 0) {
                seen.append((char) out.read());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return seen.toString();
    }

    /** Types it, and waits for the text. */
    static long answer(OutputStream in, InputStream out, String keys, String text) throws IOException {
        long begin = System.nanoTime();
        type(in, keys);
        await(out, text);
        return System.nanoTime() - begin;
    }
}
