package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.VerificationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveWriterTest {

    private static final ImageFixture IMAGE = ImageFixture.builder().format(ImageFixture.Format.OCI)
            .layer("gzip", LayerFixture.gzip(tar -> tar.file("a", "a".repeat(3000))))
            .layer("zstd", LayerFixture.of(Compression.ZSTD, tar -> tar.file("b", "b".repeat(5000))))
            .layer("plain", LayerFixture.random(Compression.NONE, 7, 400_000)).build();

    private final Map<Digest, byte[]> blobs = new HashMap<>();

    ArchiveWriterTest() {
        IMAGE.layers().forEach(layer -> put(layer.content()));
    }

    private void put(Content content) {
        blobs.put(Digest.parse(content.digest()), content.bytes());
    }

    private static SavedImage image(String... names) {
        return new SavedImage(Manifest.parse(IMAGE.root().bytes()), ImageConfig.parse(IMAGE.config().bytes()),
                List.of(names).stream().map(Reference::parse).toList(),
                IMAGE.layers().stream().map(layer -> (long) ArchiveFixture.tarOf(layer).length).toList());
    }

    private ArchiveWriter docker(SavedImage... images) {
        return ArchiveWriter.docker(List.of(images), digest -> new ByteArrayInputStream(blobs.get(digest)),
                (item, done, total) -> {}, Cancellation.none());
    }

    private ArchiveWriter oci(SavedImage... images) {
        return ArchiveWriter.oci(List.of(images), digest -> new ByteArrayInputStream(blobs.get(digest)),
                (item, done, total) -> {}, Cancellation.none());
    }

    private static byte[] bytes(ArchiveWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        assertEquals(writer.size(), out.size());
        return out.toByteArray();
    }

    private static List<String> names(byte[] archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
                assertEquals(0, entry.getLastModifiedTime().toMillis());
                assertEquals("", entry.getUserName());
            }
        }
        return names;
    }

    private static List<ArchivedImage> read(byte[] archive) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive), new MemorySpool(), new ImageArchive.Reading(
                Optional.empty(), dev.jimg.archive.Compression.NONE, LayerWatch.Factory.NONE,
                (item, done, total) -> {}), Cancellation.none());
    }

    @Test
    void writesDockersFormInDockersOrder() throws IOException {
        byte[] archive = bytes(docker(image("example.com/a:1", "b:2")));
        List<String> names = names(archive);
        assertEquals(List.of("index.json", "manifest.json", "oci-layout", "repositories"), names.subList(7, 11));
        assertEquals(List.of("blobs/", "blobs/sha256/"), names.subList(0, 2));
        assertEquals(names.subList(2, 7).stream().sorted().toList(), names.subList(2, 7));
        IMAGE.layers().forEach(layer -> assertTrue(names.contains("blobs/" + layer.diffId().replace(':', '/'))));
        ArchivedImage read = read(archive).get(0);
        assertEquals(List.of(Reference.parse("example.com/a:1"), Reference.parse("b:2")), read.names());
        assertEquals(IMAGE.config().digest(), read.manifests().get(0).config().imageId().toString());
    }

    @Test
    void writesTheManifestAndTheLayersOfAnOciArchiveAsTheyAre() throws IOException {
        ArchivedManifest read = read(bytes(oci(image("example.com/a:1")))).get(0).manifests().get(0);
        assertEquals(IMAGE.root().digest(), read.manifest().digest().toString());
    }

    @Test
    void anImageWithoutANameIsThereToo() throws IOException {
        for (byte[] archive : List.of(bytes(oci(image())), bytes(docker(image())))) {
            ArchivedImage read = read(archive).get(0);
            assertEquals(List.of(), read.names());
            assertEquals(IMAGE.config().digest(), read.manifests().get(0).config().imageId().toString());
        }
    }

    @Test
    void aFileAndAPipeGetTheSameBytes(@TempDir Path directory) throws IOException {
        SavedImage image = image("example.com/a:1");
        for (ArchiveWriter writer : List.of(docker(image), oci(image))) {
            byte[] piped = bytes(writer);
            assertArrayEquals(piped, bytes(writer));
            Path file = Files.createTempFile(directory, "a", ".tar");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                writer.runners(channel, 3, bytes -> {}).forEach(Runnable::run);
            }
            assertArrayEquals(piped, Files.readAllBytes(file));
        }
    }

    @Test
    void aDamagedLayerEndsTheArchiveBeforeItsEnd() {
        Digest gzip = Digest.parse(IMAGE.layers().get(0).content().digest());
        Digest plain = Digest.parse(IMAGE.layers().get(2).content().digest());
        byte[] packed = blobs.get(gzip);
        packed[packed.length / 2] ^= 1;
        assertThrows(IOException.class, () -> bytes(docker(image())));
        assertThrows(VerificationException.class, () -> bytes(oci(image())));
        packed[packed.length / 2] ^= 1;
        blobs.get(plain)[100_000] ^= 1;
        assertThrows(VerificationException.class, () -> bytes(docker(image())));
    }

    @Test
    void anImageWithoutLayersIsNoReasonToFail() throws IOException {
        ImageFixture empty = ImageFixture.builder().format(ImageFixture.Format.OCI).build();
        SavedImage image = new SavedImage(Manifest.parse(empty.root().bytes()),
                ImageConfig.parse(empty.config().bytes()), List.of(Reference.parse("a:1")), List.of());
        assertEquals(empty.config().digest(),
                read(bytes(docker(image))).get(0).manifests().get(0).config().imageId().toString());
    }
}
