package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of an image that another tool put into the layout: nobody has unpacked its layers. */
class StoreHistoryTest {

    private static final String IMAGE = "foreign/one:1";

    @TempDir
    Path directory;

    private StoreBackend open() {
        return StorePlace.open(directory.resolve("store"), directory, URI.create("http://127.0.0.1:1/"));
    }

    private void written() throws IOException {
        ImageFixture image = ImageFixture.builder()
                .layer("one", LayerFixture.of(Compression.GZIP, tar -> tar.file("a", "a".repeat(9000))))
                .emptyLayer("ENV A=b")
                .layer("two", LayerFixture.of(Compression.GZIP, tar -> tar.file("b", "b".repeat(500)))).build();
        try (StoreBackend service = open()) {
            service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(ArchiveFixture.oci(
                    Map.of(IMAGE, image))), progress -> {}, Cancellation.none());
        }
        Files.delete(directory.resolve("store").resolve("cache").resolve("layers"));
    }

    private static List<Long> sizes(List<HistoryRow> rows) {
        return rows.stream().map(HistoryRow::size).toList();
    }

    @Test
    void theStepsAreThereBeforeTheirSizesAre() throws IOException {
        written();
        try (StoreBackend service = open()) {
            assertEquals(List.of(HistoryRow.UNMEASURED, 0L, HistoryRow.UNMEASURED), sizes(service.steps(IMAGE)));
            assertEquals(List.of(500L, 0L, 9000L), sizes(service.history(IMAGE)));
            assertEquals(List.of(500L, 0L, 9000L), sizes(service.steps(IMAGE)));
        }
        try (StoreBackend service = open()) {
            assertEquals(List.of(500L, 0L, 9000L), sizes(service.steps(IMAGE)), "what was measured is remembered");
        }
    }

    @Test
    void tellsOfEachLayerThatIsMeasured() throws IOException {
        written();
        try (StoreBackend service = open()) {
            List<List<Long>> told = new CopyOnWriteArrayList<>();
            List<HistoryRow> whole = service.history(IMAGE, rows -> told.add(sizes(rows)), Cancellation.none());
            assertEquals(2, told.size());
            assertEquals(sizes(whole), told.get(1));
            assertTrue(told.get(0).contains(500L) || told.get(0).contains(9000L), told::toString);
            told.clear();
            service.history(IMAGE, rows -> told.add(sizes(rows)), Cancellation.none());
            assertEquals(List.of(), told);
        }
    }

    @Test
    void inspectTellsTheSizeThatTheHistoryTells() throws IOException {
        written();
        try (StoreBackend service = open()) {
            assertEquals(9500, service.inspect(IMAGE).summary().size());
        }
    }

    @Test
    void aLayerThatIsDamagedHidesNoOther() throws IOException {
        written();
        Path blobs = directory.resolve("store").resolve("blobs").resolve("sha256");
        try (StoreBackend service = open()) {
            String damaged = service.steps(IMAGE).get(2).layer().orElseThrow().hex();
            Files.write(blobs.resolve(damaged), new byte[(int) Files.size(blobs.resolve(damaged))]);
            assertThrows(Failure.class, () -> service.history(IMAGE));
            assertEquals(List.of(500L, 0L, HistoryRow.UNMEASURED), sizes(service.steps(IMAGE)));
        }
    }

    @Test
    void whoCancelsGetsNoHistory() throws IOException {
        written();
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        try (StoreBackend service = open()) {
            assertThrows(CancellationException.class, () -> service.history(IMAGE, cancelled));
            assertTrue(sizes(service.steps(IMAGE)).contains(HistoryRow.UNMEASURED));
        }
    }
}
