package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.service.Failure;
import dev.jimg.service.ListRequest;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Letters;
import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Archives in files, with layers that are too large to be documents: packed, they never lie in the store as they came. */
final class StoreFileLoadsTest {

    private static final LayerFixture LARGE = LayerFixture.gzip(tar -> tar.file("large", Letters.of(6_000_000)));
    private static final ImageFixture IMAGE = ImageFixture.builder().layer("large", LARGE).build();
    private static final byte[] ARCHIVE = ArchiveFixture.docker(Map.of("example.com/large:1", IMAGE));

    private final StorePlace place = StorePlace.create();
    private final StoreBackend service = place.open();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        service.close();
        place.close();
    }

    private LoadResult load(Path file, LayerPacking packing, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return service.archives().load(new LoadRequest(Optional.empty(), packing), channel, progress, cancellation);
        }
    }

    private LoadResult load(byte[] archive, LayerPacking packing) throws IOException {
        return load(Files.write(directory.resolve("a.tar"), archive), packing, progress -> { }, Cancellation.none());
    }

    private Path pipe() {
        Path pipe = directory.resolve("pipe");
        Run.command("mkfifo", pipe.toString());
        return pipe;
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(place.store().resolve("ingest"))) {
            assertEquals(List.of("lock"), files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private void assertNothingLoaded() throws IOException {
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
        Path blobs = place.store().resolve("blobs/sha256");
        if (Files.exists(blobs)) {
            try (Stream<Path> files = Files.list(blobs)) {
                assertEquals(0, files.count());
            }
        }
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aLayerAsItsConfigSaysIsLoadedWhole(LayerPacking packing) throws IOException {
        load(ARCHIVE, packing);
        assertEquals(IMAGE.config().digest(), service.inspect("example.com/large:1").summary().id().toString());
        assertEquals(List.of(), service.verify(new VerifyRequest(List.of(), false), progress -> { },
                Cancellation.none()).damages());
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void severalLayersArePackedSideBySideAndTheirProgressIsTold(LayerPacking packing) throws IOException {
        ImageFixture.Builder builder = ImageFixture.builder();
        for (int i = 0; i < 3; i++) {
            String text = Letters.of(4_500_000 + i);
            builder.layer("large " + i, LayerFixture.gzip(tar -> tar.file("large", text)));
        }
        ImageFixture image = builder.build();
        Path file = Files.write(directory.resolve("a.tar"),
                ArchiveFixture.docker(Map.of("example.com/large:1", image)));
        Set<String> whole = new HashSet<>();
        load(file, packing, progress -> {
            if (progress.done() == progress.total()) {
                whole.add(progress.item());
            }
        }, Cancellation.none());
        assertEquals(3, whole.size(), () -> "of the layers and of nothing else: " + whole);
        assertEquals(image.config().digest(), service.inspect("example.com/large:1").summary().id().toString());
        assertEquals(List.of(), service.verify(new VerifyRequest(List.of(), false), progress -> { },
                Cancellation.none()).damages());
        assertNothingLeft();
    }

    @ParameterizedTest
    @EnumSource
    void aLayerOtherThanItsConfigSaysIsRefused(LayerPacking packing) throws IOException {
        byte[] other = ArchiveFixture.tarOf(LARGE);
        other[other.length / 2] ^= 1;
        byte[] archive = new ArchiveFixture().file("l.tar", other).file("c.json", IMAGE.config().bytes())
                .file("manifest.json", ArchiveFixture.manifest("c.json", List.of("a:1"), List.of("l.tar"))).done();
        assertEquals(Failure.Kind.CORRUPT, assertThrows(Failure.class, () -> load(archive, packing)).kind());
        assertNothingLoaded();
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsCutOffIsRefused(LayerPacking packing) throws IOException {
        byte[] cut = Arrays.copyOf(ARCHIVE, ARCHIVE.length / 2);
        assertEquals("could not load the archive: the tar is cut off",
                assertThrows(Failure.class, () -> load(cut, packing)).getMessage());
        assertNothingLoaded();
    }

    @ParameterizedTest
    @EnumSource
    void aLoadThatIsCancelledInTheMiddleOfALayerLeavesNothing(LayerPacking packing) throws IOException {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        Cancellation cancellation = new Cancellation();
        assertThrows(CancellationException.class,
                () -> load(file, packing, progress -> cancellation.cancel(), cancellation));
        assertNothingLoaded();
    }

    @Test
    void aLoadFromAPipeThatNobodyFillsIsCancelled() throws Exception {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        Path pipe = pipe();
        Path written = directory.resolve("written");
        Process half = new ProcessBuilder("sh", "-c",
                "exec > \"$1\"; head -c 3000000 \"$0\"; touch \"$2\"; exec sleep 300", file.toString(),
                pipe.toString(), written.toString()).start();
        try {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> {
                try {
                    return load(pipe, LayerPacking.NONE, progress -> { }, cancellation);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Await.until(Duration.ofSeconds(60), "half of it is in the pipe", () -> Files.exists(written));
            cancellation.cancel();
            Throwable why = assertThrows(ExecutionException.class, () -> load.get(60, TimeUnit.SECONDS)).getCause();
            assertTrue(why instanceof CancellationException, why::toString);
        } finally {
            half.destroyForcibly();
        }
        assertNothingLoaded();
    }

    @Test
    void aPipeIsReadAsAStream() throws Exception {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        Path pipe = pipe();
        Process cat = new ProcessBuilder("sh", "-c", "exec cat \"$0\" > \"$1\"", file.toString(), pipe.toString())
                .start();
        try {
            assertEquals(1, load(pipe, LayerPacking.ZSTD, progress -> { }, Cancellation.none()).images().size());
            assertTrue(cat.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, cat.exitValue(), "all of it was read");
        } finally {
            cat.destroyForcibly();
        }
        assertEquals(IMAGE.config().digest(), service.inspect("example.com/large:1").summary().id().toString());
        assertNothingLeft();
    }
}
