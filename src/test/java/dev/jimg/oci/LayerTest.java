package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayerTest {

    private static String digest(int n) {
        return "sha256:" + String.valueOf(n).repeat(64);
    }

    private static List<Layer> layers(int count) {
        return IntStream.range(0, count).mapToObj(n -> new Layer(
                Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.parse(digest(n)), n), DiffId.parse(digest(n + 5))))
                .toList();
    }

    private static List<HistoryEntry> history(Boolean... empty) {
        return Stream.of(empty).map(e -> new HistoryEntry(Optional.empty(), "", "", "", e)).toList();
    }

    private static String sizes(List<Optional<Layer>> rows) {
        return rows.stream().map(row -> row.map(layer -> String.valueOf(layer.blob().size())).orElse("-"))
                .reduce("", String::concat);
    }

    @Test
    void anEmptyLayerEntryConsumesNoLayer() {
        assertEquals("0-12--", sizes(Layer.byHistory(history(false, true, false, false, true, true), layers(3))));
    }

    @Test
    void surplusHistoryHasNoLayer() {
        assertEquals("01--", sizes(Layer.byHistory(history(false, false, false, true), layers(2))));
    }

    @Test
    void surplusLayersBelongToNoEntry() {
        assertEquals("0-", sizes(Layer.byHistory(history(false, true), layers(3))));
        assertEquals("", sizes(Layer.byHistory(List.of(), layers(2))));
    }

    @Test
    void pairsBlobsWithDiffIdsFromTheLowestUp() {
        Manifest manifest = manifest(2);
        ImageConfig config = config(2);
        List<Layer> layers = Layer.of(manifest, config);
        assertEquals(List.of(digest(0), digest(1)), layers.stream().map(l -> l.blob().digest().toString()).toList());
        assertEquals(List.of(digest(5), digest(6)), layers.stream().map(l -> l.diffId().toString()).toList());
    }

    @Test
    void refusesDocumentsThatDisagreeOnTheNumber() {
        Manifest manifest = manifest(2);
        ImageConfig config = config(1);
        String message = assertThrows(MalformedException.class, () -> Layer.of(manifest, config)).getMessage();
        assertTrue(message.endsWith("the manifest has 2 layers, the config 1"), message);
    }

    private static Manifest manifest(int layers) {
        String blobs = String.join(",", IntStream.range(0, layers).mapToObj(n -> blob(digest(n))).toList());
        return Manifest.parse(("{\"config\":" + blob(digest(9)) + ",\"layers\":[" + blobs + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static ImageConfig config(int layers) {
        String ids = String.join(",", IntStream.range(5, 5 + layers).mapToObj(n -> "\"" + digest(n) + "\"").toList());
        return ImageConfig.parse(("{\"rootfs\":{\"diff_ids\":[" + ids + "]}}").getBytes(StandardCharsets.UTF_8));
    }

    private static String blob(String digest) {
        return "{\"mediaType\":\"" + MediaType.OCI_LAYER + "\",\"digest\":\"" + digest + "\",\"size\":1}";
    }
}
