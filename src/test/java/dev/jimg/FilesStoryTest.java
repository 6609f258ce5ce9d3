package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tmux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of layers, in the real program on a real terminal. */
class FilesStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void looksIntoARemoteLayerPullsTheImageAndWalksThroughItsFiles() {
        ImageFixture image = ImageFixture.builder()
                .layer("COPY base /", LayerFixture.gzip(tar -> tar.directory("etc").file("etc/motd", "Welcome\n")
                        .file("srv/old.bin", "x".repeat(40_000))))
                .layer("RUN change", LayerFixture.gzip(tar -> tar.file("etc/motd", "Guten \u001b[31mTag\n")
                        .whiteout("srv", "old.bin")))
                .build();
        try (RealRegistry registry = RealRegistry.open();
                FaultProxy proxy = FaultProxy.before(registry);
                Program program = new Program();
                Tmux screen = program.open(120, 36)) {
            image.push(registry, "team/web:1");
            screen.awaitText("? help", SOON);
            screen.press("2", "/").type(proxy.hostPort() + "/team").press("Enter");
            screen.awaitText("1 found", SOON);
            screen.press("Enter");
            screen.awaitText("1 tag", SOON);

            screen.press("f");
            screen.awaitText("RUN change", SOON);
            screen.press("j", "Enter");
            screen.awaitText("old.bin", SOON);
            assertEquals(1, proxy.count("/blobs/" + image.layers().get(0).content().digest()));
            assertEquals(0, proxy.count("/blobs/" + image.layers().get(1).content().digest()));

            screen.press("[", "[", "p");
            screen.awaitText("2 to fetch", SOON);
            screen.press("Enter");
            screen.awaitText("1 image ", SOON);
            screen.press("1");
            screen.awaitText("RUN change", SOON);
            screen.press("Enter");
            screen.awaitText("Enter files", SOON);
            screen.press("Enter");
            screen.awaitText("wasted 40kB", SOON);
            screen.awaitScreen("what the layer did is marked", lines ->
                    lines.stream().anyMatch(line -> line.matches(".*│ ~ .* motd .*"))
                            && lines.stream().anyMatch(line -> line.matches(".*│ - .* old\\.bin .*")), SOON);
            screen.press("/").type("mot").press("Enter", "j", "Enter");
            screen.awaitText("Guten", SOON);
            assertFalse(String.join("\n", screen.awaitText("[31mTag", SOON)).contains("\u001b"));
            screen.press("q", "w");
            screen.awaitText("/srv/old.bin", SOON);
            screen.press("q", "Escape");
            screen.awaitText("wasted 40kB", SOON);
            screen.press("<");
            screen.awaitText("layer 1 of 2", SOON);
            screen.press("q");
            screen.awaitText("Enter files", SOON);
            screen.press("q", "q");
            assertEquals(0, screen.awaitExit(SOON));
        }
    }

    /** A command leaves no index behind it; the app makes it while the files are shown, and of what it pulls itself. */
    @Test
    void showsTheFilesOfAnImageThatACommandBroughtIn() throws Exception {
        ImageFixture image = ImageFixture.builder()
                .layer("COPY base /", LayerFixture.gzip(tar -> tar.file("srv/base.bin", "x".repeat(40_000))))
                .layer("COPY top /", LayerFixture.gzip(tar -> tar.file("etc/motd", "Welcome\n"))).build();
        try (Program program = new Program()) {
            Path archive = program.directory().resolve("image.tar");
            Files.write(archive, ArchiveFixture.oci(Map.of("team/web:1", image)));
            try (Tmux screen = program.shell(120, 36)) {
                screen.type("$APP load -q -i " + archive + "; ls " + indexes(program)).press("Enter");
                screen.awaitText("No such file", SOON);
            }
            try (Tmux screen = program.open(120, 36)) {
                screen.awaitText("COPY top", SOON);
                screen.press("3", "Enter");
                screen.awaitText("motd", SOON);
                screen.press("t");
                screen.awaitText("srv/", SOON);
                screen.awaitText("wasted 0B", SOON);
                screen.press("q", "q");
                assertEquals(0, screen.awaitExit(SOON));
            }
            try (Stream<Path> indexes = Files.list(indexes(program))) {
                assertEquals(2, indexes.filter(file -> file.toString().endsWith(".files")).count());
            }
        }
    }

    private static Path indexes(Program program) {
        return program.directory().resolve(".cache/jimg/files");
    }
}
