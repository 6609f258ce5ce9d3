package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Reference;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Others read what this program stores, and it reads what others push, to the same IDs and numbers. */
final class PeersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RealRegistry registry;
    private StorePlace place;
    private ImageService service;

    @BeforeEach
    void open() {
        registry = RealRegistry.open();
        place = StorePlace.create();
        service = place.open();
    }

    @AfterEach
    void close() {
        service.close();
        place.close();
        registry.close();
    }

    private Reference pull(String name) {
        Reference reference = Reference.parse(name);
        service.pull(PullRequest.of(reference), event -> {}, Cancellation.none());
        return reference;
    }

    private ImageSummary only() {
        return service.list(ListRequest.EVERYTHING).get(0);
    }

    private Reference pushed(ImageFixture image, String name) {
        return pull(image.push(registry, name).reference());
    }

    @Test
    void skopeoReadsTheStoreAsItIs(@TempDir Path directory) throws Exception {
        Tools.require("skopeo");
        ImageFixture image = ImageFixture.busyboxBuilder().format(ImageFixture.Format.OCI).build();
        String source = "oci:" + place.store() + ":" + pushed(image, "read/busybox:1");
        JsonNode seen = JSON.readTree(Run.command("skopeo", "inspect", source).out());
        assertEquals(image.root().digest(), seen.get("Digest").asText());
        assertEquals(image.layers().get(0).content().digest(), seen.get("Layers").get(0).asText());
        Run.command("skopeo", "copy", "-q", source, "dir:" + directory.resolve("copy"));
        assertEquals(image.root().text(), Files.readString(directory.resolve("copy/manifest.json")));
    }

    /** The original stays beside the OCI form, so that the image can be handed on under the digest it came with. */
    @Test
    void skopeoReadsWhatCameInDockersOwnFormat() throws Exception {
        Tools.require("skopeo");
        ImageFixture image = ImageFixture.busybox();
        String source = "oci:" + place.store() + ":" + pushed(image, "schema2/busybox:1");
        JsonNode manifest = JSON.readTree(Run.command("skopeo", "inspect", "--raw", source).out());
        assertEquals(image.config().digest(), manifest.get("config").get("digest").asText());
        assertEquals("application/vnd.oci.image.manifest.v1+json", manifest.get("mediaType").asText());
        assertEquals(image.root().text(),
                Files.readString(place.store().resolve("blobs").resolve(image.root().digest().replace(':', '/'))));
        assertEquals(image.root().digest(), only().digests().get(0).digest().orElseThrow().toString());
    }

    @Test
    void umociUnpacksTheStore(@TempDir Path directory) throws Exception {
        Tools.require("umoci");
        Tools.requireRoot();
        pushed(ImageFixture.layers(4), "unpack/layers:1");
        service.tag("sha256:" + only().id().digest().hex(), Reference.parse("unpack:1"));
        Run.command("umoci", "unpack", "--image", place.store() + ":docker.io/library/unpack:1",
                directory.resolve("bundle").toString());
        for (int layer = 0; layer < 4; layer++) {
            String name = "srv/layer-%03d".formatted(layer);
            assertEquals(name, Files.readString(directory.resolve("bundle/rootfs").resolve(name)));
        }
    }

    @Test
    void pullsWhatSkopeoPushes(@TempDir Path directory) {
        Tools.require("skopeo");
        ImageFixture image = ImageFixture.layers(3);
        image.writeLayout(directory, "it");
        Run.command("skopeo", "copy", "-q", "--dest-tls-verify=false", "oci:" + directory + ":it",
                "docker://" + registry.hostPort() + "/skopeo/layers:1");
        pull(registry.hostPort() + "/skopeo/layers:1");
        assertEquals(image.config().digest(), only().id().toString());
    }

    /** The same with a real engine beside. */
    @Nested
    @ExtendWith(RealDockerExtension.class)
    final class WithDocker {

        @AfterEach
        void clear(RealDocker docker) {
            docker.clear();
        }

        @Test
        void pullsWhatDockerPushes(RealDocker docker) {
            String source = ImageFixture.busybox().push(registry, "docker/busybox:1").reference();
            docker.docker("pull", "-q", source);
            String target = registry.hostPort() + "/docker/pushed:2";
            docker.docker("tag", source, target);
            docker.docker("push", "-q", target);
            pull(target);
            assertEquals(docker.docker("images", "--no-trunc", "-q", target).out().strip(), only().id().toString());
        }

        @Test
        void countsAsDockerDoes(RealDocker docker) throws Exception {
            for (ImageFixture image : List.of(ImageFixture.busybox(), ImageFixture.layers(30), ImageFixture.debian())) {
                Reference name = pushed(image, "numbers/" + image.config().digest().substring(7, 19) + ":1");
                docker.docker("pull", "-q", name.toString());
                assertSameHistory(docker, name);
                assertSameInspect(docker, name);
            }
        }

        private void assertSameHistory(RealDocker docker, Reference name) throws Exception {
            // Clients before 23 know no "--format json".
            List<String> theirs = docker.docker("history", "--no-trunc", "--human=false", "--format", "{{json .}}",
                    name.toString()).out().lines().toList();
            List<HistoryRow> ours = service.history(name.familiar());
            assertEquals(theirs.size(), ours.size());
            for (int i = 0; i < theirs.size(); i++) {
                JsonNode row = JSON.readTree(theirs.get(i));
                assertEquals(row.get("ID").asText(), ours.get(i).id().orElse("<missing>"));
                assertEquals(row.get("Size").asLong(), ours.get(i).size(), name + " " + row);
                assertEquals(row.get("CreatedBy").asText(), ours.get(i).createdBy());
                assertEquals(row.get("Comment").asText(), ours.get(i).comment());
            }
        }

        private void assertSameInspect(RealDocker docker, Reference name) throws Exception {
            JsonNode theirs = JSON.readTree(docker.docker("image", "inspect", name.toString()).out()).get(0);
            JsonNode ours = JSON.readTree(service.inspect(name.familiar()).json());
            for (String field : List.of("Id", "RepoTags", "RepoDigests", "Created", "Author", "Comment", "Config",
                    "Architecture", "Variant", "Os", "Size", "RootFS", "Parent", "DockerVersion")) {
                assertEquals(said(theirs.get(field)), said(ours.get(field)), name + " " + field + "\n" + theirs);
            }
            assertTrue(theirs.get("Size").asLong() > 0);
        }

        /** Engines before 28 fill an object with fields that say nothing; newer ones leave them out. */
        private JsonNode said(JsonNode value) {
            if (value instanceof ObjectNode object) {
                object.properties().removeIf(field -> field.getValue().isNull()
                        || field.getValue().asText("x").isEmpty() || field.getValue().equals(BooleanNode.FALSE));
            }
            return value;
        }
    }
}
