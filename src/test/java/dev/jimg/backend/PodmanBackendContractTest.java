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
import dev.jimg.testing.RealPodman;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Podman's engine keeps what every image service promises. */
final class PodmanBackendContractTest {

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

    private static Backend place() {
        return EnginePlace.podman(podman.host(), podman::clear);
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
