package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jimg.fuzz.RawTar;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Letters;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ArchiveInFileTest {

    private static final LayerFixture LARGE = LayerFixture.gzip(tar -> tar.file("large", Letters.of(5_000_000)));
    private static final LayerFixture SMALL = LayerFixture.gzip(tar -> tar.file("small", "s"));
    private static final ImageFixture IMAGE = ImageFixture.builder().layer("a", LARGE).layer("b", SMALL).build();
    private static final byte[] ARCHIVE = ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE));

    private static ImageArchive.Reading packing(Compression packing, Optional<Platform> platform) {
        return new ImageArchive.Reading(platform, packing, LayerWatch.Factory.NONE, (item, done, total) -> {});
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"NONE", "GZIP", "ZSTD"})
    void aFileGivesWhatAStreamGives(Compression packing) throws IOException {
        ImageArchive.Reading how = packing(packing, Optional.empty());
        List<ArchivedImage> streamed = ImageArchive.read(new ByteArrayInputStream(ARCHIVE), new MemorySpool(), how,
                Cancellation.none());
        List<ArchivedImage> read = ArchiveInFile.read(ARCHIVE, new MemorySpool(), how);
        assertEquals(ArchiveInFile.described(streamed), ArchiveInFile.described(read));
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"GZIP", "ZSTD"})
    void largeLayersArePackedWithoutACopyThatIsNot(Compression packing) throws IOException {
        MemorySpool plain = new MemorySpool();
        MemorySpool spool = new MemorySpool();
        ArchiveInFile.read(ARCHIVE, plain, packing(Compression.NONE, Optional.empty()));
        ArchivedManifest image = ArchiveInFile.read(ARCHIVE, spool, packing(packing, Optional.empty())).get(0)
                .manifests().get(0);
        assertEquals(plain.drafts + 1, spool.drafts, "the small layer alone lies there in both ways");
        for (int i = 0; i < 2; i++) {
            ArchivedBlob layer = image.blobs().get(i).orElseThrow();
            assertEquals(packing, layer.compression());
            try (InputStream blob = layer.open(spool)) {
                LayerMeasurement measured = LayerMeasure.measure(blob, layer.size(),
                        Digest.Algorithm.SHA256, LayerWatch.NONE, (done, total) -> {}, Cancellation.none());
                assertEquals(image.config().diffIds().get(i), measured.diffId());
                assertEquals(Optional.of(measured), layer.measured());
            }
        }
    }

    @Test
    void theSameFileTwiceAndALinkToItArePackedAsOne() throws IOException {
        byte[] tar = ArchiveFixture.tarOf(LARGE);
        ImageFixture twice = ImageFixture.builder().layer("a", LARGE).layer("b", LARGE).layer("c", LARGE).build();
        byte[] archive = new ArchiveFixture().link("3.tar", "1.tar").file("1.tar", tar).file("2.tar", tar)
                .file("c.json", twice.config().bytes())
                .file("manifest.json", ArchiveFixture.manifest("c.json", List.of(), List.of("1.tar", "2.tar", "3.tar")))
                .done();
        ArchivedManifest image = ArchiveInFile.read(archive, new MemorySpool(), packing(Compression.ZSTD,
                Optional.empty())).get(0).manifests().get(0);
        assertEquals(1, image.blobs().stream().map(blob -> blob.orElseThrow().digest()).distinct().count());
    }

    @Test
    void whatIsCutOffIsRefusedHoweverItIsPacked() {
        for (int length : new int[] {ARCHIVE.length / 2, 700, 512, 100}) {
            for (Compression packing : List.of(Compression.NONE, Compression.ZSTD)) {
                ArchiveException cut = assertThrows(ArchiveException.class, () -> ArchiveInFile.read(
                        Arrays.copyOf(ARCHIVE, length), new MemorySpool(), packing(packing, Optional.empty())));
                assertTrue(cut.getMessage().contains("cut off") || cut.getMessage().contains("no tar")
                        || cut.getMessage().contains("neither"), cut.getMessage());
            }
        }
    }

    @Test
    void aFileThatBecomesShorterWhileItIsReadIsCutOff(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        try (FileChannel channel = FileChannel.open(file)) {
            ArchiveException cut = assertThrows(ArchiveException.class, () -> ImageArchive.read(channel,
                    new MemorySpool(), packing(Compression.ZSTD, Optional.empty()), pieces -> {
                        truncate(file);
                        ArchiveInFile.inTurn(pieces);
                    }, Cancellation.none()));
            assertEquals("the tar is cut off", cut.getMessage());
        }
    }

    private static void truncate(Path file) {
        try {
            Files.write(file, Arrays.copyOf(ARCHIVE, 10_000));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void imagesForOtherPlatformsAreNotTaken() {
        ArchiveException none = assertThrows(ArchiveException.class, () -> ArchiveInFile.read(ARCHIVE,
                new MemorySpool(), packing(Compression.ZSTD, Optional.of(Platform.parse("plan9/mips")))));
        assertTrue(none.getMessage().contains("no image for"), none.getMessage());
    }

    private static byte[] padded(String document) {
        return (document + " ".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertAsAStream(byte[] archive) throws IOException {
        ImageArchive.Reading how = packing(Compression.ZSTD, Optional.empty());
        List<ArchivedImage> streamed = ImageArchive.read(new ByteArrayInputStream(archive), new MemorySpool(), how,
                Cancellation.none());
        assertEquals(ArchiveInFile.described(streamed),
                ArchiveInFile.described(ArchiveInFile.read(archive, new MemorySpool(), how)));
    }

    /** Of a layer that is packed at once there are no bytes to read a document from. */
    @Test
    void aDocumentThatIsNamedAsALayerStaysADocument() throws IOException {
        ImageFixture one = ImageFixture.builder().layer("b", SMALL).build();
        for (String layer : List.of("m", "manifest.json")) {
            assertAsAStream(new ArchiveFixture().file("c", one.config().bytes())
                    .file("m", padded(new String(ArchiveFixture.manifest("c", List.of("a:1"), List.of(layer)),
                            StandardCharsets.UTF_8)))
                    .link("manifest.json", "m").done());
        }
        for (String layer : List.of("i", "index.json")) {
            assertAsAStream(new ArchiveFixture().file("c", one.config().bytes())
                    .file("i", padded("{\"schemaVersion\":2,\"manifests\":[]}")).hardLink("index.json", "i")
                    .file("manifest.json", ArchiveFixture.manifest("c", List.of("a:1"), List.of(layer))).done());
        }
    }

    /** A tail of a terabyte, which takes no room on the disk. */
    @Test
    void whatFollowsTheTarInAFileIsNotRead(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            channel.write(ByteBuffer.wrap(new byte[1]), 1L << 40);
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> ImageArchive.read(channel, new MemorySpool(),
                    packing(Compression.NONE, Optional.empty()), ArchiveInFile::inTurn, Cancellation.none()));
        }
    }

    @Test
    void aCancellationIsHeardWhileWhatFollowsTheTarInAPipeIsPassedOver() {
        Cancellation cancellation = new Cancellation();
        InputStream tail = new InputStream() {
            private int reads;

            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                reads++;
                if (reads == 10) {
                    cancellation.cancel();
                } else if (reads > 1000) {
                    throw new IOException("nobody listens");
                }
                Arrays.fill(bytes, offset, offset + length, (byte) 0);
                return length;
            }
        };
        assertThrows(CancellationException.class, () -> ImageArchive.read(
                new SequenceInputStream(new ByteArrayInputStream(ARCHIVE), tail), new MemorySpool(),
                packing(Compression.NONE, Optional.empty()), cancellation));
    }

    @Test
    void aCancellationIsHeardBetweenHeadersThatOnlySaySomethingOfOthers(@TempDir Path directory) throws IOException {
        RawTar tar = new RawTar();
        for (int i = 0; i < 100; i++) {
            tar.entry("long", 'L', "", new byte[512]);
        }
        Path file = Files.write(directory.resolve("a.tar"), tar.end());
        try (FileChannel channel = FileChannel.open(file)) {
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            assertThrows(CancellationException.class, () -> FileIntake.list(channel, cancelled));
        }
    }

    @Test
    void aCancellationIsHeardBetweenTheDocuments(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("a.tar"), ARCHIVE);
        try (FileChannel channel = FileChannel.open(file)) {
            FileIntake listed = FileIntake.list(channel, Cancellation.none());
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            assertThrows(CancellationException.class, () -> listed.take(packing(Compression.ZSTD, Optional.empty()), 0,
                    pieces -> fail("nothing is to be read"), inner -> null, cancelled));
        }
    }
}
