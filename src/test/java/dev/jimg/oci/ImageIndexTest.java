package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageIndexTest {

    /** Entries get the digests aaa…, bbb…, ccc… in their order. */
    private static ImageIndex index(String... entries) {
        StringBuilder json = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
        char name = 'a';
        for (String entry : entries) {
            json.append(name == 'a' ? "" : ",").append("{\"mediaType\":\"").append(MediaType.OCI_MANIFEST)
                    .append("\",\"size\":1,\"digest\":\"sha256:").append(String.valueOf(name++).repeat(64)).append('"')
                    .append(entry).append('}');
        }
        json.append("]}");
        return assertInstanceOf(ImageIndex.class, ManifestDocument.parse(
                json.toString().getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }

    private static String on(String os, String cpu, String variant) {
        return ",\"platform\":{\"os\":\"" + os + "\",\"architecture\":\"" + cpu + "\""
                + (variant.isEmpty() ? "" : ",\"variant\":\"" + variant + "\"") + "}";
    }

    private static String attestation() {
        return on("unknown", "unknown", "")
                + ",\"annotations\":{\"vnd.docker.reference.type\":\"attestation-manifest\"}";
    }

    private static String select(ImageIndex index, String platform) {
        return index.select(Platform.parse(platform)).map(d -> d.digest().hex().substring(0, 1)).orElse("none");
    }

    @Test
    void selectsTheExactPlatform() {
        ImageIndex index = index(on("linux", "amd64", ""), on("linux", "arm64", "v8"), on("linux", "arm", "v6"),
                on("linux", "arm", "v7"), on("windows", "amd64", ""));
        assertEquals("a", select(index, "linux/amd64"));
        assertEquals("b", select(index, "linux/arm64"));
        assertEquals("b", select(index, "linux/arm64/v8"));
        assertEquals("c", select(index, "linux/arm/v6"));
        assertEquals("d", select(index, "linux/arm"));
        assertEquals("e", select(index, "windows/amd64"));
        assertEquals("none", select(index, "linux/s390x"));
        assertEquals("none", select(index, "linux/386"));
        assertEquals("none", select(index, "linux/arm/v5"));
    }

    @Test
    void fallsBackToOlderVariantsOfArm() {
        ImageIndex index = index(on("linux", "arm", "v5"), on("linux", "arm", "v6"), on("linux", "amd64", ""));
        assertEquals("b", select(index, "linux/arm/v7"));
        assertEquals("b", select(index, "linux/arm64"));
        assertEquals("a", select(index, "linux/arm/v5"));
        assertEquals("none", select(index, "linux/riscv64"));
    }

    @Test
    void fallsBackToTheBaseOfAmd64AndArm64() {
        ImageIndex index = index(on("linux", "amd64", ""), on("linux", "amd64", "v2"), on("linux", "arm64", "v8"));
        assertEquals("a", select(index, "linux/amd64"));
        assertEquals("b", select(index, "linux/amd64/v3"));
        assertEquals("c", select(index, "linux/arm64/v9"));
    }

    @Test
    void prefersTheFirstOfEquals() {
        assertEquals("a", select(index(on("linux", "amd64", ""), on("linux", "amd64", "")), "linux/amd64"));
    }

    @Test
    void skipsAttestations() {
        ImageIndex index = index(attestation(), on("linux", "amd64", ""), attestation());
        assertEquals("b", select(index, "linux/amd64"));
        assertEquals(1, index.images().size());
        assertEquals(3, index.manifests().size());
        assertEquals(List.of(Platform.parse("linux/amd64")), index.platforms());
        assertEquals("none", select(index(attestation()), "linux/amd64"));
    }

    @Test
    void skipsWhatIsNoManifest() {
        ImageIndex nested = index(on("linux", "amd64", ""));
        String json = nested.raw().text().replace(MediaType.OCI_MANIFEST.value(), MediaType.OCI_INDEX.value());
        ImageIndex index = assertInstanceOf(ImageIndex.class,
                ManifestDocument.parse(json.getBytes(StandardCharsets.UTF_8), Optional.empty()));
        assertEquals(List.of(), index.images());
        assertEquals("none", select(index, "linux/amd64"));
    }

    @Test
    void takesAnEntryWithoutPlatformOnlyWhereNoneHasOne() {
        assertEquals("a", select(index("", ""), "linux/amd64"));
        assertEquals("none", select(index("", on("linux", "arm64", "")), "linux/amd64"));
        assertEquals("b", select(index("", on("linux", "amd64", "")), "linux/amd64"));
    }

    @Test
    void listsThePlatformsInTheAuthorsOrder() {
        ImageIndex index = index(on("linux", "s390x", ""), on("linux", "amd64", ""), on("linux", "s390x", ""));
        assertEquals("linux/s390x linux/amd64",
                index.platforms().stream().map(Platform::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void keepsWhatWindowsSays() {
        ImageIndex index = index(Stream.of("10.0.17763.1", "10.0.20348.2").map(version -> ",\"platform\":{\"os\":"
                + "\"windows\",\"architecture\":\"amd64\",\"os.version\":\"" + version + "\"}").toArray(String[]::new));
        assertEquals("10.0.20348.2", index.manifests().get(1).platform().orElseThrow().osVersion());
        assertEquals(2, index.platforms().size());
    }
}
