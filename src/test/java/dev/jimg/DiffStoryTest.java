package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Comparing images, in the real program on a real terminal. */
class DiffStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static ImageFixture image(String version) {
        return ImageFixture.builder().label("version", version)
                .layer("COPY base /", LayerFixture.gzip(tar -> tar.file("etc/base", "the same")))
                .layer("RUN make " + version, LayerFixture.gzip(tar -> tar.file("srv/name", version)
                        .file("srv/only-" + version, "x".repeat(version.length() * 1000))))
                .build();
    }

    @Test
    void previewsAnUpdateAndComparesItsFiles() {
        ImageFixture newer = image("second");
        try (RealRegistry registry = RealRegistry.open();
                FaultProxy proxy = FaultProxy.before(registry);
                Program program = new Program();
                Tmux screen = program.open(120, 36)) {
            image("one").push(registry, "team/web:1");
            screen.awaitText("? help", SOON);
            screen.press("p").type(proxy.hostPort() + "/team/web:1").press("Enter");
            screen.awaitText("2 to fetch", SOON);
            screen.press("Enter");
            screen.awaitText("1 image ", SOON);
            newer.push(registry, "team/web:1");
            screen.press("1", "D");
            screen.awaitText("docker://" + proxy.hostPort() + "/team/web:1", SOON);
            screen.press("Enter");
            screen.awaitText("Labels version", SOON);
            screen.press("2");
            screen.awaitText("1 layer shared", SOON);
            screen.awaitText("RUN make second", SOON);
            assertEquals(0, proxy.count("/blobs/" + newer.layers().get(1).content().digest()), "nothing is fetched yet");
            screen.press("3");
            screen.awaitText("read the files", SOON);
            screen.press("Enter");
            screen.awaitScreen("the files that differ are marked", lines ->
                    lines.stream().anyMatch(line -> line.matches(".*│ \\+ +\\+6kB .* only-second .*"))
                            && lines.stream().anyMatch(line -> line.matches(".*│ - +-3kB .* only-one .*"))
                            && lines.stream().anyMatch(line -> line.matches(".*│ ~ +\\+3B .* name +content 3B → 6B .*")),
                    SOON);
            screen.press("/").type("only-s").press("Enter");
            screen.awaitScreen("only what is searched for", lines ->
                    lines.stream().noneMatch(line -> line.contains("only-one")), SOON);
            screen.press("Escape");
            screen.awaitText("only-one", SOON);
            screen.press("q");
            screen.awaitText("? help", SOON);
            screen.press("q");
            assertEquals(0, screen.awaitExit(SOON));
        }
    }
}
