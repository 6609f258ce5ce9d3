package dev.jimg.backend;

import dev.jimg.service.ArchiveContract;
import dev.jimg.service.Backend;
import dev.jimg.service.BuildContract;
import dev.jimg.service.ContainerContract;
import dev.jimg.service.FilesContract;
import dev.jimg.service.ListContract;
import dev.jimg.service.PruneContract;
import dev.jimg.service.PullContract;
import dev.jimg.service.PullFailureContract;
import dev.jimg.service.PushContract;
import dev.jimg.service.RemoteContract;
import dev.jimg.service.RemoveContract;
import dev.jimg.service.UsageContract;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Docker engine keeps what every image service promises. */
@ExtendWith(RealDockerExtension.class)
final class DockerBackendContractTest {

    private final RealDocker docker;

    DockerBackendContractTest(RealDocker docker) {
        this.docker = docker;
    }

    private Backend place() {
        return EnginePlace.docker(docker.host(), docker::clear);
    }

    @Nested
    final class Pulling extends PullContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class FailingToPull extends PullFailureContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Listing extends ListContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Removing extends RemoveContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class RunningContainers extends ContainerContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Building extends BuildContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Archiving extends ArchiveContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Pushing extends PushContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class Pruning extends PruneContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class TakingDisk extends UsageContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class LookingAround extends RemoteContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }

    @Nested
    final class ReadingFiles extends FilesContract {
        @Override
        protected Backend backend() {
            return place();
        }
    }
}
