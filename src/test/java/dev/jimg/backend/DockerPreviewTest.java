package dev.jimg.backend;

import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

/** Docker's images, before it sends their layers. */
@ExtendWith(RealDockerExtension.class)
final class DockerPreviewTest extends PreviewCases {

    private final RealDocker docker;

    DockerPreviewTest(RealDocker docker) {
        this.docker = docker;
    }

    @Override
    Path socket() {
        return docker.socket();
    }

    @Override
    EnginePlace place(String address) {
        return EnginePlace.docker(address, docker::clear);
    }
}
