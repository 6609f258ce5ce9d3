package dev.jimg.tui.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackendInfo;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.RealDocker;
import dev.jimg.tui.Ui;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.view.Frame;
import dev.jimg.tui.view.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The README's picture of an engine: what runs of which image. Drawn on request only; the stories cover the rest. */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class EnginePictureTest {

    @TempDir
    Path directory;

    @Test
    void showsWhatRunsOfAnImage() throws IOException {
        try (RealDocker docker = RealDocker.start()) {
            publish(docker);
            run(docker, "web-1", "nginx:1.27", "nginx -g 'daemon off;'");
            run(docker, "web-2", "nginx:1.27", "nginx -g 'daemon off;'");
            run(docker, "web-canary", "nginx:1.27", "nginx -g 'daemon off;'");
            run(docker, "cache-1", "redis:7-alpine", "redis-server");
            docker.docker("pause", "web-canary");
            docker.docker("run", "-d", "--network", "none", "--name", "db-migrate", "nginx:1.27", "sh", "-c", "exit 3");
            docker.docker("wait", "db-migrate");
            try (Ui ui = Ui.open(120, 36, choice -> new Backends(new Environment(Map.of(), directory, directory),
                    Clock.systemUTC()).open(new BackendChoice(Optional.empty(), Optional.of(docker.host()),
                            Optional.empty())), Clock.systemUTC())) {
                ui.settle().press("N", "g", "/", "nginx", "enter", "g", "esc").settle().press("u").settle();
                assertTrue(ui.text().contains("● nginx"), ui.text());
                assertTrue(ui.text().contains("● web-1"), ui.text());
                Picture.write(atItsUsualPlace(ui.press("down", "down", "down").settle().state()),
                        Path.of("screenshots", "engine.png"));
            } finally {
                docker.docker("unpause", "web-canary");
                docker.clear();
            }
        }
    }

    /** The engine of a test listens on a socket in a temporary directory. */
    private static Grid atItsUsualPlace(AppState state) {
        BackendInfo info = state.backend().orElseThrow();
        Grid grid = new Grid(state.size().columns(), state.size().rows(), Glyphs.UNICODE);
        Frame.draw(state.withBackend(new BackendInfo(info.kind(), "unix:///var/run/docker.sock", info.product(),
                info.reason(), info.details())), grid, Golden.ENGLISH);
        return grid;
    }

    /** Its command is what the list shows; what it does is to wait. */
    private static void run(RealDocker docker, String name, String image, String command) {
        docker.docker("run", "-d", "--network", "none", "--name", name, image, "sh", "-c",
                ": " + command + "; exec sleep 600");
    }

    private static void publish(RealDocker docker) {
        docker.pull(image(2, 1, 8_000_000), "nginx:1.27");
        docker.pull(image(21, 2, 3_100_000), "redis:7-alpine");
        docker.pull(image(40, 3, 6_200_000), "postgres:16");
        docker.pull(image(5, 4, 12_000_000), "python:3.12");
        docker.pull(image(90, 5, 9_000_000), "team/api:2.3.1");
    }

    private static ImageFixture image(int days, int seed, long bytes) {
        return ImageFixture.busyboxBuilder().created(Instant.now().minus(Duration.ofDays(days)).toString())
                .layer("RUN /bin/sh -c set -eux; apk add --no-cache tzdata # buildkit",
                        LayerFixture.random(Compression.GZIP, seed, bytes)).build();
    }
}
