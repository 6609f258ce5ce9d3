package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C at a question on a real terminal: the program is gone before one notices, and the terminal is as it was. */
class PromptStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    /** What is promised is a second; a program that waits for something before it ends takes that or more, always. */
    private static final int MOST_MILLIS = 900;
    /** A busy machine may be slow once, and once more. */
    private static final int TRIES = 5;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "login 127.0.0.1:1 | Username:", "login -u me 127.0.0.1:1 | Password:", "image prune | [y/N]"})
    void ctrlCEndsItAtOnce(String command, String question) {
        try (Program program = new Program(); Tmux screen = program.shell(80, 24)) {
            screen.awaitText("$", SOON);
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < TRIES && fastest > MOST_MILLIS; i++) {
                fastest = Math.min(fastest, interrupted(screen, command, question));
            }
            assertTrue(fastest <= MOST_MILLIS, command + " took " + fastest + " ms");
        }
    }

    /** @return how long it took, in milliseconds */
    private static long interrupted(Tmux screen, String command, String question) {
        screen.type("clear; before=$(stty -g); \"$APP\" " + command
                + "; echo status-$?; [ \"$before\" = \"$(stty -g)\" ] && echo same-$((1 + 1))-tty").press("Enter");
        screen.awaitText(question, SOON);
        ProcessHandle program = screen.process().children().findFirst().orElseThrow();
        long before = System.nanoTime();
        screen.press("C-c");
        Await.until(SOON, "it ends", () -> !program.isAlive());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        List<String> lines = screen.awaitText("same-2-tty", SOON);
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("status-130")), String.join("\n", lines));
        return took;
    }
}
