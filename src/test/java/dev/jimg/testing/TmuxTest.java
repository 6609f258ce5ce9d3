package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TmuxTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Test
    void typesIntoAProgramAndReadsItsScreen() {
        try (Tmux tmux = Tmux.start(60, 10, Map.of("GREETING", "hello"), "sh", "-c", "read x; echo \"$GREETING $x 鲸\"; cat")) {
            tmux.type("world;").press("Enter");
            assertEquals("hello world; 鲸", tmux.awaitText("hello", BOUND).get(1));
        }
    }

    @Test
    void theProgramSeesTheSizeAndItsChange() {
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sh", "-c", "stty size; read x; stty size; cat")) {
            tmux.awaitText("10 60", BOUND);
            tmux.resize(40, 12).press("Enter").awaitText("12 40", BOUND);
        }
    }

    @Test
    void reportsTheExitStatusAndTheSignal() {
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sh", "-c", "exit 7")) {
            assertEquals(7, tmux.awaitExit(BOUND));
        }
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sleep", "60")) {
            assertTrue(tmux.process().destroyForcibly());
            assertEquals(137, tmux.awaitExit(BOUND));
        }
    }

    @Test
    void sendsEscapeWithoutWaitingForMore() {
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sh", "-c",
                "stty raw -echo; echo ready; dd bs=1 count=2 2>/dev/null | od -An -tx1; cat")) {
            tmux.awaitText("ready", BOUND);
            tmux.press("Escape", "a").awaitText("1b 61", BOUND);
        }
    }

    @Test
    void endsTheProgramWithItself() {
        ProcessHandle program;
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sleep", "60")) {
            program = tmux.process();
        }
        Await.until(BOUND, "sleep is gone", () -> !program.isAlive());
    }

    @Test
    void anErrorShowsTheScreen() {
        try (Tmux tmux = Tmux.start(60, 10, Map.of(), "sh", "-c", "echo nothing else; cat")) {
            tmux.awaitText("nothing else", BOUND);
            AssertionError error =
                    assertThrows(AssertionError.class, () -> tmux.awaitText("wanted", Duration.ofMillis(100)));
            assertTrue(error.getMessage().contains("nothing else"), error.getMessage());
        }
    }
}
