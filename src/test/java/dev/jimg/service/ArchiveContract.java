package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend.Limit;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as files: saved, loaded and imported. */
public abstract class ArchiveContract extends ImageServiceContract {

    private byte[] saved(SaveRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service.archives().save(request, out, progress -> {}, Cancellation.none());
        return out.toByteArray();
    }

    private byte[] saved(String... images) {
        return saved(SaveRequest.of(List.of(images)));
    }

    private LoadResult load(byte[] archive) {
        return load(new ByteArrayInputStream(archive), Cancellation.none());
    }

    private LoadResult load(InputStream in, Cancellation cancellation) {
        return service.archives().load(LoadRequest.EVERYTHING, in, progress -> {}, cancellation);
    }

    private void removeAll() {
        List<String> ids = images().stream().map(image -> image.id().toString()).distinct().toList();
        service.remove(new RemoveRequest(ids, RemoveRequest.Mode.REMOVE, true, true));
        assertEquals(List.of(), images());
    }

    private static List<String> names(LoadResult result) {
        return result.images().stream().flatMap(loaded -> loaded.name().stream()).map(Reference::familiar).sorted()
                .toList();
    }

    private ImageId idOf(String name) {
        return service.inspect(name).summary().id();
    }

    @Test
    void whatWasSavedAndLoadedAgainIsTheSameImage() {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "save/layers:1");
        long size = images().get(0).size();
        byte[] archive = saved(name.familiar());
        removeAll();
        LoadResult result = load(archive);
        assertEquals(List.of(name.familiar()), names(result));
        result.images().forEach(loaded ->
                assertTrue(loaded.id().isEmpty() || loaded.id().get().equals(id(image)), result::toString));
        assertEquals(id(image), idOf(name.familiar()));
        if (!has(Limit.COUNTS_DOCUMENTS)) {
            assertEquals(size, images().get(0).size());
        }
        assertEquals(1, images().size());
    }

    @Test
    void severalImagesGoIntoOneArchiveWithAllTheirNames() {
        Reference one = pulled(small("one"), "several/one:1");
        Reference two = pulled(small("two"), "several/two:1");
        service.tag(one.familiar(), ref("several/one:2"));
        byte[] archive = saved(one.familiar(), ref("several/one:2").familiar(), two.familiar());
        removeAll();
        assertEquals(Stream.of(one, ref("several/one:2"), two).map(Reference::familiar).sorted().toList(),
                names(load(archive)));
        assertEquals(id(small("one")), idOf(one.familiar()));
        assertEquals(id(small("one")), idOf(ref("several/one:2").familiar()));
        assertEquals(id(small("two")), idOf(two.familiar()));
    }

    @Test
    void onlyTheNameAskedForIsSaved() {
        Reference one = pulled(small("only"), "only/one:1");
        service.tag(one.familiar(), ref("only/other:1"));
        byte[] archive = saved(one.familiar());
        removeAll();
        assertEquals(List.of(one.familiar()), names(load(archive)));
        assertEquals(List.of("only/one:1"), filtered());
    }

    @Test
    void anImageSavedByIdHasNoName() {
        ImageFixture image = small("nameless");
        pulled(image, "nameless/small:1");
        byte[] archive = saved(image.config().digest());
        removeAll();
        LoadResult result = load(archive);
        assertEquals(List.of(), names(result));
        assertEquals(Optional.of(id(image)), result.images().get(0).id());
        assertEquals(List.of("<none>"), filtered());
    }

    @Test
    void loadsWhatDockerWrote() {
        LayerFixture base = LayerFixture.gzip(tar -> tar.file("base", "base"));
        ImageFixture low = ImageFixture.builder().layer("base", base).build();
        ImageFixture high = ImageFixture.builder().layer("base", base)
                .layer("top", LayerFixture.gzip(tar -> tar.directory("d").file("d/top", "top"))).layer("base", base)
                .build();
        Map<String, ImageFixture> images = new LinkedHashMap<>();
        images.put("example.com/load/low:1", low);
        images.put("example.com/load/high:1", high);
        assertEquals(List.of("example.com/load/high:1", "example.com/load/low:1"),
                names(load(ArchiveFixture.docker(images))));
        assertEquals(id(low), idOf("example.com/load/low:1"));
        assertEquals(id(high), idOf("example.com/load/high:1"));
    }

    @Test
    void loadsWhatIsPackedAndFromAPipe() throws IOException {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/packed/small:1", small("packed")));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(archive);
        }
        load(new Trickle(packed.toByteArray()), Cancellation.none());
        assertEquals(id(small("packed")), idOf("example.com/packed/small:1"));
    }

    @Test
    void loadsAnOciArchive() {
        ImageFixture image = ImageFixture.builder().format(ImageFixture.Format.OCI)
                .layer("plain", LayerFixture.of(Compression.NONE, tar -> tar.file("plain", "plain")))
                .layer("gzip", LayerFixture.gzip(tar -> tar.file("gzip", "gzip"))).build();
        byte[] archive = ArchiveFixture.oci(Map.of("example.com/oci/small:1", image));
        if (has(Limit.READS_NO_OCI_ARCHIVES)) {
            assertThrows(Failure.class, () -> load(archive));
            assertEquals(List.of(), images());
            return;
        }
        load(archive);
        assertEquals(id(image), idOf("example.com/oci/small:1"));
    }

    @Test
    void savesAnOciArchive() {
        // Podman rewrites the config of a Docker image for it, which makes it another image.
        ImageFixture image = small("oci", "2025-05-05T00:00:00Z").format(ImageFixture.Format.OCI).build();
        Reference name = pulled(image, "oci/save:1");
        SaveRequest request = new SaveRequest(List.of(name.familiar()), SaveRequest.Format.OCI, Optional.empty());
        if (has(Limit.WRITES_NO_OCI_ARCHIVES)) {
            assertEquals(Failure.Kind.UNSUPPORTED, assertThrows(Failure.class, () -> saved(request)).kind());
            return;
        }
        byte[] archive = saved(request);
        removeAll();
        load(archive);
        assertEquals(id(image), idOf(name.familiar()));
    }

    @Test
    void aNameMovesToTheLoadedImageAndTheOldOneStaysWithoutIt() {
        Reference name = pulled(small("old"), "move/small:1");
        ImageFixture image = small("new", "2025-05-05T00:00:00Z").build();
        load(ArchiveFixture.docker(Map.of(name.familiar(), image)));
        assertEquals(id(image), idOf(name.familiar()));
        assertEquals(List.of("move/small:1", "<none>"), filtered());
    }

    @Test
    void whatIsNoArchiveIsRefusedAndLeavesNoImage() {
        Failure failure = assertThrows(Failure.class, () -> load("this is no archive".getBytes()));
        assertFalse(failure.getMessage().isEmpty());
        byte[] cut = ArchiveFixture.docker(Map.of("example.com/cut/small:1", small("cut")));
        assertThrows(Failure.class, () -> load(Arrays.copyOf(cut, 700)));
        assertEquals(List.of(), images());
    }

    @Test
    void aLayerThatIsNotWhatTheConfigSaysIsRefused() {
        ImageFixture image = small("honest");
        byte[] archive = new ArchiveFixture().file("c.json", image.config().bytes())
                .file("l.tar", ArchiveFixture.tarOf(LayerFixture.gzip(tar -> tar.file("evil", "evil"))))
                .file("manifest.json",
                        ArchiveFixture.manifest("c.json", List.of("example.com/evil:1"), List.of("l.tar")))
                .done();
        assertThrows(Failure.class, () -> load(archive));
        failure(Failure.Kind.NOT_FOUND, () -> idOf("example.com/evil:1"));
    }

    @Test
    void anArchiveFileIsThereWhenItIsComplete(@TempDir Path directory) throws IOException {
        Reference name = pulled(ImageFixture.layers(3), "file/layers:1");
        Path file = Files.writeString(directory.resolve("a.tar"), "old");
        service.archives().saveFile(SaveRequest.of(List.of(name.familiar())), file, progress -> {},
                Cancellation.none());
        removeAll();
        try (InputStream in = Files.newInputStream(file)) {
            assertEquals(List.of(name.familiar()), names(load(in, Cancellation.none())));
        }
        assertEquals(List.of("a.tar"), entries(directory));
    }

    @Test
    void whatIsNotHereIsNotSavedAndLeavesNoFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("a.tar");
        failure(Failure.Kind.NOT_FOUND, () -> service.archives().saveFile(
                SaveRequest.of(List.of("example.com/nobody:1")), file, progress -> {}, Cancellation.none()));
        assertEquals(List.of(), entries(directory));
    }

    @Test
    void aSaveThatIsCancelledLeavesTheOldFile(@TempDir Path directory) throws IOException {
        Reference name = pulled(ImageFixture.random(2, 3_000_000), "cancel/random:1");
        Path file = Files.writeString(directory.resolve("a.tar"), "old");
        Cancellation cancellation = new Cancellation();
        assertThrows(CancellationException.class, () -> service.archives().saveFile(
                SaveRequest.of(List.of(name.familiar())), file, progress -> cancellation.cancel(), cancellation));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.tar"), entries(directory));
    }

    @Test
    void aLoadThatIsCancelledLeavesNoImage() {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/cancel:1", ImageFixture.random(2, 1_000_000)));
        Cancellation cancellation = new Cancellation();
        InputStream in = new ByteArrayInputStream(archive) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                if (available() < 1_500_000) {
                    cancellation.cancel();
                }
                return super.read(buffer, offset, Math.min(length, 100_000));
            }
        };
        assertThrows(CancellationException.class, () -> load(in, cancellation));
        assertEquals(List.of(), images());
    }

    @Test
    void tellsHowFarItIs() {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/progress:1", ImageFixture.random(1, 1_000_000)));
        List<ArchiveProgress> told = new CopyOnWriteArrayList<>();
        service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(archive), told::add,
                Cancellation.none());
        assertFalse(told.isEmpty());
        assertTrue(told.stream().allMatch(report -> report.total() < 0 || report.done() <= report.total()),
                told::toString);
    }

    @Test
    void importsARootFileSystemAsOneLayer() {
        byte[] rootfs = ArchiveFixture.rootfs(Map.of("etc/hello", "hello"));
        Reference target = Reference.parse("example.com/imported:1");
        ImageId id = service.archives().importImage(
                new ImportRequest(Optional.of(target), List.of("CMD [\"a\", \"b\"]", "ENV X=1", "EXPOSE 80"),
                        "made by hand", Optional.empty()),
                new ImportSource.Stream(new ByteArrayInputStream(rootfs)), progress -> {}, Cancellation.none());
        ImageDetails details = service.inspect(target.familiar());
        assertEquals(id, details.summary().id());
        assertTrue(details.json().replace(" ", "").contains("\"Cmd\":[\"a\",\"b\"]"), details::json);
        assertTrue(details.json().contains("X=1"), details::json);
        assertTrue(details.json().contains("80/tcp"), details::json);
        List<HistoryRow> history = service.history(target.familiar());
        assertEquals(1, history.size());
        assertEquals("made by hand", history.get(0).comment());
    }

    @Test
    void importsWhatIsPackedAndWithoutAName() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(ArchiveFixture.rootfs(Map.of("etc/packed", "packed")));
        }
        ImageId id = service.archives().importImage(
                new ImportRequest(Optional.empty(), List.of(), "", Optional.empty()),
                new ImportSource.Stream(new Trickle(packed.toByteArray())), progress -> {}, Cancellation.none());
        assertEquals(List.of("<none>"), filtered());
        assertEquals(id, images().get(0).id());
    }

    @Test
    void aChangeThatIsNoneIsRefused() {
        byte[] rootfs = ArchiveFixture.rootfs(Map.of("etc/hello", "hello"));
        assertThrows(Failure.class, () -> service.archives().importImage(
                new ImportRequest(Optional.empty(), List.of("RUN rm -rf /"), "", Optional.empty()),
                new ImportSource.Stream(new ByteArrayInputStream(rootfs)), progress -> {}, Cancellation.none()));
        assertEquals(List.of(), images());
    }

    @Test
    void whatIsLoadedTwiceIsOneImage() {
        byte[] archive = ArchiveFixture.docker(Map.of("example.com/twice:1", small("twice")));
        load(archive);
        assertEquals(List.of("example.com/twice:1"), names(load(archive)));
        assertEquals(1, images().size());
        byte[] again = saved("example.com/twice:1");
        assertArrayEquals(again, saved("example.com/twice:1"));
    }

    private static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Hands out a few bytes at a time and cannot go back, as a pipe does. */
    private static final class Trickle extends InputStream {
        private final InputStream in;

        Trickle(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(length, 313));
        }
    }
}
