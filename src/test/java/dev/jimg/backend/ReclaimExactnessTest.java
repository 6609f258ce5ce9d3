package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageService;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemoveRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a removal is said to free is what it frees: by docker's own count, and on the disk of the store. */
@ExtendWith(RealDockerExtension.class)
final class ReclaimExactnessTest {

    private static final int IMAGES = 7;

    private final RealDocker docker;

    ReclaimExactnessTest(RealDocker docker) {
        this.docker = docker;
    }

    /** Images of layers that several of them share, in stacks that begin alike. */
    private static List<ImageFixture> images(Random random) {
        List<LayerFixture> layers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            layers.add(LayerFixture.random(LayerFixture.Compression.NONE, random.nextInt(), 5_000 + 1_000 * i));
        }
        List<ImageFixture> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            ImageFixture.Builder builder = ImageFixture.builder().created("2024-01-0" + (i + 1) + "T00:00:00Z");
            builder.layer("base", layers.get(0));
            for (int depth = random.nextInt(3); depth >= 0; depth--) {
                builder.layer("l" + depth, layers.get(1 + (depth + random.nextInt(2)) % 5));
            }
            images.add(builder.build());
        }
        return images;
    }

    private static List<String> some(List<String> names, Random random) {
        List<String> chosen = new ArrayList<>(names);
        Collections.shuffle(chosen, random);
        return chosen.subList(0, 1 + random.nextInt(names.size()));
    }

    /** Docker's own sum over all layers, in bytes. */
    private long layers() {
        String json = Run.command("curl", "-s", "--unix-socket", docker.socket().toString(),
                "http://localhost/v1.41/system/df").out();
        return Long.parseLong(json.replaceFirst("(?s).*\"LayersSize\":(\\d+).*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void dockerCountsTheSameBeforeAndAfter(long seed) {
        Random random = new Random(seed);
        try (EnginePlace place = EnginePlace.docker(docker.host(), docker::clear); ImageService service = place.open();
                RealRegistry registry = RealRegistry.open()) {
            List<String> names = new ArrayList<>();
            int count = 0;
            for (ImageFixture image : images(random)) {
                names.add(image.push(registry, "exact/app:" + count++).reference());
                docker.docker("pull", "-q", names.get(names.size() - 1));
            }
            docker.docker("tag", names.get(0), "exact/alias:1");
            docker.docker("create", names.get(1), "/nothing");
            names.add("exact/alias:1");
            RemoveRequest request = new RemoveRequest(some(names, random), RemoveRequest.Mode.REMOVE, seed % 2 == 0, true);
            RemovalPlan plan = service.planRemoval(request);
            long before = layers();
            assertEquals(before, plan.total());
            long freed = service.remove(request).freed();
            boolean orphaned = request.force() && request.images().contains(names.get(1));
            assertEquals(plan.frees(), freed, request::toString);
            if (!orphaned) {
                assertEquals(before - layers(), plan.frees(), request::toString);
            }
            PruneRequest all = new PruneRequest(true, Map.of());
            long pruned = service.planPrune(all).frees();
            before = layers();
            service.prune(all);
            assertEquals(before - layers(), pruned, "prune after " + request);
        }
    }

    @Test
    void whatAContainerStandsOnIsNotFreedWithItsImage() {
        try (EnginePlace place = EnginePlace.docker(docker.host(), docker::clear);
                ImageService service = place.open()) {
            docker.pull(ImageFixture.random(2, 40_000), "held:1");
            docker.docker("create", "held:1", "/nothing");
            RemoveRequest forced = new RemoveRequest(List.of("held:1"), RemoveRequest.Mode.REMOVE, true, true);
            assertEquals(0, service.planRemoval(forced).frees());
            assertEquals(0, service.remove(forced).freed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "directories"})
    void layersOfBuildsAreMeasured(String kind, @TempDir Path context) throws IOException {
        Files.write(context.resolve("a"), new byte[10_000]);
        Files.write(context.resolve("b"), new byte[20_000]);
        Files.writeString(context.resolve("Dockerfile"), kind.equals("classic")
                ? "FROM scratch\nENV A=1\nCOPY a /a\nENV B=2\nCOPY b /b\nCMD [\"x\"]\n"
                : "FROM scratch\nCOPY a /a\nWORKDIR /deep\nENV B=2\nCOPY b /deep/b\nLABEL c=d\n");
        try (EnginePlace place = EnginePlace.docker(docker.host(), docker::clear);
                ImageService service = place.open()) {
            docker.command("build", "-q", "-t", "built:1", context.toString()).env("DOCKER_BUILDKIT", "0").run();
            Files.writeString(context.resolve("Dockerfile"), Files.readString(context.resolve("Dockerfile"))
                    .replaceFirst("(?s)COPY b.*", "ENV C=3\n"));
            docker.command("build", "-q", "-t", "built:2", context.toString()).env("DOCKER_BUILDKIT", "0").run();
            assertEquals(20_000, service.planRemoval(RemoveRequest.of(List.of("built:1"))).frees());
            assertEquals(0, service.planRemoval(RemoveRequest.of(List.of("built:2"))).frees());
            assertEquals(30_000, service.planRemoval(RemoveRequest.of(List.of("built:1", "built:2"))).frees());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theDiskOfTheStoreHasThatMuchMore(long seed) throws IOException {
        Random random = new Random(seed);
        try (StorePlace place = StorePlace.create(); ImageService service = place.open();
                RealRegistry registry = RealRegistry.open()) {
            List<String> names = new ArrayList<>();
            int count = 0;
            for (ImageFixture image : images(random)) {
                String name = image.push(registry, "exact/app:" + count++).reference();
                service.pull(PullRequest.of(Reference.parse(name)), event -> {},
                        Cancellation.none());
                names.add(name);
            }
            RemoveRequest request = RemoveRequest.of(some(names, random));
            long frees = service.planRemoval(request).frees();
            long before = blobs(place);
            assertEquals(frees, service.remove(request).freed());
            assertEquals(before - blobs(place), frees, request::toString);
        }
    }

    private static long blobs(StorePlace place) throws IOException {
        try (Stream<Path> files = Files.walk(place.store().resolve("blobs"))) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
