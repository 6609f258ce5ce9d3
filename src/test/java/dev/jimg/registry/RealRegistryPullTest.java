package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Credentials;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.Content;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.TokenServer;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against Debian's docker-registry. */
class RealRegistryPullTest {

    private static final Cancellation GO_ON = Cancellation.none();
    private static RealRegistry registry;
    private static ImageFixture image;
    private static Fixture.Pushed pushed;
    private final RegistryClient client = Clients.anonymous();

    @BeforeAll
    static void pushAnImage() {
        registry = RealRegistry.open();
        image = ImageFixture.random(2, 300_000);
        pushed = image.push(registry, "team/app:1");
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @Test
    void fetchesAManifestByTagAndByDigest() {
        FetchedManifest byTag = client.manifest(Reference.parse(pushed.reference()), GO_ON);
        assertEquals(pushed.manifestDigest(), byTag.digest().toString());
        Reference exact = Reference.parse(registry.hostPort() + "/team/app").withDigest(byTag.digest());
        assertEquals(byTag, client.manifest(exact, GO_ON));
        Manifest manifest = (Manifest) byTag.document();
        assertEquals(pushed.configDigest(), manifest.config().digest().toString());
    }

    @Test
    void headSaysWhatATagStandsForAndNothingForNone() {
        Optional<Descriptor> found = client.head(Reference.parse(pushed.reference()), GO_ON);
        assertEquals(pushed.manifestDigest(), found.orElseThrow().digest().toString());
        assertEquals(image.root().size(), found.get().size());
        assertEquals(MediaType.parse(image.root().mediaType()), found.get().mediaType());
        assertTrue(client.head(repository("team/app").withTag("none"), GO_ON).isEmpty());
    }

    @Test
    void readsABlobFromAnyOffset() throws IOException {
        Content layer = image.layers().get(1).content();
        byte[] bytes = layer.bytes();
        Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.parse(layer.digest()), layer.size());
        try (BlobStream whole = client.blob(repository("team/app"), blob, 0, GO_ON)) {
            assertArrayEquals(bytes, whole.readAllBytes());
        }
        try (BlobStream tail = client.blob(repository("team/app"), blob, 100_001, GO_ON)) {
            assertEquals(100_001, tail.offset());
            assertArrayEquals(Arrays.copyOfRange(bytes, 100_001, bytes.length), tail.readAllBytes());
        }
        try (BlobStream part = client.blob(repository("team/app"), blob, 7, 70_000, GO_ON)) {
            assertArrayEquals(Arrays.copyOfRange(bytes, 7, 70_000), part.readAllBytes());
        }
    }

    @Test
    void readsAConfigWhole() {
        FetchedManifest fetched = client.manifest(Reference.parse(pushed.reference()), GO_ON);
        Descriptor config = ((Manifest) fetched.document()).config();
        assertArrayEquals(image.config().bytes(), client.smallBlob(repository("team/app"), config, GO_ON));
    }

    @Test
    void listsTagsAndRepositoriesPageByPage() {
        ImageFixture small = ImageFixture.layers(1);
        List<String> tags = IntStream.range(0, 25).mapToObj("t%02d"::formatted).toList();
        tags.forEach(tag -> small.push(registry, "many/tags:" + tag));
        NameList all = client.tags(repository("many/tags"), 0, GO_ON);
        assertTrue(all.complete());
        assertEquals(tags, all.names().stream().sorted().toList());
        NameList some = client.tags(repository("many/tags"), 10, GO_ON);
        assertEquals(10, some.names().size());
        assertFalse(some.complete());
        assertEquals(List.of("many/tags"), client.catalog(registry.hostPort(), "many", 0, GO_ON).names());
        assertTrue(client.catalog(registry.hostPort(), "", 0, GO_ON).names().contains("team/app"));
    }

    @Test
    void fetchesAnIndex() {
        Fixture.Pushed index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64").push(registry, "team/multi:1");
        FetchedManifest fetched = client.manifest(Reference.parse(index.reference()), GO_ON);
        assertEquals(2, ((ImageIndex) fetched.document()).manifests().size());
    }

    @Test
    void saysWhichOfTagAndRepositoryIsUnknown() {
        RegistryException tag = assertThrows(RegistryException.class,
                () -> client.manifest(repository("team/app").withTag("none"), GO_ON));
        assertEquals(Kind.NOT_FOUND, tag.kind());
        assertEquals("could not fetch the manifest of " + registry.hostPort() + "/team/app:none: "
                + registry.hostPort() + " knows no such tag or digest (404)", tag.getMessage());
        RegistryException name = assertThrows(RegistryException.class,
                () -> client.tags(repository("team/none"), 0, GO_ON));
        assertTrue(name.why().contains("knows no such repository"), name.why());
    }

    @Test
    void passesBasicAuthenticationWithTheRightPasswordOnly() {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "s3cret-pass")) {
            Reference name = Reference.parse(image.push(closed, "a/b:1").reference());
            assertEquals(pushed.manifestDigest(), Clients.with(Credentials.password("ann", "s3cret-pass"))
                    .manifest(name, GO_ON).digest().toString());
            RegistryException wrong = assertThrows(RegistryException.class,
                    () -> Clients.with(Credentials.password("ann", "wr0ng-pass")).manifest(name, GO_ON));
            assertEquals(Kind.UNAUTHORIZED, wrong.kind());
            assertFalse(wrong.getMessage().contains("wr0ng"), wrong.getMessage());
            RegistryException nobody = assertThrows(RegistryException.class, () -> client.manifest(name, GO_ON));
            assertEquals("Log in with: jimg-tui login " + closed.hostPort(), nobody.advice());
        }
    }

    @Test
    void getsTokensWithAndWithoutCredentials() {
        try (TokenServer tokens = TokenServer.start().user("ann", "s3cret-pass");
                RealRegistry closed = RealRegistry.token(tokens)) {
            Reference name = Reference.parse(image.push(closed, "a/b:1").reference());
            assertEquals(pushed.manifestDigest(), client.manifest(name, GO_ON).digest().toString());
            client.tags(name, 0, GO_ON);
            assertEquals(List.of(new TokenServer.Issued("GET", "", List.of("repository:a/b:pull"))), tokens.issued());
            Clients.with(Credentials.password("ann", "s3cret-pass")).catalog(closed.hostPort(), "", 0, GO_ON);
            assertEquals(new TokenServer.Issued("POST", "ann", List.of("registry:catalog:*")), tokens.issued().get(1));
            tokens.withoutPost();
            Clients.with(Credentials.password("ann", "s3cret-pass")).catalog(closed.hostPort(), "", 0, GO_ON);
            assertEquals("GET", tokens.issued().get(2).method());
            RegistryException wrong = assertThrows(RegistryException.class,
                    () -> Clients.with(Credentials.password("ann", "wr0ng-pass")).manifest(name, GO_ON));
            assertEquals(Kind.UNAUTHORIZED, wrong.kind());
        }
    }

    private static Reference repository(String path) {
        return Reference.parse(registry.hostPort() + "/" + path);
    }
}
