package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.copy.Copier;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.ArchiveContract;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.BuildContract;
import dev.jimg.service.ContainerContract;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.DiffContract;
import dev.jimg.service.Failure;
import dev.jimg.service.FilesContract;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.KeepContract;
import dev.jimg.service.ListContract;
import dev.jimg.service.PruneContract;
import dev.jimg.service.PullContract;
import dev.jimg.service.PullFailureContract;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushContract;
import dev.jimg.service.PushName;
import dev.jimg.service.PushRequest;
import dev.jimg.service.RemoteContract;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveContract;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.UndoContract;
import dev.jimg.service.UpdatesContract;
import dev.jimg.service.UsageContract;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.EngineGate;
import dev.jimg.testing.RealPodman;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Podman's engine keeps what every image service promises. */
final class PodmanBackendContractTest implements BackendOwner {

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
    public Backend backend() {
        return EnginePlace.podman(podman.host(), podman::containers, podman::clear);
    }

    @Nested
    final class Pulling extends PullContract {}

    @Nested
    final class FailingToPull extends PullFailureContract {}

    @Nested
    final class Listing extends ListContract {}

    /** What it builds as {@code foo} it calls {@code localhost/foo}; what comes from Docker Hub goes by its short name too. */
    @Nested
    final class FindingShortNames extends ImageServiceContract {

        @ParameterizedTest
        @ValueSource(strings = {"localhost/made:1", "docker.io/library/made:1"})
        void findsWhatPodmanCallsByALongerName(String whole) {
            Reference pulled = pulled(small("short"), "short/name:1");
            pulled(small("another"), "other/made:1");
            service.tag(pulled.familiar(), Reference.parse(whole));
            assertEquals(id(small("short")), service.inspect("made:1").summary().id());
            assertEquals(1, service.history("made:1", Cancellation.none()).size());
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            service.archives().save(SaveRequest.of(List.of("made:1")), archive, progress -> {}, Cancellation.none());
            assertTrue(archive.size() > 1000);
            service.tag("made:1", Reference.parse("localhost/again:1"));
            RemoveRequest gone = RemoveRequest.of(List.of("made:1"));
            assertEquals(1, service.planRemoval(gone).targets().size());
            assertEquals(List.of(), service.remove(gone).failures());
            assertEquals(Set.of("localhost/again:1", "short/name:1", "other/made:1"), all());
        }

        private Set<String> all() {
            return filtered().stream().flatMap(names -> Stream.of(names.split(" "))).collect(Collectors.toSet());
        }

        private void built() {
            service.tag(pulled(small("built"), "built/name:1").familiar(), Reference.parse("localhost/made:1"));
        }

        @Test
        void theNameOfAPushThatFailedIsNotLeftToWhatWasBuilt() {
            built();
            String own = pulled(small("own"), "own/name:1").familiar();
            PushRequest push = new PushRequest(Reference.parse("made:1"));
            assertThrows(IllegalStateException.class, () -> PushName.during(service, push, Optional.of(own), () -> {
                throw new IllegalStateException("it comes to nothing");
            }));
            assertEquals(Set.of("localhost/made:1", "built/name:1", "own/name:1"), all());
        }

        @Test
        void theNameOnACopysWayIsNotLeftToWhatWasBuilt() {
            built();
            StorePlace here = StorePlace.create();
            try (here; StoreBackend store = here.open()) {
                store.pull(PullRequest.of(pushed(small("own"), "own/name:1")), event -> {}, Cancellation.none());
                store.tag(ref("own/name:1").familiar(), Reference.parse("made:1"));
                new Copier(place -> (place.kind() == CopyPlace.Kind.STORE ? here : backend).open(), () -> {
                    throw new AssertionError("no registry is asked");
                }).copy(new CopyRequest(CopyPlace.parse("store://made:1"), CopyPlace.parse("engine://copied:1"),
                        Optional.empty(), false), event -> {}, Cancellation.none());
            }
            assertEquals(Set.of("localhost/made:1", "built/name:1", "copied:1"), all());
            assertEquals(id(small("built")), service.inspect("localhost/made:1").summary().id());
        }

        /** It may be there: another image is not taken for it. */
        @Test
        void whatCannotBeAskedForIsNotTakenForMissing() {
            built();
            try (EngineGate gate = new EngineGate(podman.socket()).refusing(line -> line.startsWith("GET")
                    && line.contains("library") && line.endsWith("/json"));
                    ImageService far = EnginePlace.podman(gate.host(), () -> {}).open()) {
                RemovalResult removed = far.remove(RemoveRequest.of(List.of("made:1")));
                assertEquals(List.of(Failure.Kind.DENIED), removed.failures().stream().map(Failure::kind).toList());
                failure(Failure.Kind.DENIED, () -> far.inspect("made:1"));
                failure(Failure.Kind.DENIED, () -> far.tag("made:1", Reference.parse("wrong:1")));
                failure(Failure.Kind.DENIED, () -> far.archives().save(SaveRequest.of(List.of("made:1")),
                        OutputStream.nullOutputStream(), progress -> {}, Cancellation.none()));
            }
            assertEquals(Set.of("localhost/made:1", "built/name:1"), all());
        }
    }

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
