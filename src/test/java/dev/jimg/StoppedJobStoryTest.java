package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Run;
import dev.jimg.testing.SocketRelay;
import dev.jimg.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program is ended while the engine is in the middle of a job: nothing half done stays, here or there. */
class StoppedJobStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long LARGE = 60_000_000;

    private static RealDocker docker;

    /** The ways to end it. */
    enum End {
        SIGTERM {
            @Override
            void end(Tmux screen) {
                Run.command("kill", "-TERM", Long.toString(screen.process().pid()));
            }
        },
        QUIT {
            @Override
            void end(Tmux screen) {
                screen.press("1", "q");
                screen.awaitText("Quit?", SOON);
                screen.press("y");
            }
        };

        abstract void end(Tmux screen);
    }

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

    /** The engine stands still from when the file is begun until the program has ended. */
    @ParameterizedTest
    @EnumSource
    void aSaveLeavesNoFile(End end) throws IOException {
        try (Program program = new Program()) {
            docker.pull(ImageFixture.random(1, LARGE), "big:1");
            Path target = Files.createDirectories(program.directory().resolve("out"));
            try (Tmux screen = program.open(120, 36, "-H", docker.host())) {
                screen.awaitScreen("the image is listed", lines -> lists(lines, "big +1 "), SOON);
                screen.press("w", "C-u").type(target.resolve("big.tar").toString()).press("Enter");
                Await.until(SOON, "the file is begun", () -> !files(target).isEmpty(), () -> "");
                docker.freeze();
                assertFalse(Files.exists(target.resolve("big.tar")), "not before it is whole");
                end.end(screen);
                screen.awaitExit(SOON);
                assertEquals("", files(target), "nothing half written stays");
            } finally {
                docker.thaw();
            }
            nothingHangs();
        }
    }

    /** Half of the archive is there, the other half never comes. */
    @ParameterizedTest
    @EnumSource
    void aLoadLeavesNothingOnTheEngine(End end) throws IOException {
        try (Program program = new Program()) {
            docker.pull(ImageFixture.random(2, LARGE / 2), "big:1");
            Path archive = program.directory().resolve("big.tar");
            docker.docker("save", "-o", archive.toString(), "big:1");
            docker.docker("rmi", "big:1");
            Path pipe = program.directory().resolve("pipe");
            Run.command("mkfifo", pipe.toString());
            Process feeder = new ProcessBuilder("sh", "-c", "exec > '" + pipe + "'; head -c " + LARGE * 3 / 4 + " '"
                    + archive + "'; exec sleep 600").start();
            try (Tmux screen = program.open(120, 36, "-H", docker.host())) {
                screen.awaitText("No images here yet.", SOON);
                screen.press("L").type(pipe.toString()).press("Enter");
                Await.until(SOON, "the engine receives it", () -> !docker.temporaryFiles().isEmpty(), () -> "");
                end.end(screen);
                screen.awaitExit(SOON);
            } finally {
                feeder.destroyForcibly();
            }
            nothingHangs();
            assertEquals("", docker.docker("images", "-aq").out(), "no image came of it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuildLeavesNoContainer(End end) throws IOException {
        try (Program program = new Program()) {
            docker.pull(ImageFixture.busybox(), "bb:1");
            Path context = Files.createDirectories(program.directory().resolve("context"));
            Files.writeString(context.resolve("Dockerfile"), "FROM bb:1\nRUN echo begun; exec sleep 600\n");
            try (Tmux screen = program.open(120, 36, "-H", docker.host())) {
                screen.awaitScreen("the image is listed", lines -> lists(lines, "bb +1 "), SOON);
                screen.press(":").type("build").press("Enter").type(context.toString()).press("Enter");
                Await.until(SOON, "the step runs", () -> !docker.docker("ps", "-q").out().isEmpty(),
                        () -> String.join("\n", screen.capture()));
                end.end(screen);
                screen.awaitExit(SOON);
            }
            nothingHangs();
            Await.until(SOON, "the container of the step is gone", () -> docker.docker("ps", "-aq").out().isEmpty(),
                    () -> docker.docker("ps", "-a").out());
            assertEquals("bb:1\n", docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}").out());
        }
    }

    /** Half of the image is here when the terminal goes. */
    @Test
    void aCopyIntoTheStoreGoesOnWithoutTheScreen() {
        try (Program program = new Program(); SocketRelay relay = SocketRelay.to(docker.socket())) {
            docker.pull(ImageFixture.random(1, LARGE / 4), "big:1");
            try (Tmux screen = program.open(120, 36, "-H", relay.host())) {
                screen.awaitScreen("the image is listed", lines -> lists(lines, "big +1 "), SOON);
                relay.holdAt(LARGE / 8);
                screen.press(":").type("copy").press("Enter").type("store://").press("Enter");
                relay.awaitHeld(SOON);
                screen.press("1", "q");
                screen.awaitText("goes on in the background", SOON);
                Run.command("kill", "-HUP", Long.toString(screen.process().pid()));
                assertEquals(129, screen.awaitExit(SOON));
            }
            relay.release();
            try (Tmux screen = program.open(120, 36)) {
                screen.awaitScreen("it is told and listed", lines -> lists(lines, "copied") && lists(lines, "big +1 "),
                        SOON);
            }
        }
        nothingHangs();
    }

    private static void nothingHangs() {
        Await.until(SOON, "no request is open", () -> docker.connections() == 0, () -> docker.connections() + " open");
        Await.until(SOON, "the engine has put away what it had received", () -> docker.temporaryFiles().isEmpty(),
                () -> docker.temporaryFiles().toString());
    }

    private static boolean lists(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    private static String files(Path directory) {
        return Run.of("ls", "-A", directory.toString()).run().out();
    }
}
