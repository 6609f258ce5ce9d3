package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConfigTest {

    private static final String D1 = "sha256:" + "1".repeat(64);
    private static final String WHOLE = "{\"created\":\"2024-02-29T23:59:59.123456789+01:00\",\"author\":\"me\","
            + "\"architecture\":\"arm64\",\"variant\":\"v8\",\"os\":\"linux\",\"x-own\":{\"a\":[1]},\"config\":{"
            + "\"User\":\"1000:1000\",\"ExposedPorts\":{\"80/tcp\":{},\"443/tcp\":{}},\"Env\":[\"A=b\",\"C=\"],"
            + "\"Entrypoint\":[\"/e\"],\"Cmd\":[\"x\",\"y\"],\"Volumes\":{\"/data\":{}},\"WorkingDir\":\"/w\","
            + "\"Labels\":{\"l\":\"1\"},\"StopSignal\":\"SIGQUIT\"},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
            + D1 + "\"]},\"history\":[{\"created\":\"2024-01-01T00:00:00Z\",\"created_by\":\"ADD x\",\"comment\":\"c\","
            + "\"author\":\"me\"},{\"created_by\":\"CMD\",\"empty_layer\":true}]}";

    private static ImageConfig parse(String json) {
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEveryFieldAFaceShows() {
        ImageConfig config = parse(WHOLE);
        assertEquals(Optional.of(Instant.parse("2024-02-29T22:59:59.123456789Z")), config.created());
        assertEquals("me", config.author());
        assertEquals("linux/arm64", config.platform().toString());
        assertEquals(List.of(DiffId.parse(D1)), config.diffIds());
        assertEquals(new ContainerConfig("1000:1000", List.of("80/tcp", "443/tcp"), List.of("A=b", "C="),
                List.of("/e"), List.of("x", "y"), List.of("/data"), "/w", Map.of("l", "1"), "SIGQUIT"),
                config.container());
        assertEquals(List.of(
                new HistoryEntry(Optional.of(Instant.parse("2024-01-01T00:00:00Z")), "ADD x", "me", "c", false),
                new HistoryEntry(Optional.empty(), "CMD", "", "", true)), config.history());
    }

    @Test
    void isIdentifiedByItsRawBytesAndKeepsUnknownFields() {
        byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
        ImageConfig config = ImageConfig.parse(bytes);
        assertEquals(new ImageId(Digest.of(bytes)), config.imageId());
        assertEquals(1, config.tree().path("x-own").path("a").path(0).asInt());
    }

    @Test
    void readsTheSmallestConfig() {
        ImageConfig config = parse("{}");
        assertEquals(Optional.empty(), config.created());
        assertEquals("linux/amd64", config.platform().toString());
        assertEquals(ContainerConfig.EMPTY, config.container());
        assertEquals(List.of(), config.diffIds());
        assertEquals(List.of(), config.history());
    }

    @Test
    void readsNullsAsAbsentAsGoDoes() {
        ImageConfig config = parse("{\"created\":null,\"config\":{\"Cmd\":null,\"Labels\":null,\"Volumes\":null},"
                + "\"history\":null,\"rootfs\":{\"type\":\"layers\",\"diff_ids\":null}}");
        assertEquals(ContainerConfig.EMPTY, config.container());
        assertEquals(List.of(), config.diffIds());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{\"created\":\"yesterday\"}", "{\"created\":7}", "{\"rootfs\":{\"diff_ids\":[\"sha256:../..\"]}}",
        "{\"rootfs\":{\"diff_ids\":[7]}}", "{\"rootfs\":[]}", "{\"history\":{}}", "{\"history\":[\"x\"]}",
        "{\"config\":{\"Env\":\"A=b\"}}", "{\"config\":{\"Labels\":{\"l\":1}}}", "{\"history\":[{\"empty_layer\":1}]}",
        "{\"os\":\"linux\",\"os\":\"windows\"}",
    })
    void refusesWhatIsNoConfigAndNamesIt(String json) {
        String message = assertThrows(MalformedException.class, () -> parse(json)).getMessage();
        assertTrue(message.startsWith("invalid image config sha256:"), message);
    }
}
