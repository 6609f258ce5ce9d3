package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.shared.Indexing;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.Environment;
import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files of images that come into the embedded store are known from then on, and otherwise when somebody asks. */
final class StoreFilesTest {

    @TempDir
    Path directory;

    private StoreBackend service;

    private StoreBackend open() {
        close();
        service = StorePlace.open(directory.resolve("store"), directory, URI.create("http://127.0.0.1:1/"));
        return service;
    }

    @AfterEach
    void close() {
        if (service != null) {
            service.close();
        }
    }

    private Path indexes() {
        return directory.resolve(".cache").resolve("jimg").resolve("files");
    }

    private static ImageFixture image(Compression compression) {
        return ImageFixture.builder()
                .layer("one", LayerFixture.of(compression, tar -> tar.file("srv/a", "a".repeat(9000)).symlink("b", "a")))
                .layer("two", LayerFixture.of(compression, tar -> tar.file("srv/a", "A".repeat(9000)))).build();
    }

    private void load(ImageFixture image) {
        load(service, image);
    }

    private static void load(ImageService service, ImageFixture image) {
        service.archives().load(LoadRequest.EVERYTHING,
                new ByteArrayInputStream(ArchiveFixture.oci(Map.of("files/loaded:1", image))), progress -> {},
                Cancellation.none());
    }

    private static Map<String, String> told(ImageContents contents) {
        Map<String, String> told = new TreeMap<>();
        for (int layer = 0; layer < contents.layers().size(); layer++) {
            LayerFiles files = contents.layers().get(layer);
            String prefix = layer + ":";
            told.putAll(IntStream.range(1, files.count()).boxed().collect(Collectors.toMap(
                    node -> prefix + files.path(node), node -> files.kind(node) + " " + files.size(node) + " "
                            + files.mode(node) + " " + files.link(node) + " " + files.content(node))));
        }
        return told;
    }

