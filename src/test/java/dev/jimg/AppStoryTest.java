package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The real program on a real terminal against a real registry, from start to quit. */
class AppStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long LAYER_BYTES = 6_000_000;

    @Test
    void searchesPullsCancelsResumesTagsAndDeletes() {
        try (RealRegistry registry = RealRegistry.open();
                FaultProxy proxy = FaultProxy.before(registry);
                Program program = new Program();
                Tmux screen = program.open(120, 36)) {
            ImageFixture image = ImageFixture.random(3, LAYER_BYTES);
            image.push(registry, "team/api:2.3.1");
            ImageFixture.busybox().push(registry, "team/busybox:1.35");
            screen.awaitText("? help", SOON);

            screen.press("2", "/").type(proxy.hostPort() + "/team").press("Enter");
            screen.awaitText("2 found", SOON);
            screen.press("Enter");
            screen.awaitText("2.3.1", SOON);

            String held = image.layers().get(1).content().digest();
            proxy.holdBlobAt(held, LAYER_BYTES / 2);
            screen.press("p");
            screen.awaitText("3 to fetch", SOON);
            screen.press("Enter");
            proxy.awaitHeld(SOON);
            screen.awaitText("2 of 3 layers", SOON);
            screen.awaitScreen("a layer is half there", lines -> lines.stream()
                    .anyMatch(line -> line.contains("downloading") && line.matches(".*\\b(4\\d|50)%.*")), SOON);

            screen.press("4", "d");
            screen.awaitText("cancelled", SOON);
            proxy.release();
            proxy.forget();
            screen.press("r");
            screen.awaitScreen("the pull is done and listed", lines -> lines.stream()
                    .anyMatch(line -> line.contains("/team/api") && line.contains("2.3.1") && line.contains("18MB")), SOON);
            assertEquals(1, proxy.count(held), "the cancelled layer is asked for once more");
            assertTrue(proxy.requests(held).toString().contains("bytes="), "and from where it stopped");

            screen.press("1", "t", "C-u").type("mine:1").press("Enter");
            screen.awaitScreen("the new name is listed",
                    lines -> lines.stream().anyMatch(line -> line.matches(".*\\bmine +1 .*")), SOON);

            screen.press("/").type("mine").press("Enter");
            screen.awaitText("1 of 2", SOON);
            screen.press("d");
            screen.awaitText("[u] untag only", SOON);
            screen.press("u");
            screen.awaitScreen("the name is gone", lines -> lines.stream().noneMatch(line -> line.matches(".*\\bmine +1 .*")),
                    SOON);
            screen.press("Escape");
            screen.awaitScreen("the filter is undone",
                    lines -> lines.stream().anyMatch(line -> line.contains("team/api")), SOON);

            screen.resize(40, 10);
            screen.awaitScreen("tabs instead of panes", lines -> lines.size() <= 10
                    && lines.get(1).contains("1 Images") && lines.get(1).contains("4 Transfers"), SOON);
            screen.resize(120, 36);
            screen.awaitText("CREATED BY", SOON);
            screen.press("q");
            assertEquals(0, screen.awaitExit(SOON));
        }
    }

    @Test
    void suspendsAndComesBack() {
        try (Program program = new Program(); Tmux screen = program.shell(80, 24)) {
            screen.awaitText("$", SOON);
            screen.type("\"$APP\"").press("Enter");
            screen.awaitText("? help", SOON);
            screen.press("C-z");
            screen.awaitText("Stopped", SOON);
            assertEquals("0", screen.show("alternate_on"));
            screen.type("echo typed $((40 + 2))").press("Enter");
            screen.awaitText("typed 42", SOON);
            screen.type("fg").press("Enter");
            screen.awaitText("? help", SOON);
            screen.press("?");
            screen.awaitText("Keys", SOON);
            screen.press("Escape", "q");
            screen.awaitScreen("the shell is back", lines -> lines.stream().noneMatch(l -> l.contains("? help")), SOON);
        }
    }

    @Test
    void saysWhatToDoWithoutATerminal() {
        try (Program program = new Program()) {
            Run run = Run.of(program.launcher());
            program.environment().forEach(run::env);
            Run.Result result = run.attempt();
            assertEquals(1, result.exit());
            assertEquals("", result.out());
            assertTrue(result.err().contains("not a terminal") && result.err().contains("--help"), result.err());
            assertFalse(result.err().contains("\u001b"), result.err());
        }
    }
}
