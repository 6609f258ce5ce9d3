package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real program on a real engine, while others use it and while it goes and comes back. */
class EngineStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** What someone else does shows in less than a second; the rest is for a busy machine and for the captures. */
    private static final Duration AT_ONCE = Duration.ofMillis(3000);

    private static RealDocker docker;

    @BeforeAll
    static void start() {
        docker = RealDocker.start();
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    /** An image that runs, under the name {@code bb:1}. */
    private static void busybox() {
        docker.pull(ImageFixture.busybox(), "bb:1");
    }

    private static boolean lists(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    @Test
    void showsWhatSomeoneElsePullsTagsAndDeletesAtOnce() {
        try (Program program = new Program(); Tmux screen = program.open(120, 36, "-H", docker.host())) {
            screen.awaitText("No images here yet.", SOON);
            busybox();
            screen.awaitScreen("the image came", lines -> lists(lines, "bb +1 "), SOON);
            docker.docker("tag", "bb:1", "mine:2");
            screen.awaitScreen("the tag came", lines -> lists(lines, "mine +2 "), AT_ONCE);
            docker.docker("rmi", "mine:2");
            screen.awaitScreen("the tag went", lines -> !lists(lines, "mine +2 "), AT_ONCE);
            screen.press("u");
            screen.awaitText("No container uses this image.", SOON);
            docker.docker("run", "-d", "--network", "none", "--name", "web-1", "bb:1", "sleep", "600");
            screen.awaitScreen("the container came", lines -> lists(lines, "● web-1 +Up "), AT_ONCE);
            screen.awaitScreen("and marks its image", lines -> lists(lines, "● bb +1 "), AT_ONCE);
            docker.docker("kill", "web-1");
            docker.docker("wait", "web-1");
            screen.awaitScreen("the container ended", lines -> lists(lines, "○ web-1 +Exited "), AT_ONCE);
            screen.press("q", "q");
            assertEquals(0, screen.awaitExit(SOON));
        }
    }

    @Test
    void readsLogsEntersStopsAndClearsTheWay() {
        busybox();
        docker.docker("run", "-d", "--network", "none", "--name", "web-1", "bb:1", "sh", "-c",
                "trap 'exit 0' TERM; echo ready to serve; while :; do sleep 0.1; done");
        try (Program program = new Program(); Tmux screen = program.open(120, 36, "-H", docker.host())) {
            screen.awaitScreen("the image is in use", lines -> lists(lines, "● bb +1 "), SOON);
            screen.press("u");
            screen.awaitScreen("its container runs", lines -> lists(lines, "● web-1 +Up "), SOON);
            screen.press("Enter");
            screen.awaitText("ready to serve", SOON);
            screen.press("Escape");
            screen.awaitText("● web-1", SOON);
            screen.press("1", "d");
            screen.awaitText("clear the way", SOON);
            screen.press("c");
            screen.awaitText("do all of it", SOON);
            screen.press("y");
            screen.awaitText("stopped 1, removed 1 container and 1 image", SOON);
            screen.awaitText("No images here yet.", SOON);
            assertEquals("", docker.docker("ps", "-aq").out());
        }
    }

    @Test
    void saysThatTheEngineWentAndRecoversWithoutAKey() {
        busybox();
        try (Program program = new Program(); Tmux screen = program.open(120, 36, "-H", docker.host())) {
            screen.awaitScreen("the image is listed", lines -> lists(lines, "bb +1 "), SOON);
            docker.halt();
            try {
                List<String> gone = screen.awaitText("no answer", SOON);
                assertTrue(lists(gone, "bb +1 "), "the last list stays\n" + String.join("\n", gone));
                assertTrue(gone.get(gone.size() - 1).contains("could not list images"), gone.get(gone.size() - 1));
            } finally {
                docker.resume();
            }
            List<String> back = screen.awaitText("it answers again", SOON);
            assertTrue(lists(back, "bb +1 "), String.join("\n", back));
            assertTrue(back.get(0).contains("Docker "), back.get(0));
            docker.docker("tag", "bb:1", "later:1");
            screen.awaitScreen("and hears of changes again", lines -> lists(lines, "later +1 "), AT_ONCE);
        }
    }

    @Test
    void copiesAnImageToTheStore() {
        busybox();
        try (Program program = new Program(); Tmux screen = program.open(120, 36, "-H", docker.host())) {
            screen.awaitScreen("the image is listed", lines -> lists(lines, "bb +1 "), SOON);
            screen.press("Y").type("store://").press("Enter");
            screen.awaitText("copied bb:1 → store://", SOON);
            screen.press("q");
            assertEquals(0, screen.awaitExit(SOON));
            Run.Result listed = Run.of(program.launcher(), "--store", program.store().toString(), "images", "-q").run();
            assertEquals(docker.docker("images", "-q").out(), listed.out());
        }
    }
}
