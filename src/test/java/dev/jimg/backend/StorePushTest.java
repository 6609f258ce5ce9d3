package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.testing.Content;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.ImageFixture.Format;
import dev.jimg.testing.IndexFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves the store is what came into it, to the last bit, or it does not leave. */
final class StorePushTest {

    private RealRegistry from;
    private RealRegistry to;
    private StorePlace place;
    private ImageService service;

    @BeforeEach
    void open() {
        from = RealRegistry.open();
        to = RealRegistry.open();
        place = StorePlace.create();
        service = place.open();
    }

    @AfterEach
    void close() {
        service.close();
        place.close();
        from.close();
        to.close();
    }

    private Reference there(String name) {
        return Reference.parse(to.hostPort() + "/" + name);
    }

    private Reference pulledAs(Fixture image, String name) {
        Reference source = Reference.parse(image.push(from, name).reference());
        service.pull(PullRequest.of(source), event -> {}, Cancellation.none());
        service.tag(source.familiar(), there(name));
        return there(name);
    }

    private PushResult push(Reference name) {
        return service.push(new PushRequest(name), event -> {}, Cancellation.none());
    }

    private static ImageFixture image(Format format) {
        return ImageFixture.builder().format(format)
                .layer("a", LayerFixture.gzip(tar -> tar.file("a", "a".repeat(1000))))
                .layer("b", LayerFixture.gzip(tar -> tar.file("b", "b"))).build();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theDigestStays(Format format) {
        ImageFixture image = image(format);
        PushResult result = push(pulledAs(image, "same/digest:1"));
        assertEquals(image.root().digest(), result.digest().toString());
        assertEquals(image.root().size(), result.size());
        assertEquals(image.root().digest(), service.describe(there("same/digest:1"), Cancellation.none())
                .digest().toString());
    }

    @Test
    void countsWhatItSent() {
        ImageFixture image = image(Format.OCI);
        Reference name = pulledAs(image, "count/app:1");
        long all = image.config().size() + image.layers().stream().mapToLong(l -> l.content().size()).sum();
        assertEquals(all, push(name).sent());
        assertEquals(0, push(name).sent());
    }

    @Test
    void theLargestLayersGoFirst() {
        ImageFixture.Builder builder = ImageFixture.builder();
        for (int i = 10; i > 0; i--) {
            builder.layer("l" + i, LayerFixture.random(LayerFixture.Compression.NONE, i, i * 10_000L));
        }
        ImageFixture image = builder.build();
        List<String> waiting = new CopyOnWriteArrayList<>();
        service.push(new PushRequest(pulledAs(image, "largest/first:1")), event -> {
            if (event instanceof LayerProgress layer && layer.phase() == Phase.WAITING) {
                waiting.add(layer.layer());
            }
        }, Cancellation.none());
        List<String> smallest = image.layers().subList(8, 10).stream()
                .map(layer -> Digest.parse(layer.diffId()).shortHex()).toList();
        assertEquals(smallest, waiting);
    }

    @Test
    void whatIsRemovedWhileItIsPushedStaysRemoved() {
        Reference name = pulledAs(image(Format.OCI), "gone/app:1");
        boolean[] removed = new boolean[1];
        service.push(new PushRequest(name), event -> {
            if (!removed[0]) {
                removed[0] = true;
                String id = service.inspect(name.familiar()).summary().id().toString();
                service.remove(new RemoveRequest(List.of(id), RemoveRequest.Mode.REMOVE, true, true));
            }
        }, Cancellation.none());
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
    }

    @Test
    void anIndexThatIsWholeGoesAsAWhole() {
        IndexFixture index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64");
        index.writeLayout(place.store(), there("multi/app:1").toString());
        PushResult result = push(there("multi/app:1"));
        assertEquals(index.root().digest(), result.digest().toString());
        assertEquals(2, service.describe(there("multi/app:1"), Cancellation.none()).variants().size());
    }

    @Test
    void ofAnIndexOnlyThePlatformAskedFor() {
        IndexFixture index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64");
        index.writeLayout(place.store(), there("multi/app:1").toString());
        PushRequest arm = new PushRequest(there("multi/app:1"), Optional.of(Platform.parse("linux/arm64")));
        PushResult result = service.push(arm, event -> {}, Cancellation.none());
        assertEquals(index.image("linux/arm64").root().digest(), result.digest().toString());
        PushRequest none = new PushRequest(there("multi/app:1"), Optional.of(Platform.parse("linux/s390x")));
        Failure failure = assertThrows(Failure.class, () -> service.push(none, event -> {}, Cancellation.none()));
        assertTrue(failure.whole().contains("linux/amd64, linux/arm64"), failure.whole());
    }

    @Test
    void aLayerThatIsDamagedHereDoesNotLeave() throws IOException {
        ImageFixture image = image(Format.DOCKER);
        Reference name = pulledAs(image, "damaged/app:1");
        Content layer = image.layers().get(0).content();
        Path blob = place.store().resolve("blobs/" + layer.digest().replace(':', '/'));
        byte[] bytes = Files.readAllBytes(blob);
        bytes[20] ^= 1;
        Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
        Files.write(blob, bytes);
        Failure failure = assertThrows(Failure.class, () -> push(name));
        assertEquals(Failure.Kind.CORRUPT, failure.kind());
        assertTrue(failure.whole().contains(layer.digest()), failure.whole());
        assertThrows(Failure.class, () -> service.describe(name, Cancellation.none()));
    }

    @Test
    void aLayerThatIsMissingHereIsNamed() throws IOException {
        ImageFixture image = image(Format.OCI);
        Reference name = pulledAs(image, "missing/app:1");
        Content layer = image.layers().get(1).content();
        Files.delete(place.store().resolve("blobs/" + layer.digest().replace(':', '/')));
        Failure failure = assertThrows(Failure.class, () -> push(name));
        assertTrue(failure.whole().contains(layer.digest()), failure.whole());
    }

    @Nested
    @ExtendWith(RealDockerExtension.class)
    final class Peers {
        private final RealDocker docker;

        Peers(RealDocker docker) {
            this.docker = docker;
        }

        @Test
        void dockerAndSkopeoPullItBackUnderTheSameDigest() {
            Tools.require("skopeo");
            ImageFixture image = ImageFixture.busybox();
            Reference name = pulledAs(image, "peers/busybox:1");
            push(name);
            docker.docker("pull", "-q", name.familiar());
            assertEquals(image.config().digest(), docker.docker("image", "inspect", "-f", "{{.Id}}", name.familiar())
                    .out().strip());
            assertEquals(name.withDigest(push(name).digest()).familiar(), docker.docker("image", "inspect", "-f",
                    "{{index .RepoDigests 0}}", name.familiar()).out().strip());
            assertEquals(image.root().digest(), Run.command("skopeo", "inspect", "--tls-verify=false", "--format",
                    "{{.Digest}}", "docker://" + name).out().strip());
            docker.clear();
        }
    }
}
