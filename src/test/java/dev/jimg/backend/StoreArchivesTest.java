package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.ImageFixture.Format;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What archives mean in the embedded store in particular: its blobs, its leftovers, its web client. */
final class StoreArchivesTest {

    private static final LayerFixture LAYER = LayerFixture.gzip(tar -> tar.file("srv/a", "a".repeat(9000)));
    private static final ImageFixture IMAGE = ImageFixture.builder().layer("a", LAYER).build();

    private final StorePlace place = StorePlace.create();
    private final StoreBackend service = place.open();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        service.close();
        place.close();
    }

    private LoadResult load(byte[] archive) {
        return service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(archive), progress -> {},
                Cancellation.none());
    }

    /** From a file. */
    private LoadResult load(byte[] archive, LayerPacking packing) throws IOException {
        Path file = Files.write(directory.resolve("loaded.tar"), archive);
        try (FileChannel channel = FileChannel.open(file)) {
            return service.archives().load(new LoadRequest(Optional.empty(), packing), channel, progress -> {},
                    Cancellation.none());
        } finally {
            Files.delete(file);
        }
    }

    private void save(SaveRequest.Format format, Path file, String... images) {
        service.archives().saveFile(new SaveRequest(List.of(images), format, Optional.empty()), file, progress -> {},
                Cancellation.none());
    }

    private ImageId importUrl(String url) {
        return service.archives().importImage(new ImportRequest(Optional.empty(), List.of(), "",
                Optional.of(Platform.parse("linux/arm/v7"))), new ImportSource.Url(url), progress -> {},
                Cancellation.none());
    }

    private List<ImageSummary> images() {
        return service.list(ListRequest.EVERYTHING);
    }

    private List<String> files(String below) throws IOException {
        Path path = place.store().resolve(below);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Nothing lies about but the lock. */
    private void assertNothingLeft() throws IOException {
        assertEquals(List.of("lock"), files("ingest"));
    }

    private Path blob(String digest) {
        return place.store().resolve("blobs").resolve(digest.replace(':', '/'));
    }

    /** The same image by its ID, and every layer as its config says. */
    @ParameterizedTest
    @EnumSource
    void layersOfDockersArchivesArePackedAsIsWished(LayerPacking packing) throws IOException {
        LayerFixture zeros = LayerFixture.of(Compression.NONE, tar -> tar.file("zeros", "0".repeat(300_000)));
        ImageFixture image = ImageFixture.builder().layer("zeros", zeros).layer("a", LAYER).layer("again", zeros).build();
        load(ArchiveFixture.docker(Map.of("example.com/packed:1", image)), packing);
        ImageSummary listed = images().get(0);
        assertEquals(image.config().digest(), listed.id().toString());
        long stored = 0;
        for (String blob : files("blobs/sha256")) {
            stored += Files.size(blob("sha256:" + blob));
        }
        assertEquals(packing == LayerPacking.NONE, stored > 300_000, stored + " bytes");
        assertEquals(List.of(), service.verify(new VerifyRequest(List.of(), false), progress -> {}, Cancellation.none())
                .damages());
        assertNothingLeft();
    }

    @Test
    void anOciLayoutKeepsItsManifest() throws IOException {
        ImageFixture image = ImageFixture.builder().format(Format.OCI)
                .layer("plain", LayerFixture.of(Compression.NONE, tar -> tar.file("a", "a".repeat(5000)))).build();
        load(ArchiveFixture.oci(Map.of("example.com/oci:1", image)), LayerPacking.ZSTD);
        assertTrue(Files.exists(blob(image.root().digest())));
    }

    @Test
    void anImageThatWasPulledIsNotKeptASecondTime() throws IOException {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference name = Reference.parse(IMAGE.push(registry, "known/small:1").reference());
            service.pull(PullRequest.of(name), event -> {}, Cancellation.none());
            List<String> before = files("blobs/sha256");
            load(ArchiveFixture.docker(Map.of("example.com/known:2", IMAGE)));
            assertEquals(before.size(), files("blobs/sha256").size());
            assertEquals(1, images().size());
            assertEquals(2, images().get(0).tags().size());
            ImageFixture above = ImageFixture.builder().layer("a", LAYER).emptyLayer("ENV A=1").build();
            load(ArchiveFixture.docker(Map.of("example.com/above:1", above)));
            assertFalse(Files.exists(blob(LAYER.diffId())), "the layer is here, packed");
            assertEquals(above.config().digest(), service.inspect("example.com/above:1").summary().id().toString());
            assertNothingLeft();
        }
    }

    @Test
    void keepsBothImagesOfAnIndexUnderOneName() throws IOException {
        Fixture index = ImageFixture.multiPlatform("linux/s390x", "linux/" + Platform.local().architecture());
        LoadResult result = load(ArchiveFixture.oci(Map.of("example.com/multi:1", index)));
        assertEquals(1, result.images().size());
        assertEquals(Platform.local(), service.inspect("example.com/multi:1").summary().platform());
        assertTrue(Files.exists(blob(index.root().digest())));
        for (ImageFixture image : index.images()) {
            assertTrue(Files.exists(blob(image.root().digest())));
        }
        Path file = directory.resolve("s390x.tar");
        service.archives().saveFile(new SaveRequest(List.of("example.com/multi:1"), SaveRequest.Format.OCI,
                Optional.of(Platform.parse("linux/s390x"))), file, progress -> {}, Cancellation.none());
        assertTrue(Files.size(file) > 0);
        assertNothingLeft();
    }

    @Test
    void theSameImageInAnotherPackingTakesThePlaceOfTheFirst() {
        load(ArchiveFixture.docker(Map.of("example.com/twin:1", IMAGE)));
        LoadResult result = load(ArchiveFixture.oci(Map.of("example.com/twin:1", IMAGE)));
        assertEquals(List.of(), result.notices());
        assertEquals(1, images().size());
        assertTrue(Files.exists(blob(LAYER.content().digest())));
        assertFalse(Files.exists(blob(LAYER.diffId())));
        load(ArchiveFixture.docker(Map.of("example.com/twin:2", IMAGE)));
        load(nameless());
        assertEquals(2, images().get(0).tags().size());
        assertEquals(1, images().size());
    }

    /** The image as an OCI archive with another manifest and without a name. */
    private static byte[] nameless() {
        ImageFixture oci = ImageFixture.builder().format(ImageFixture.Format.OCI).layer("a", LAYER).build();
        assertEquals(IMAGE.config().digest(), oci.config().digest());
        String index = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + oci.root().mediaType()
                + "\",\"digest\":\"" + oci.root().digest() + "\",\"size\":" + oci.root().size() + "}]}";
        return new ArchiveFixture().blob(oci.root()).blob(oci.config()).blob(LAYER.content())
                .file("index.json", index.getBytes()).done();
    }

    @Test
    void saysWhenANameMoves() {
        load(ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE)));
        ImageFixture other = ImageFixture.builder().layer("a", LAYER).label("v", "2").build();
        assertEquals(List.of("The image example.com/a:1 already exists, renaming the old one with ID "
                + IMAGE.config().digest() + " to empty string"),
                load(ArchiveFixture.docker(Map.of("example.com/a:1", other))).notices());
    }

    @Test
    void oneBadImageKeepsTheOthersOutAndLeavesNothing() throws IOException {
        byte[] archive = new ArchiveFixture().file("good.json", IMAGE.config().bytes())
                .file("good.tar", ArchiveFixture.tarOf(LAYER)).file("bad.tar", new byte[1024])
                .file("manifest.json", ("[{\"Config\":\"good.json\",\"RepoTags\":[\"good:1\"],\"Layers\":[\"good.tar\"]},"
                        + "{\"Config\":\"good.json\",\"RepoTags\":[\"bad:1\"],\"Layers\":[\"bad.tar\"]}]").getBytes())
                .done();
        Failure failure = assertThrows(Failure.class, () -> load(archive));
        assertEquals(Failure.Kind.CORRUPT, failure.kind());
        assertEquals(List.of(), images());
        assertEquals(List.of(), files("blobs/sha256"));
        assertNothingLeft();
    }

    @Test
    void anArchiveThatIsCutOffLeavesNothing() throws IOException {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", ImageFixture.random(2, 300_000)));
        Failure failure = assertThrows(Failure.class, () -> load(Arrays.copyOf(archive, 400_000)));
        assertEquals("could not load the archive: the tar is cut off", failure.getMessage());
        assertEquals(List.of(), files("blobs/sha256"));
        assertNothingLeft();
    }

    @Test
    void aLoadThatWaitsForAPipeLeavesNothingWhenItIsCancelled() throws Exception {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", ImageFixture.random(2, 300_000)));
        Cancellation cancellation = new Cancellation();
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        InputStream pipe = new ByteArrayInputStream(archive, 0, 400_000) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    stuck.countDown();
                    await(release);
                }
                return read;
            }
        };
        CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() ->
                service.archives().load(LoadRequest.EVERYTHING, pipe, progress -> {}, cancellation));
        await(stuck);
        assertTrue(files("ingest").stream().anyMatch(name -> name.startsWith("tmp-")));
        cancellation.cancel();
        assertTrue(files("ingest").stream().noneMatch(name -> name.startsWith("tmp-")));
        release.countDown();
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> load.get(30, TimeUnit.SECONDS));
        assertTrue(failed.getCause() instanceof CancellationException, failed::toString);
        assertNothingLeft();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDamagedBlobIsNeverSaved() throws IOException {
        load(ArchiveFixture.oci(Map.of("example.com/a:1", ImageFixture.builder().format(ImageFixture.Format.OCI)
                .layer("a", LAYER).build())));
        Path blob = blob(LAYER.content().digest());
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 4;
        blob.toFile().setWritable(true);
        Files.write(blob, bytes);
        for (SaveRequest.Format format : SaveRequest.Format.values()) {
            Failure failure = assertThrows(Failure.class,
                    () -> save(format, directory.resolve("a.tar"), "example.com/a:1"));
            assertEquals(Failure.Kind.CORRUPT, failure.kind(), failure.whole());
            try (Stream<Path> files = Files.list(directory)) {
                assertEquals(0, files.count());
            }
        }
    }

    @Test
    void savesToWhatIsNoFile() throws IOException {
        load(ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE)));
        save(SaveRequest.Format.DOCKER, Path.of("/dev/null"), "example.com/a:1");
        assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
        Failure failure = assertThrows(Failure.class,
                () -> save(SaveRequest.Format.DOCKER, directory, "example.com/a:1"));
        assertEquals("could not write " + directory + ": is a directory", failure.getMessage());
        assertEquals(Failure.Kind.NOT_FOUND, assertThrows(Failure.class, () -> save(SaveRequest.Format.DOCKER,
                directory.resolve("no/a.tar"), "example.com/a:1")).kind());
    }

    @Test
    void aBrokenPipeIsAFailureWithItsCause() {
        load(ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE)));
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Failure failure = assertThrows(Failure.class, () -> service.archives().save(
                SaveRequest.of(List.of("example.com/a:1")), broken, progress -> {}, Cancellation.none()));
        assertEquals("could not write the archive: Broken pipe", failure.getMessage());
        assertTrue(failure.getCause() instanceof IOException);
    }

    @Test
    void aRepositoryWithoutATagIsAllItsTags() throws IOException {
        load(ArchiveFixture.docker(Map.of("example.com/all:1", IMAGE)));
        service.tag("example.com/all:1", Reference.parse("example.com/all:2"));
        service.tag("example.com/all:1", Reference.parse("example.com/other:1"));
        Path file = directory.resolve("all.tar");
        save(SaveRequest.Format.DOCKER, file, "example.com/all");
        try (StorePlace other = StorePlace.create(); StoreBackend empty = other.open()) {
            LoadResult result = empty.archives().load(LoadRequest.EVERYTHING,
                    new ByteArrayInputStream(Files.readAllBytes(file)), progress -> {}, Cancellation.none());
            assertEquals(List.of("example.com/all:1", "example.com/all:2"),
                    result.images().stream().map(loaded -> loaded.name().orElseThrow().familiar()).toList());
        }
    }

    @Test
    void importsFromAWebServer() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            byte[] rootfs = ArchiveFixture.rootfs(Map.of("etc/web", "web"));
            server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "/real.tar").build());
            server.enqueue(new MockResponse.Builder().body(new Buffer().write(rootfs)).build());
            server.enqueue(new MockResponse.Builder().code(404).build());
            String url = server.url("/rootfs.tar").toString();
            ImageId id = importUrl(url);
            assertEquals(id, images().get(0).id());
            assertTrue(service.inspect(id.toString()).json().contains("\"Variant\":\"v7\""));
            assertEquals("Imported from " + url, service.history(id.toString()).get(0).comment());
            assertEquals(Failure.Kind.NOT_FOUND, assertThrows(Failure.class, () -> importUrl(url)).kind());
        }
        assertEquals(Failure.Kind.INVALID, assertThrows(Failure.class, () -> importUrl("ftp://a/b")).kind());
        assertEquals(Failure.Kind.UNREACHABLE,
                assertThrows(Failure.class, () -> importUrl("http://127.0.0.1:1/x")).kind());
    }

    @Test
    void theSameImportGivesTheSameImage() {
        byte[] rootfs = ArchiveFixture.rootfs(Map.of("etc/a", "a"));
        ImportRequest request = new ImportRequest(Optional.of(Reference.parse("example.com/same")), List.of("USER a"),
                "", Optional.empty());
        ImageId first = service.archives().importImage(request,
                new ImportSource.Stream(new ByteArrayInputStream(rootfs)), progress -> {}, Cancellation.none());
        ImageId second = service.archives().importImage(request,
                new ImportSource.Stream(new ByteArrayInputStream(rootfs)), progress -> {}, Cancellation.none());
        assertEquals(first, second);
        assertEquals(first, service.inspect("example.com/same:latest").summary().id());
        assertEquals("Imported from -", service.history("example.com/same").get(0).comment());
    }
}
