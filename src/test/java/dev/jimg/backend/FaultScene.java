package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.build.BuildPruneRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store with one image that has to survive, and what a {@link StoreOperation} needs. Another process can open the
 * same one.
 *
 * @param directory of the store and of all that is written
 * @param inputs of what is only read: an archive, a build context
 * @param registry {@code HOST:PORT} with {@link #REPOSITORY} in it; may be empty where nothing is pulled
 */
record FaultScene(Path directory, Path inputs, String registry) {

    static final String REPOSITORY = "fault/pulled:1";
    static final Reference KEPT = Reference.parse("example.com/kept:1");
    static final Reference ALIAS = Reference.parse("example.com/kept:alias");
    static final Reference LOADED = Reference.parse("example.com/loaded:1");
    static final Reference BUILT = Reference.parse("example.com/built:1");

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

    /** Made only where a store is made, and not by a process whose writes fail. */
    private static final class Survivor {
        static final ImageFixture IMAGE = ImageFixture.builder().label("is", "kept")
                .layer("kept", LayerFixture.gzip(tar -> tar.file("srv/kept", "kept".repeat(500)))).build();
    }

    /** Two layers of this size: what {@link StoreOperation#PULL} pulls and {@link StoreOperation#LOAD} loads. */
    static ImageFixture image(long layer) {
        return ImageFixture.random(2, layer);
    }

    /** Writes the inputs, and makes the store with the image in it. */
    static FaultScene create(Path directory, Path inputs, String registry, ImageFixture image) throws IOException {
        FaultScene scene = new FaultScene(directory, inputs, registry);
        Files.createDirectories(scene.context());
        Files.write(scene.archive(), ArchiveFixture.docker(Map.of(LOADED.familiar(), image)));
        byte[] content = new byte[(int) image.layers().get(0).content().size()];
        new Random(7).nextBytes(content);
        Files.write(scene.context().resolve("one"), content);
        Files.writeString(scene.context().resolve("two"), "two");
        Files.writeString(scene.context().resolve("Dockerfile"), "FROM scratch\nCOPY one /\nENV A=1\nCOPY two /\n");
        scene.furnish();
        return scene;
    }

    /** The store with its image, and docker's settings: what {@link #directory} has at the beginning. */
    void furnish() throws IOException {
        Files.createDirectories(docker());
        Files.writeString(dockerConfig(), "{\"auths\":{\"old.example\":{\"auth\":\"YTpi\"}},\"unknown\":[1]}\n");
        try (ImageService service = open()) {
            service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(
                    ArchiveFixture.docker(Map.of(KEPT.familiar(), Survivor.IMAGE))), progress -> { }, Cancellation.none());
        }
    }

    StoreBackend open() {
        return StorePlace.open(store(), home(), NOBODY);
    }

    /** @param idle how long the registry may be silent */
    StoreBackend open(Duration idle) {
        return StorePlace.open(store(), home(), NOBODY, idle);
    }

    Path store() {
        return directory.resolve("store");
    }

    Path home() {
        return directory.resolve("home");
    }

    Path docker() {
        return directory.resolve("docker");
    }

    Path dockerConfig() {
        return docker().resolve("config.json");
    }

    Path saved() {
        return directory.resolve("saved.tar");
    }

    Path archive() {
        return inputs.resolve("archive.tar");
    }

    Path context() {
        return inputs.resolve("context");
    }

    Reference remote() {
        return Reference.parse(registry + "/" + REPOSITORY);
    }

    /** Nothing is half, nothing wrong, nothing lost: of the store as it is now. */
    void assertWhole() throws IOException {
        for (Path blob : files(store().resolve("blobs/sha256"))) {
            Digest digest = Digest.of(Files.readAllBytes(blob));
            assertEquals(blob.getFileName().toString(), digest.hex(), "a blob with a wrong digest");
        }
        try (ImageService service = open()) {
            assertEquals(List.of(), service.problems());
            List<ImageSummary> images = service.list(ListRequest.EVERYTHING);
            for (ImageSummary image : images) {
                assertEquals(ImageSummary.Health.GOOD, image.health(), () -> "points to missing blobs: " + image);
                service.inspect(image.id().toString());
            }
            assertTrue(images.stream().anyMatch(image -> image.tags().contains(KEPT)), "the other image is here");
        }
    }

    /** What every image is called, {@code <none>} for those without a name. */
    Set<String> names() {
        try (ImageService service = open()) {
            return service.list(ListRequest.EVERYTHING).stream()
                    .flatMap(image -> image.dangling() ? Stream.of("<none>")
                            : image.tags().stream().map(Reference::familiar))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Bytes of blobs, whole or not. */
    long bytesHere() throws IOException {
        long bytes = 0;
        for (Path blob : files(store().resolve("blobs/sha256"))) {
            bytes += Files.size(blob);
        }
        for (Path partial : files(store().resolve("ingest"))) {
            bytes += partial.getFileName().toString().startsWith("sha256-") ? Files.size(partial) : 0;
        }
        return bytes;
    }

    /** What {@code image prune} and {@code builder prune} do; afterwards nothing that was half done lies about. */
    void collect() throws IOException {
        try (ImageService service = open()) {
            service.prune(PruneRequest.DANGLING);
            service.builds().prune(new BuildPruneRequest(true, Map.of(), BuildPruneRequest.Limits.NONE));
        }
        assertEquals(List.of("lock"), files(store().resolve("ingest")).stream()
                .map(file -> file.getFileName().toString()).toList());
        try (Stream<Path> all = Files.walk(store().resolve("cache"))) {
            assertEquals(List.of(), all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(listing|work|context|rootfs|mount)-.*|.*\\.tmp")).toList());
        }
    }

    /** Takes everything away but the first image, with blobs that nothing needs. */
    void reset() throws IOException {
        try (ImageService service = open()) {
            List<String> others = names().stream()
                    .filter(name -> !name.equals(KEPT.familiar()) && !name.equals("<none>")).toList();
            if (!others.isEmpty()) {
                assertEquals(List.of(), service.remove(RemoveRequest.of(others)).failures());
            }
        }
        collect();
        ImageStore.open(store()).garbage().sweep(Duration.ZERO);
        assertEquals(Set.of(KEPT.familiar()), names());
    }

    static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
