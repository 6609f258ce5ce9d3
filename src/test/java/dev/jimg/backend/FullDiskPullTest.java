package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Digest;
import dev.jimg.service.Failure;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.SmallDisk;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a pull for which the disk is too small. */
final class FullDiskPullTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    private static final int LAYER = 6_000_000;
    private static final int BEGUN = 1_000_000;
    private static final int AHEAD = 4_000_000;
    private static final int CHUNK = 500_000;

    @TempDir
    Path directory;

    private final ImageFixture image = ImageFixture.random(1, LAYER);
    private SmallDisk disk;
    private HttpRegistry registry;
    private Path store;

    @BeforeEach
    void mount() throws IOException {
        Path mountPoint = Files.createDirectory(directory.resolve("disk"));
        disk = SmallDisk.mount(mountPoint, 16 << 20, 400);
        registry = HttpRegistry.with(image);
        store = mountPoint.resolve("store");
    }

    @AfterEach
    void unmount() {
        if (registry != null) {
            registry.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void whatCameInARowStaysAndWhatCameAheadIsGivenBack() throws IOException {
        try (StoreBackend service = StorePlace.open(store, directory, NOBODY)) {
            service.list(ListRequest.EVERYTHING);
            begun();
            disk.leavePages(256);
            Failure full = assertThrows(Failure.class, () -> pull(service, event -> { }));
            assertEquals(Failure.Kind.DISK, full.kind());
            assertEquals("no space left on device", full.why());
            long kept = Files.size(ingest().resolve(name()));
            assertTrue(kept >= BEGUN && kept < LAYER, "kept " + kept);
            assertEquals(List.of(name()), partials());
            assertTrue(full.advice().matches("Free some space and pull again: it goes on from the [0-9.]+MB that are"
                    + " here\\. These are freed too by: jimg-tui image prune"), full.advice());

            disk.empty();
            FirstDownload first = new FirstDownload();
            pull(service, first);
            assertEquals(kept, first.done(), "it goes on from there");
            assertEquals(1, service.list(ListRequest.EVERYTHING).size());
        }
    }

    @Test
    void whatIsKeptIsFreedByAPrune() throws IOException {
        try (StoreBackend service = StorePlace.open(store, directory, NOBODY)) {
            disk.leavePages(512);
            assertThrows(Failure.class, () -> pull(service, event -> { }));
            assertEquals(List.of(name()), partials());
            service.prune(PruneRequest.DANGLING);
            assertEquals(List.of(), partials());
        }
    }

    /** As a pull on several connections leaves it that was killed. */
    private void begun() throws IOException {
        byte[] bytes = image.layers().get(0).content().bytes();
        Files.createDirectories(ingest());
        Files.write(ingest().resolve(name()), Arrays.copyOf(bytes, BEGUN));
        Files.write(ingest().resolve(name() + "@" + AHEAD), Arrays.copyOfRange(bytes, AHEAD, AHEAD + CHUNK));
    }

    private void pull(StoreBackend service, Consumer<TransferEvent> events) {
        service.pull(PullRequest.of(registry.reference()), events, Cancellation.none());
    }

    private String name() {
        return "sha256-" + Digest.parse(image.layers().get(0).content().digest()).hex();
    }

    private Path ingest() {
        return store.resolve("ingest");
    }

    private List<String> partials() throws IOException {
        try (Stream<Path> files = Files.list(ingest())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("sha256-")).toList();
        }
    }
}
