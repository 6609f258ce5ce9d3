package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestDocumentTest {

    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String CONFIG =
            "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + A + "\",\"size\":7}";
    private static final String LAYERS = "\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\","
            + "\"digest\":\"" + B + "\",\"size\":99,\"annotations\":{\"k\":\"v\"}}]";
    private static final String MANIFESTS = "\"manifests\":[]";

    private static ManifestDocument parse(String json) {
        return ManifestDocument.parse(json.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static ManifestDocument parse(String json, MediaType contentType) {
        return ManifestDocument.parse(json.getBytes(StandardCharsets.UTF_8), Optional.of(contentType));
    }

    private static String refusal(String json, Optional<MediaType> contentType) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(MalformedException.class,
                () -> ManifestDocument.parse(bytes, contentType)).getMessage();
        assertTrue(message.contains(Digest.of(bytes).toString()), "names the document: " + message);
        return message;
    }

    @Test
    void readsAManifestAndItsLayers() {
        Manifest manifest = assertInstanceOf(Manifest.class,
                parse("{\"schemaVersion\":2," + CONFIG + "," + LAYERS + ",\"annotations\":{\"a\":\"b\"}}"));
        assertEquals(MediaType.OCI_MANIFEST, manifest.mediaType());
        assertEquals(A, manifest.imageId().toString());
        assertEquals(99, manifest.layersSize());
        assertEquals(Map.of("k", "v"), manifest.layers().get(0).annotations());
        assertEquals(Map.of("a", "b"), manifest.annotations());
        assertTrue(manifest.isImage());
        assertEquals(Optional.empty(), manifest.artifactType());
    }

    @Test
    void hashesTheBytesAsTheyCame() {
        String odd = " {\"schemaVersion\" : 2,\n" + LAYERS + "," + CONFIG + ", \"x\": \"\\u0041\"}\n";
        byte[] bytes = odd.getBytes(StandardCharsets.UTF_8);
        ManifestDocument document = parse(odd);
        assertEquals(Digest.of(bytes), document.digest());
        assertArrayEquals(bytes, document.raw().bytes());
        assertEquals(Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(bytes), bytes.length), document.descriptor());
        document.raw().bytes()[0] = 'x';
        assertArrayEquals(bytes, document.raw().bytes(), "nobody can change the bytes behind the digest");
    }

    /** CVE-2021-41190: one digest, two images, depending on who reads it. */
    @Test
    void refusesAManifestThatIsAlsoAnIndex() {
        for (String list : new String[] {MANIFESTS, "\"manifests\":[{}]"}) {
            String both = "{\"schemaVersion\":2," + CONFIG + "," + LAYERS + "," + list + "}";
            assertTrue(refusal(both, Optional.empty()).endsWith("it is both a manifest and an index"));
            assertTrue(refusal(both, Optional.of(MediaType.OCI_INDEX)).endsWith("both a manifest and an index"));
            assertTrue(refusal(both, Optional.of(MediaType.OCI_MANIFEST)).endsWith("both a manifest and an index"));
        }
        refusal("{" + MANIFESTS + "," + CONFIG + "}", Optional.empty());
        refusal("{" + MANIFESTS + "," + LAYERS + "}", Optional.empty());
        refusal("{" + MANIFESTS + ",\"fsLayers\":[]}", Optional.empty());
    }

    @Test
    void refusesATypeThatContradictsItsContentType() {
        String inside = "{\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\"," + CONFIG + "," + LAYERS + "}";
        String message = refusal(inside, Optional.of(MediaType.DOCKER_MANIFEST));
        assertTrue(message.contains(MediaType.OCI_MANIFEST + " but came as " + MediaType.DOCKER_MANIFEST), message);
        refusal(inside, Optional.of(MediaType.OCI_INDEX));
        refusal("{\"mediaType\":\"" + MediaType.OCI_INDEX + "\"," + MANIFESTS + "}",
                Optional.of(MediaType.DOCKER_LIST));
    }

    @Test
    void refusesAShapeThatContradictsItsType() {
        refusal("{\"mediaType\":\"" + MediaType.OCI_INDEX + "\"," + CONFIG + "," + LAYERS + "}", Optional.empty());
        refusal("{" + CONFIG + "," + LAYERS + "}", Optional.of(MediaType.DOCKER_LIST));
        refusal("{" + MANIFESTS + "}", Optional.of(MediaType.OCI_MANIFEST));
        refusal("{\"mediaType\":\"application/vnd.example+json\"," + CONFIG + "," + LAYERS + "}", Optional.empty());
    }

    @Test
    void takesTheTypeFromWhereItIsSaid() {
        String untyped = "{\"schemaVersion\":2," + CONFIG + "," + LAYERS + "}";
        assertEquals(MediaType.DOCKER_MANIFEST, parse(untyped, MediaType.DOCKER_MANIFEST).mediaType());
        assertEquals(MediaType.OCI_MANIFEST, parse(untyped, MediaType.parse("text/plain")).mediaType());
        assertEquals(MediaType.OCI_MANIFEST,
                parse(untyped, MediaType.parse("application/json; charset=utf-8")).mediaType());
        assertEquals(MediaType.OCI_INDEX, parse("{" + MANIFESTS + "}").mediaType());
        String typed = "{\"mediaType\":\"" + MediaType.DOCKER_LIST + "\"," + MANIFESTS + "}";
        assertInstanceOf(ImageIndex.class, parse(typed, MediaType.parse(MediaType.DOCKER_LIST + "; charset=utf-8")));
    }

    @Test
    void refusesSchema1ByItsName() {
        String message = refusal("{\"schemaVersion\":1,\"fsLayers\":[]}", Optional.empty());
        assertTrue(message.contains("schema 1"), message);
        message = refusal("{\"fsLayers\":[]}",
                Optional.of(MediaType.parse("application/vnd.docker.distribution.manifest.v1+prettyjws")));
        assertTrue(message.contains("schema 1"), message);
        message = refusal("{\"mediaType\":\"application/vnd.docker.distribution.manifest.v1+json\"}", Optional.empty());
        assertTrue(message.contains("schema 1"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "1", "{", "{}{}", "not json", "{\"schemaVersion\":2}", "{\"layers\":[]}",
        "{\"config\":{},\"layers\":[]}", "{\"config\":[],\"layers\":[]}", "{\"config\":null,\"layers\":[]}",
        "{\"manifests\":{}}", "{\"manifests\":[1]}", "{\"manifests\":[{}]}", "{\"mediaType\":7,\"manifests\":[]}",
        "{\"schemaVersion\":\"2\",\"manifests\":[]}",
        "{\"config\":{\"mediaType\":\"x\",\"digest\":\"sha256:../..\",\"size\":1},\"layers\":[]}",
        "{\"config\":{\"mediaType\":\"x\",\"digest\":\"sha256:0\",\"size\":1},\"layers\":[]}",
    })
    void refusesWhatMissesSomething(String json) {
        refusal(json, Optional.empty());
    }

    @Test
    void refusesImpossibleSizes() {
        for (String size : new String[] {"-1", "1.5", "\"1\"", "99999999999999999999", "1e3"}) {
            String json = "{\"config\":{\"mediaType\":\"x\",\"digest\":\"" + A + "\",\"size\":" + size
                    + "},\"layers\":[]}";
            assertThrows(MalformedException.class, () -> parse(json), size);
        }
    }

    /** Readers disagree on which of two equal keys counts. */
    @Test
    void quotesNoMoreOfItThanAPersonReads() {
        byte[] endless = ("{\"schemaVersion\":2,\"layers\":[],\"mediaType\":\"" + "x".repeat(100_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        String message = assertThrows(MalformedException.class,
                () -> ManifestDocument.parse(endless, Optional.empty())).getMessage();
        assertTrue(message.length() <= 1000 && message.endsWith("…"), message.length() + "");
    }

    @Test
    void refusesDuplicateKeys() {
        String twice = "{" + CONFIG + "," + LAYERS + ",\"layers\":[]}";
        assertTrue(refusal(twice, Optional.empty()).contains("uplicate"));
        refusal("{" + CONFIG.replace("\"size\":7", "\"size\":7,\"size\":8") + ",\"layers\":[]}", Optional.empty());
    }

    @Test
    void survivesDeepNesting() {
        String deep = "{\"x\":" + "[".repeat(200_000) + "]".repeat(200_000) + "," + MANIFESTS + "}";
        refusal(deep, Optional.empty());
    }

    @Test
    void tellsAnArtifactFromAnImage() {
        String chart = "{\"artifactType\":\"application/vnd.cncf.helm\"," + CONFIG.replace(
                "application/vnd.oci.image.config.v1+json", "application/vnd.cncf.helm.config.v1+json") + "," + LAYERS
                + "}";
        Manifest manifest = Manifest.parse(chart.getBytes(StandardCharsets.UTF_8));
        assertFalse(manifest.isImage());
        assertEquals(Optional.of("application/vnd.cncf.helm"), manifest.artifactType());
    }

    @Test
    void aManifestIsNoIndex() {
        byte[] index = ("{" + MANIFESTS + "}").getBytes(StandardCharsets.UTF_8);
        assertTrue(assertThrows(MalformedException.class, () -> Manifest.parse(index)).getMessage()
                .endsWith("it is an index"));
    }

    @Test
    void readsNullAsAbsentAsGoDoes() {
        Manifest manifest = assertInstanceOf(Manifest.class,
                parse("{\"manifests\":null," + CONFIG + ",\"layers\":null,\"annotations\":null}"));
        assertEquals(0, manifest.layers().size());
    }
}
