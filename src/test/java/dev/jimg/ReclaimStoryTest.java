package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.service.PullRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tmux;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reclaiming disk with the real program on a real terminal: marks and what they free, a rule and its dry run. */
class ReclaimStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void marksWeighsAndKeepsTheNewest() {
        LayerFixture base = LayerFixture.random(LayerFixture.Compression.NONE, 99, 3_000_000);
        try (RealRegistry registry = RealRegistry.open(); Program program = new Program()) {
            Backends backends = new Backends(new Environment(Map.of("JIMG_STORE", program.store().toString()),
                    program.directory(), program.directory()), Clock.systemUTC());
            try (ImageService store = backends.open(new BackendChoice(Optional.empty(), Optional.empty(), Optional.empty()))) {
                for (int version = 1; version <= 4; version++) {
                    ImageFixture image = ImageFixture.builder().created("2024-01-0" + version + "T00:00:00Z")
                            .layer("base", base).layer("v", LayerFixture.random(LayerFixture.Compression.NONE, version,
                                    1_000_000)).build();
                    String name = image.push(registry, "team/app:dev" + version).reference();
                    store.pull(PullRequest.of(Reference.parse(name)), event -> {}, Cancellation.none());
                }
            }
            try (Tmux screen = program.open(120, 36)) {
                screen.awaitText("dev4", SOON);
                screen.press("Space");
                screen.awaitText("1 marked · frees 1MB", SOON);
                screen.press("*");
                screen.awaitText("4 marked · frees 7.0", SOON);
                screen.press("b");
                screen.awaitText("[m] remove", SOON);
                screen.press("k");
                screen.awaitText("1 goes, 3 stay; frees 1", SOON);
                screen.press("Tab").type("2");
                screen.awaitText("2 go, 2 stay; frees 2.0", SOON);
                screen.press("Enter");
                screen.awaitText("[y] remove them", SOON);
                screen.press("y");
                screen.awaitText("removed 2 images", SOON);
                screen.awaitScreen("two are left", lines -> lines.stream().noneMatch(line -> line.contains("dev1"))
                        && lines.stream().anyMatch(line -> line.contains("dev3")), SOON);
                screen.press("q");
                assertEquals(0, screen.awaitExit(SOON));
            }
        }
    }
}
