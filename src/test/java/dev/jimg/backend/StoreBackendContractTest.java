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
import dev.jimg.testing.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The embedded store keeps what every image service promises. */
final class StoreBackendContractTest {

    @Nested
    final class Pulling extends PullContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class FailingToPull extends PullFailureContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Listing extends ListContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Removing extends RemoveContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class RunningContainers extends ContainerContract {

        @BeforeAll
        static void needs() {
            Tools.requireRoot();
            Tools.require("runc");
        }

        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Building extends BuildContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Archiving extends ArchiveContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Pushing extends PushContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class Pruning extends PruneContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class TakingDisk extends UsageContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class LookingAround extends RemoteContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }

    @Nested
    final class ReadingFiles extends FilesContract {
        @Override
        protected Backend backend() {
            return StorePlace.create();
        }
    }
}
