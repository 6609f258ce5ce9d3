package dev.jimg.backend;

import dev.jimg.service.ArchiveContract;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.BuildContract;
import dev.jimg.service.ContainerContract;
import dev.jimg.service.DiffContract;
import dev.jimg.service.KeepContract;
import dev.jimg.service.FilesContract;
import dev.jimg.service.ListContract;
import dev.jimg.service.PruneContract;
import dev.jimg.service.PullContract;
import dev.jimg.service.PullFailureContract;
import dev.jimg.service.PushContract;
import dev.jimg.service.RemoteContract;
import dev.jimg.service.RemoveContract;
import dev.jimg.service.UndoContract;
import dev.jimg.service.UpdatesContract;
import dev.jimg.service.UsageContract;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Docker engine keeps what every image service promises. */
@ExtendWith(RealDockerExtension.class)
final class DockerBackendContractTest implements BackendOwner {

    private final RealDocker docker;

    DockerBackendContractTest(RealDocker docker) {
        this.docker = docker;
    }

    @Override
    public Backend backend() {
        return EnginePlace.docker(docker.host(), docker::containers, docker::clear);
    }

    @Nested
    final class Pulling extends PullContract {}

    @Nested
    final class FailingToPull extends PullFailureContract {}

    @Nested
    final class Listing extends ListContract {}

    @Nested
    final class Removing extends RemoveContract {}

    @Nested
    final class RunningContainers extends ContainerContract {}

    @Nested
    final class Building extends BuildContract {}

    @Nested
    final class Archiving extends ArchiveContract {}

    @Nested
    final class Pushing extends PushContract {}

    @Nested
    final class Pruning extends PruneContract {}

    @Nested
    final class Keeping extends KeepContract {}

    @Nested
    final class Undoing extends UndoContract {}

    @Nested
    final class TakingDisk extends UsageContract {}

    @Nested
    final class ReadingFiles extends FilesContract {}

    @Nested
    final class Comparing extends DiffContract {}

    @Nested
    final class LookingAround extends RemoteContract {}

    @Nested
    final class LookingForUpdates extends UpdatesContract {}
}
