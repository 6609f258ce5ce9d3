package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Taking removals and tags back in the real program, on a real terminal. */
class UndoStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static String images(Program program) {
        return Run.of(program.launcher(), "--store", program.store().toString(), "images", "--digests", "--no-trunc")
                .run().out();
    }


    private static void awaitListed(Tmux screen, String name, String tag) {
        screen.awaitScreen(name + " is listed",
                lines -> lines.stream().anyMatch(line -> line.matches(".*" + name + " +" + tag + " .*")), SOON);
    }

    @Test
    void whatWasDeletedPrunedAndTaggedInTheStoreComesBack() {
        try (RealRegistry registry = RealRegistry.open(); Program program = new Program()) {
            ImageFixture.busybox().push(registry, "team/busybox:1.35");
            String store = program.store().toString();
            Run.of(program.launcher(), "--store", store, "pull", registry.hostPort() + "/team/busybox:1.35").run();
            String pulled = registry.hostPort() + "/team/busybox:1.35";
            Run.of(program.launcher(), "--store", store, "tag", pulled, "bb:1").run();
            Run.of(program.launcher(), "--store", store, "rmi", pulled).run();
            String before = images(program);
            try (Tmux screen = program.open(120, 36)) {
                awaitListed(screen, "bb", "1");
                screen.press("z");
                screen.awaitText("there is nothing to undo", SOON);
                screen.press("d");
                screen.awaitText("kept 24 h for undo with z", SOON);
                screen.press("d");
                screen.awaitText("z undo", SOON);
                screen.awaitText("No images here yet.", SOON);
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
            try (Tmux screen = program.open(120, 36)) {
                screen.awaitText("No images here yet.", SOON);
                screen.press("z");
                screen.awaitText("undone: removal of bb:1", SOON);
                awaitListed(screen, "bb", "1");
                assertEquals(before, images(program));

                screen.press("b");
                screen.awaitText("1, frees", SOON);
                screen.press("a");
                screen.awaitText("No images here yet.", SOON);
                screen.press("z");
                screen.awaitText("undone: prune of bb:1", SOON);
                awaitListed(screen, "bb", "1");
                assertEquals(before, images(program));

                screen.press("t", "C-u").type("mine:1").press("Enter");
                awaitListed(screen, "mine", "1");
                screen.press("z");
                screen.awaitText("undone: tag mine:1", SOON);
                assertEquals(before, images(program));
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
        }
    }

    @Test
    void whatWasUntaggedAndDeletedOnAnEngineComesBack() throws IOException {
        try (RealDocker docker = RealDocker.start(); Program program = new Program()) {
            docker.pull(ImageFixture.busybox(), "bb:1");
            docker.docker("tag", "bb:1", "mine:2");
            Path settings = program.directory().resolve(".config/jimg/config.toml");
            Files.createDirectories(settings.getParent());
            Files.writeString(settings, "[undo]\nengine-trash = true\nhours = 48\n");
            try (Tmux screen = program.open(120, 36, "-H", docker.host())) {
                awaitListed(screen, "mine", "2");
                screen.press("/").type("mine").press("Enter", "d");
                screen.awaitText("[u] untag only", SOON);
                screen.press("u");
                screen.awaitText("untagged mine:2 · z undo", SOON);
                screen.press("z");
                screen.awaitText("undone: untagging of mine:2", SOON);
                awaitListed(screen, "mine", "2");
                assertEquals(docker.docker("images", "-q", "bb:1").out(),
                        docker.docker("images", "-q", "mine:2").out());

                docker.docker("rmi", "mine:2");
                String before = docker.docker("images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}").out();
                screen.press("Escape");
                awaitListed(screen, "bb", "1");
                screen.awaitScreen("mine is gone", lines -> lines.stream().noneMatch(line -> line.contains("mine  ")),
                        SOON);
                screen.press("d");
                screen.awaitText("kept 48 h for undo with z", SOON);
                screen.press("d");
                screen.awaitText("No images here yet.", SOON);
                String kept = docker.docker("images", "--format", "{{.Repository}}").out().strip();
                assertTrue(kept.lines().allMatch(name -> name.startsWith("jimg-trash/")) && !kept.isEmpty(), kept);
                screen.press("z");
                awaitListed(screen, "bb", "1");
                assertEquals(before, docker.docker("images", "--no-trunc", "--format",
                        "{{.Repository}}:{{.Tag}} {{.ID}}").out());
            }
        }
    }
}