    private void forgetIndexes() throws IOException {
        try (Stream<Path> files = Files.list(indexes())) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".files"))::iterator) {
                Files.delete(file);
            }
        }
    }

    @Test
    void readsWhereNothingCanBeRememberedAndSaysWhy() throws IOException {
        Files.createDirectories(indexes().getParent());
        Files.writeString(indexes(), "in the way");
        open();
        load(image(Compression.NONE));
        assertEquals(2, service.files().read("files/loaded:1", progress -> {}, Cancellation.none()).layers().size());
        assertEquals(indexes().toString(), service.files().notKept().orElseThrow().place());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aLoadedImageIsKnownAndIsWhatReadingItWouldTell(Compression compression) throws IOException {
        open();
        load(image(compression));
        Map<String, String> known = told(open().files().known("files/loaded:1").orElseThrow());
        forgetIndexes();
        assertEquals(Optional.empty(), open().files().known("files/loaded:1"));
        List<FilesProgress> progress = new CopyOnWriteArrayList<>();
        assertEquals(known, told(service.files().read("files/loaded:1", progress::add, Cancellation.none())));
        assertFalse(progress.isEmpty());
        assertTrue(known.get("1:srv/a").startsWith("FILE 9000"), known::toString);
    }

    @Test
    void tellsOfLayersAsTheyAreRead() throws IOException {
        open();
        ImageFixture image = ImageFixture.builder()
                .layer("base", LayerFixture.of(Compression.GZIP, tar -> tar.file("base", "b".repeat(200_000))))
                .layer("middle", LayerFixture.of(Compression.GZIP, tar -> tar.file("middle", "m")))
                .layer("top", LayerFixture.of(Compression.GZIP, tar -> tar.file("top", "t"))).build();
        load(image);
        forgetIndexes();
        open();
        List<LayersSoFar> parts = new CopyOnWriteArrayList<>();
        LayersSoFar whole = service.files().read("files/loaded:1", -1, progress -> {}, parts::add, Cancellation.none());
        assertEquals(List.of(0, 1, 2, 3), parts.stream().map(LayersSoFar::read).distinct().toList());
        assertEquals(whole, parts.get(parts.size() - 1));
        parts.clear();
        service.files().read("files/loaded:1", -1, progress -> {}, parts::add, Cancellation.none());
        assertEquals(List.of(), parts, "of what is known there are no parts");
    }

    @Test
    void aDamagedLayerHidesNoOther() throws IOException {
        open();
        ImageFixture image = ImageFixture.builder()
                .layer("base", LayerFixture.of(Compression.NONE, tar -> tar.file("base", "b".repeat(2000))))
                .layer("middle", LayerFixture.of(Compression.NONE, tar -> tar.file("middle", "m".repeat(2000))))
                .layer("top", LayerFixture.of(Compression.GZIP, tar -> tar.file("top", "t".repeat(2000)))).build();
        load(image);
        forgetIndexes();
        open();
        damage(image.layers().get(1), "mmmm", "mmMm");
        LayersSoFar layers = service.files().read("files/loaded:1", -1, progress -> {}, part -> {}, Cancellation.none());
        assertEquals(List.of(true, false, true), layers.layers().stream().map(LayerSoFar::whole).toList());
        Failure why = (Failure) layers.layers().get(1).failure().orElseThrow();
        assertEquals(Failure.Kind.CORRUPT, why.kind());
        assertEquals("2 (" + image.layers().get(1).content().digest().substring(7, 19) + ")", why.subject());
        assertTrue(why.advice().startsWith("Verify the image (V) and repair it (F)"), why.advice());
        Failure whole = assertThrows(Failure.class,
                () -> service.files().read("files/loaded:1", progress -> {}, Cancellation.none()));
        assertEquals(Failure.Kind.CORRUPT, whole.kind(), "who wants the truth does not get a part of it");
        assertEquals(Optional.empty(), service.files().known("files/loaded:1"));
        damage(image.layers().get(0), "bbbb", "bbBb");
        forgetIndexes();
        open();
        Path top = blob(image.layers().get(2));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rw-------"));
        Files.write(top, new byte[(int) Files.size(top)]);
        assertThrows(Failure.class, () -> service.files().read("files/loaded:1", -1, progress -> {}, part -> {},
                Cancellation.none()), "there is nothing to be shown");
    }

    private Path blob(LayerFixture layer) {
        return directory.resolve("store").resolve("blobs").resolve(layer.content().digest().replace(':', '/'));
    }

    private void damage(LayerFixture layer, String before, String after) throws IOException {
        Path blob = blob(layer);
        Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(blob, Files.readString(blob, StandardCharsets.ISO_8859_1).replaceFirst(before, after),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void anImportedImageIsKnown() {
        open().archives().importImage(new ImportRequest(Optional.of(Reference.parse("files/imported:1")), List.of(), "",
                Optional.empty()), new ImportSource.Stream(new ByteArrayInputStream(
                        ArchiveFixture.rootfs(Map.of("etc/name", "abc")))), progress -> {}, Cancellation.none());
        assertTrue(told(open().files().known("files/imported:1").orElseThrow()).containsKey("0:etc/name"));
    }

    @Test
    void aBuiltImageIsKnown() throws IOException {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY name /etc/\n");
        Files.writeString(context.resolve("name"), "abc");
        open().builds().build(new BuildRequest(new BuildContext.Directory(context), Optional.empty(),
                List.of(Reference.parse("files/built:1")), Map.of(), Map.of(), Optional.empty(), false, false,
                Optional.empty(), "default"), event -> {}, Cancellation.none());
        assertTrue(told(open().files().known("files/built:1").orElseThrow()).containsKey("0:etc/name"));
    }

    @Test
    void whoEndsWithACommandLeavesTheIndexToWhoAsksForTheFiles() {
        try (ImageService command = backend(new Backends(settings(), Clock.systemUTC()))) {
            load(command, image(Compression.GZIP));
            assertEquals(Optional.empty(), command.files().known("files/loaded:1"));
            assertFalse(Files.exists(indexes()), "nothing of it is written");
            assertEquals(2, command.files().read("files/loaded:1", progress -> {}, Cancellation.none()).layers().size());
            assertTrue(command.files().known("files/loaded:1").isPresent());
        }
    }

    @Test
    void whoStaysMakesItOnTheWay() {
        try (ImageService app = backend(new Backends(settings(), Clock.systemUTC(), Indexing.ON_THE_WAY))) {
            load(app, image(Compression.GZIP));
            assertTrue(app.files().known("files/loaded:1").isPresent());
        }
    }

    private ImageService backend(Backends backends) {
        return backends.open(new BackendChoice(Optional.of(directory.resolve("store")), Optional.empty(), Optional.empty()));
    }

    private Environment settings() {
        return new Environment(Map.of(), directory, directory);
    }

    @Test
    void whatCannotBeKeptFailsNothing() throws IOException {
        Files.createFile(directory.resolve(".cache"));
        open();
        load(image(Compression.GZIP));
        assertEquals(Optional.empty(), service.files().known("files/loaded:1"));
        assertEquals(2, service.files().read("files/loaded:1", progress -> {}, Cancellation.none()).layers().size());
    }

    @Test
    void aLayerThatIsNoGoodAsFilesComesInAllTheSame() {
        open();
        load(ImageFixture.builder().layer("odd", LayerFixture.of(Compression.GZIP,
                tar -> tar.file("../outside", "x"))).build());
        assertEquals(Optional.empty(), service.files().known("files/loaded:1"));
    }
}
