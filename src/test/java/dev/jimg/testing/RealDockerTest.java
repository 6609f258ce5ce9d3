package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealDockerExtension.class)
final class RealDockerTest {
    @AfterEach
    void clear(RealDocker docker) {
        docker.clear();
    }

    @Test
    void pullsAFixtureFromARegistry(RealDocker docker) {
        try (RealRegistry registry = RealRegistry.open()) {
            Fixture.Pushed pushed = ImageFixture.busybox().push(registry, "test/busybox:1");
            docker.docker("pull", pushed.reference());
            String images = docker.docker("images", "--no-trunc", "-q").out();
            assertEquals(pushed.configDigest(), images.strip());
        }
    }

    @Test
    void pushesWhatItBuilt(RealDocker docker) {
        try (RealRegistry registry = RealRegistry.htpasswd("ann", "s3cret:with:colons")) {
            Fixture.Pushed pushed = ImageFixture.busybox().push(registry, "test/busybox:1");
            docker.command("login", "-u", "ann", "--password-stdin", registry.hostPort()).stdin("s3cret:with:colons").run();
            docker.docker("pull", pushed.reference());
            docker.docker("tag", pushed.reference(), registry.hostPort() + "/other:2");
            assertTrue(docker.docker("push", registry.hostPort() + "/other:2").out().contains("2: digest: sha256:"));
            docker.docker("logout", registry.hostPort());
        }
    }

    @Test
    void startsEmptyAndLeavesNothingBehind() {
        RealDocker docker = RealDocker.start();
        try (docker) {
            assertEquals("", docker.docker("images", "-q").out());
        }
        assertFalse(Files.exists(docker.socket().getParent()));
    }
}
