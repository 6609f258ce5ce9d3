package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.Content;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.ImageFixture.Format;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class ImageArchiveTest {

    private static final LayerFixture LAYER = LayerFixture.gzip(tar -> tar.directory("etc").file("etc/a", "aaaa"));
    private static final ImageFixture IMAGE = ImageFixture.builder().layer("a", LAYER).build();

    private final MemorySpool spool = new MemorySpool();

    private List<ArchivedImage> read(byte[] archive) throws IOException {
        return read(new ByteArrayInputStream(archive), Optional.empty());
    }

    private List<ArchivedImage> read(InputStream in, Optional<Platform> platform) throws IOException {
        return ImageArchive.read(in, spool, platform, dev.jimg.archive.Compression.NONE,
                LayerWatch.Factory.NONE, (item, done, total) -> {}, Cancellation.none());
    }

    private static String why(ArchiveException e) {
        return e.getMessage();
    }

    private String refused(ArchiveFixture archive) {
        return why(assertThrows(ArchiveException.class, () -> read(archive.done())));
    }

    private static byte[] manifest(String config, String... layers) {
        return ArchiveFixture.manifest(config, List.of("example.com/a:1"), List.of(layers));
    }

    /** How a program packs a stream. */
    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] bytes, Packer packer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = packer.over(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static final List<Packer> PACKERS = List.of(out -> out, GZIPOutputStream::new, ZstdOutputStream::new,
            out -> new XZOutputStream(out, new LZMA2Options()), BZip2CompressorOutputStream::new);

    @Test
    void readsWhatDockerWroteInAnyPacking() throws IOException {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE));
        for (Packer packer : PACKERS) {
            List<ArchivedImage> images = read(packed(archive, packer));
            assertEquals(1, images.size());
            assertEquals(List.of(Reference.parse("example.com/a:1")), images.get(0).names());
            ArchivedManifest manifest = images.get(0).manifests().get(0);
            assertEquals(IMAGE.config().digest(), manifest.config().imageId().toString());
            assertEquals(MediaType.OCI_LAYER, manifest.manifest().layers().get(0).mediaType());
            assertEquals(LAYER.diffId(), manifest.blobs().get(0).orElseThrow().measured().orElseThrow().diffId()
                    .toString());
        }
    }

    @Test
    void keepsLayersPackedWhereTheyComeSoAndUnpacksWhatHasNoName() throws IOException {
        byte[] tar = ArchiveFixture.tarOf(LAYER);
        List<MediaType> types = List.of(MediaType.OCI_LAYER, MediaType.OCI_LAYER_GZIP, MediaType.OCI_LAYER_ZSTD,
                MediaType.OCI_LAYER, MediaType.OCI_LAYER);
        for (int i = 0; i < PACKERS.size(); i++) {
            byte[] layer = packed(tar, PACKERS.get(i));
            ArchivedManifest manifest = read(new ArchiveFixture().file("l.tar", layer)
                    .file("c.json", IMAGE.config().bytes()).file("manifest.json", manifest("c.json", "l.tar")).done())
                    .get(0).manifests().get(0);
            assertEquals(types.get(i), manifest.manifest().layers().get(0).mediaType());
            byte[] kept = manifest.blobs().get(0).orElseThrow().open(spool).readAllBytes();
            assertArrayEquals(i < 3 ? layer : tar, kept);
        }
    }

    @Test
    void takesItsFilesInAnyOrderAndThroughLinks() throws IOException {
        byte[] archive = new ArchiveFixture().file("./manifest.json", manifest("conf/../c.json", "x/layer.tar"))
                .link("x/layer.tar", "../y/layer.tar").hardLink("y/layer.tar", "z.tar")
                .file("z.tar", ArchiveFixture.tarOf(LAYER)).file("junk", new byte[5000])
                .file("c.json", IMAGE.config().bytes()).done();
        assertEquals(IMAGE.config().digest(), read(archive).get(0).manifests().get(0).config().imageId().toString());
    }

    @Test
    void readsAnOciArchiveWithItsManifestAsItIs() throws IOException {
        ImageFixture image = ImageFixture.builder().format(Format.OCI).annotation("a", "b")
                .layer("zstd", LayerFixture.of(Compression.ZSTD, tar -> tar.file("z", "z"))).build();
        ArchivedImage read = read(ArchiveFixture.oci(Map.of("example.com/oci:1", image))).get(0);
        assertEquals(image.root().digest(), read.manifests().get(0).manifest().digest().toString());
        assertEquals(List.of(Reference.parse("example.com/oci:1")), read.names());
    }

    @Test
    void takesFromAnIndexWhatIsThere() throws IOException {
        Fixture index = ImageFixture.multiPlatform("linux/arm64", "linux/" + Platform.local().architecture());
        byte[] archive = ArchiveFixture.oci(Map.of("example.com/multi:1", index));
        ArchivedImage all = read(archive).get(0);
        assertEquals(index.root().digest(), all.index().orElseThrow().digest().toString());
        assertEquals(2, all.manifests().size());
        assertEquals(Platform.local(), all.manifests().get(0).config().platform());
        ArchivedImage one = read(new ByteArrayInputStream(archive), Optional.of(Platform.parse("linux/arm64"))).get(0);
        assertEquals(Optional.empty(), one.index());
        assertEquals("arm64", one.manifests().get(0).config().platform().architecture());
        assertEquals("it holds no image for linux/s390x", why(assertThrows(ArchiveException.class, () ->
                read(new ByteArrayInputStream(archive), Optional.of(Platform.parse("linux/s390x"))))));
    }

    @Test
    void doesNotKeepAgainWhatIsHere() throws IOException {
        LayerFixture large = LayerFixture.random(Compression.NONE, 1, 5_000_000);
        ImageFixture image = ImageFixture.builder().format(Format.OCI).layer("large", large).build();
        spool.here.put(Digest.parse(large.content().digest()), large.content().bytes());
        ArchivedManifest read = read(ArchiveFixture.oci(Map.of("example.com/a:1", image))).get(0).manifests().get(0);
        assertEquals(Optional.empty(), read.blobs().get(0).orElseThrow().draft());
        assertEquals(4, spool.drafts, "oci-layout, manifest, config, index.json");
    }

    /** CVE-2014-9356: names and links of an archive that lead out of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "../../../../root/.ssh/authorized_keys"})
    void refusesNamesThatLeadOut(String name) {
        assertTrue(refused(new ArchiveFixture().file(name, new byte[1])).contains("leads out of it"));
        assertTrue(refused(new ArchiveFixture().link("a", name)).contains("leads out of it"));
        assertTrue(refused(new ArchiveFixture().hardLink("a", name)).contains("leads out of it"));
        assertTrue(refused(new ArchiveFixture().file("c.json", IMAGE.config().bytes())
                .file("manifest.json", manifest("c.json", name))).contains("leads out of it"));
    }

    @Test
    void refusesLinksThatGoInCircles() {
        assertTrue(refused(new ArchiveFixture().link("a", "b").link("b", "a").file("c.json", IMAGE.config().bytes())
                .file("manifest.json", manifest("c.json", "a"))).startsWith("it lacks the file a"));
    }

    /** CVE-2014-9358: an ID is computed, and what an archive calls its files is no ID. */
    @Test
    void believesNoIdThatTheArchiveMadeUp() throws IOException {
        String invented = "f".repeat(64);
        ArchivedImage image = read(new ArchiveFixture().file(invented + ".json", IMAGE.config().bytes())
                .file(invented + "/layer.tar", ArchiveFixture.tarOf(LAYER))
                .file("manifest.json", manifest(invented + ".json", invented + "/layer.tar")).done()).get(0);
        assertEquals(Digest.of(IMAGE.config().bytes()), image.manifests().get(0).config().imageId().digest());
    }

    @Test
    void refusesTwoFilesOfOneName() {
        ArchiveFixture archive = new ArchiveFixture().file("manifest.json", manifest("c.json"))
                .file("./manifest.json", manifest("d.json"));
        assertEquals("two different files in it are called manifest.json", refused(archive));
    }

    @Test
    void refusesAManifestThatIsLargerThanADocument() {
        assertTrue(refused(new ArchiveFixture().file("manifest.json", new byte[17 << 20])).contains("more than the"));
        assertTrue(refused(new ArchiveFixture().file("manifest.json", manifest("c.json", "l"))
                .file("l", new byte[1]).file("c.json", new byte[5 << 20])).contains("more than the"));
    }

    @Test
    void saysWhatIsMissingOrDamaged() {
        assertTrue(refused(new ArchiveFixture().file("manifest.json", manifest("c.json"))).contains("c.json"));
        assertEquals("its manifest.json gives an image 0 layers, and the config 1",
                refused(new ArchiveFixture().file("c.json", IMAGE.config().bytes())
                        .file("manifest.json", manifest("c.json"))));
        assertTrue(refused(new ArchiveFixture().file("a", new byte[1])).contains("no archive of images"));
        assertTrue(refused(new ArchiveFixture().file("repositories", new byte[1])).contains("1.10"));
        assertEquals("its manifest.json is not JSON",
                refused(new ArchiveFixture().file("manifest.json", "[{".getBytes(StandardCharsets.UTF_8))));
        assertEquals("its manifest.json is no list of images",
                refused(new ArchiveFixture().file("manifest.json", "{}".getBytes(StandardCharsets.UTF_8))));
        assertEquals("it holds no image",
                refused(new ArchiveFixture().file("manifest.json", "[]".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void namesTheBlobThatIsNotWhatItSays() {
        ImageFixture image = ImageFixture.builder().format(Format.OCI).layer("a", LAYER).build();
        String place = "blobs/" + LAYER.content().digest().replace(':', '/');
        String text = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + image.root().mediaType()
                + "\",\"digest\":\"" + image.root().digest() + "\",\"size\":" + image.root().size() + "}]}";
        ArchiveFixture archive = new ArchiveFixture().blob(image.root()).blob(image.config())
                .file("index.json", text.getBytes(StandardCharsets.UTF_8));
        String why = refused(archive.file(place, new byte[10]));
        assertTrue(why.startsWith("the bytes of its blob " + LAYER.content().digest() + " have the digest "), why);
    }

    @Test
    void believesNoTagThatIsNone() {
        for (String tag : List.of("", "example.com/a", "UPPER:1", "a@" + IMAGE.config().digest(), "a:1\n")) {
            byte[] document = ArchiveFixture.manifest("c.json", List.of(tag), List.of());
            assertTrue(refused(new ArchiveFixture().file("c.json", IMAGE.config().bytes())
                    .file("manifest.json", document)).startsWith("invalid tag"), tag);
        }
    }

    @Test
    void refusesAConfigThatIsNone() {
        assertThrows(MalformedException.class, () -> read(new ArchiveFixture().file("c.json", "[]".getBytes())
                .file("manifest.json", manifest("c.json")).done()));
    }

    @Test
    void anyCutIsNoticed() {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE));
        int end = archive.length;
        while (archive[end - 1] == 0) {
            end--;
        }
        for (int length = 0; length < end; length += 131) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThrows(ArchiveException.class, () -> read(cut), "cut after " + length);
        }
    }

    @Test
    void flippedBytesAreNeverTakenForTheImage() throws IOException {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE));
        for (int at = 0; at < archive.length; at += 7) {
            byte[] bad = archive.clone();
            bad[at] ^= 0x15;
            try {
                ArchivedManifest read = read(bad).get(0).manifests().get(0);
                boolean same = read.config().imageId().toString().equals(IMAGE.config().digest());
                assertTrue(!same || read.config().diffIds().size() == 1, "byte " + at);
            } catch (ArchiveException | MalformedException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().contains("\n"), e::toString);
            }
        }
    }

    @Test
    void limitsWhatAPackedArchiveUnpacksTo() throws IOException {
        long packed = 10L << 20;
        LayerLimits.SPOOLED.check(3L << 30, packed);
        assertThrows(ArchiveException.class, () -> LayerLimits.SPOOLED.check(5L << 30, packed));
    }

    @Test
    void refusesMoreEntriesThanImagesNeed() {
        byte[] header = Arrays.copyOf(new ArchiveFixture().link("a", "b").done(), 512);
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return header[at++ & 511];
            }
        };
        assertEquals("it has more than 50000 entries",
                why(assertThrows(ArchiveException.class, () -> read(endless, Optional.empty()))));
    }

    @Test
    void stopsWhenItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/a:1", IMAGE));
        assertThrows(CancellationException.class, () -> ImageArchive.read(new ByteArrayInputStream(archive), spool,
                Optional.empty(), dev.jimg.archive.Compression.NONE, LayerWatch.Factory.NONE,
                (item, done, total) -> cancellation.cancel(), cancellation));
    }

    @Test
    void severalNamesOfOneManifestAreOneImage() throws IOException {
        Map<String, Fixture> images = new LinkedHashMap<>();
        images.put("example.com/a:1", IMAGE);
        images.put("b:2", IMAGE);
        List<ArchivedImage> read = read(ArchiveFixture.oci(images));
        assertEquals(1, read.size());
        assertEquals(List.of(Reference.parse("example.com/a:1"), Reference.parse("docker.io/library/b:2")),
                read.get(0).names());
    }

    @Test
    void aNoteOnContentIsNoImage() {
        Content config = Content.of("application/vnd.example.chart+json", "{}");
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":{"
                + "\"mediaType\":\"" + config.mediaType() + "\",\"digest\":\"" + config.digest() + "\",\"size\":2},"
                + "\"layers\":[]}";
        Content root = Content.of(MediaType.OCI_MANIFEST.value(), manifest);
        byte[] index = ("{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + root.mediaType()
                + "\",\"digest\":\"" + root.digest() + "\",\"size\":" + root.size() + "}]}").getBytes();
        assertEquals("it holds no image",
                refused(new ArchiveFixture().blob(root).blob(config).file("index.json", index)));
    }
}
