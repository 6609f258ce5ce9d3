package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.RealDocker;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives with an engine far away: the way breaks, is slow, or is given up. */
final class EngineArchivesTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String NAME = "far/random:1";

    private static RealDocker docker;
    private static int port;

    private FaultProxy proxy;
    private ImageService service;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        docker = RealDocker.startWith("-H", "tcp://127.0.0.1:" + port, "--tls=false");
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    @BeforeEach
    void open() {
        proxy = FaultProxy.before(port);
        service = EnginePlace.docker("tcp://" + proxy.hostPort(), docker::clear).open();
    }

    @AfterEach
    void close() {
        service.close();
        proxy.close();
        docker.clear();
    }

    private static byte[] rootfs(int size) {
        return LayerFixture.random(Compression.NONE, 3, size).content().bytes();
    }

    private void imported(int size) {
        service.archives().importImage(new ImportRequest(Optional.of(Reference.parse(NAME)), List.of(), "",
                Optional.empty()), new ImportSource.Stream(new ByteArrayInputStream(rootfs(size))), progress -> {},
                Cancellation.none());
    }

    private static List<String> entries(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Docker takes it without a word. */
    @Test
    void anArchiveWithoutImagesGivesNone() {
        byte[] archive = new ArchiveFixture().file("manifest.json", "[]".getBytes(StandardCharsets.UTF_8)).done();
        assertEquals(List.of(), service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(archive),
                progress -> {}, Cancellation.none()).images());
    }

    @Test
    void anEngineKeepsLayersItsOwnWay() {
        Failure failure = assertThrows(Failure.class, () -> service.archives().load(
                new LoadRequest(Optional.empty(), LayerPacking.ZSTD), InputStream.nullInputStream(), progress -> {},
                Cancellation.none()));
        assertEquals(Failure.Kind.UNSUPPORTED, failure.kind());
        assertTrue(failure.advice().contains("--store"), failure::advice);
    }

    private static Throwable thrown(CompletableFuture<?> work) throws InterruptedException, TimeoutException {
        return assertThrows(ExecutionException.class, () -> work.get(BOUND.toSeconds(), TimeUnit.SECONDS)).getCause();
    }

    private CompletableFuture<Void> saving(Path file, Cancellation cancellation) {
        return CompletableFuture.runAsync(() -> service.archives().saveFile(SaveRequest.of(List.of(NAME)), file,
                progress -> {}, cancellation));
    }

    @Test
    void aSaveThatBreaksLeavesNoFile(@TempDir Path directory) throws Exception {
        imported(3_000_000);
        proxy.cutAt("/images/get", 1_000_000, 1);
        Throwable failure = thrown(saving(directory.resolve("a.tar"), Cancellation.none()));
        assertEquals(Failure.Kind.UNREACHABLE, ((Failure) failure).kind(), failure.getMessage());
        assertEquals(List.of(), entries(directory));
        saving(directory.resolve("a.tar"), Cancellation.none()).get(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of("a.tar"), entries(directory));
    }

    @Test
    void aSaveThatStandsStillCanBeGivenUp(@TempDir Path directory) throws Exception {
        imported(3_000_000);
        proxy.holdAt("/images/get", 1_000_000);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> saving = saving(directory.resolve("a.tar"), cancellation);
        proxy.awaitHeld(BOUND);
        assertEquals(1, entries(directory).size(), "it is being written");
        cancellation.cancel();
        assertEquals(CancellationException.class, thrown(saving).getClass());
        assertEquals(List.of(), entries(directory));
    }

    @Test
    void closingTheServiceEndsASave(@TempDir Path directory) throws Exception {
        imported(3_000_000);
        proxy.silence("/images/get");
        CompletableFuture<Void> saving = saving(directory.resolve("a.tar"), Cancellation.none());
        proxy.awaitHeld(BOUND);
        service.close();
        assertEquals(CancellationException.class, thrown(saving).getClass());
        assertEquals(List.of(), entries(directory));
    }

    @Test
    void anEngineThatAnswersNothingToALoadCanBeGivenUp() throws Exception {
        proxy.silence("/images/load");
        Cancellation cancellation = new Cancellation();
        InputStream archive = new ByteArrayInputStream(rootfs(100_000));
        CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> service.archives()
                .load(LoadRequest.EVERYTHING, archive, progress -> {}, cancellation));
        proxy.awaitHeld(BOUND);
        cancellation.cancel();
        assertEquals(CancellationException.class, thrown(loading).getClass());
    }

    @Test
    void theEngineFetchesWhatIsImportedFromAUrl() throws IOException {
        try (MockWebServer web = new MockWebServer()) {
            web.start();
            web.enqueue(new MockResponse.Builder().body(new Buffer().write(rootfs(100_000))).build());
            web.enqueue(new MockResponse.Builder().code(404).build());
            String url = web.url("/root.tar").toString();
            ImportRequest request = new ImportRequest(Optional.empty(), List.of(), "", Optional.empty());
            List<ArchiveProgress> told = new CopyOnWriteArrayList<>();
            service.archives().importImage(request, new ImportSource.Url(url), told::add, Cancellation.none());
            assertEquals(new ArchiveProgress(url, 0, -1), told.get(0));
            assertTrue(told.stream().anyMatch(report -> report.item().equals(url) && report.done() == report.total()),
                    told::toString);
            assertEquals(1, service.list(ListRequest.EVERYTHING).size());
            Failure failure = assertThrows(Failure.class, () -> service.archives().importImage(request,
                    new ImportSource.Url(url), told::add, Cancellation.none()));
            assertTrue(failure.verbatim().startsWith("Error response from daemon: failed to GET " + url),
                    failure.verbatim());
        }
    }

    @Test
    void anErrorHasDockersWordsToo() {
        Failure missing = assertThrows(Failure.class, () -> service.archives().save(
                SaveRequest.of(List.of("nobody:1")), OutputStream.nullOutputStream(), progress -> {},
                Cancellation.none()));
        assertEquals(Failure.Kind.NOT_FOUND, missing.kind());
        assertEquals("could not save nobody:1: reference does not exist", missing.getMessage());
        assertEquals("Error response from daemon: reference does not exist", missing.verbatim());
        Failure foreign = assertThrows(Failure.class, () -> service.archives().load(LoadRequest.EVERYTHING,
                new ByteArrayInputStream(rootfs(1000)), progress -> {}, Cancellation.none()));
        assertEquals(Failure.Kind.INVALID, foreign.kind(), foreign.getMessage());
        assertTrue(foreign.advice().contains("--store"), foreign.advice());
        InputStream text = new ByteArrayInputStream("no tar".repeat(500).getBytes(StandardCharsets.UTF_8));
        Failure broken = assertThrows(Failure.class, () -> service.archives().load(LoadRequest.EVERYTHING, text,
                progress -> {}, Cancellation.none()));
        assertTrue(broken.verbatim().startsWith("Error processing tar file"), broken.verbatim());
    }

    @Test
    void anOciArchiveIsRefusedWhereTheEngineWritesNone() {
        imported(1000);
        Failure failure = assertThrows(Failure.class, () -> service.archives().save(
                new SaveRequest(List.of(NAME), SaveRequest.Format.OCI, Optional.empty()),
                OutputStream.nullOutputStream(), progress -> {}, Cancellation.none()));
        assertEquals(Failure.Kind.UNSUPPORTED, failure.kind());
        assertTrue(failure.getMessage().contains("docker-archives only"), failure.getMessage());
    }
}
