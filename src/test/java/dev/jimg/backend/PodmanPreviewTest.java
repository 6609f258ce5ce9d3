package dev.jimg.backend;

import dev.jimg.testing.RealPodman;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Podman's images, before it sends their layers. */
final class PodmanPreviewTest extends PreviewCases {

    private static RealPodman podman;

    @BeforeAll
    static void start() {
        podman = RealPodman.start();
    }

    @AfterAll
    static void stop() {
        if (podman != null) {
            podman.close();
        }
    }

    @Override
    Path socket() {
        return Path.of(podman.host().substring("unix://".length()));
    }

    @Override
    EnginePlace place(String address) {
        return EnginePlace.podman(address, podman::clear);
    }
}
