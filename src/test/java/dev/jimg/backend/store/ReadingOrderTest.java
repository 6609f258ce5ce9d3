package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.oci.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which layer is read when. */
final class ReadingOrderTest {

    /** Layers of these sizes, the lowest first. */
    private static List<Layer> layers(long... sizes) {
        return IntStream.range(0, sizes.length).mapToObj(i -> {
            Digest digest = Digest.of(("layer " + i).getBytes(StandardCharsets.UTF_8));
            return new Layer(Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, sizes[i]), new DiffId(digest));
        }).toList();
    }

    private static List<Integer> order(List<Layer> all, int first, List<Layer> missing) {
        return ReadingOrder.of(all, first, missing).stream().map(all::indexOf).toList();
    }

    @Test
    void theTopmostIsFirstAndTheLargestBesideIt() {
        List<Layer> all = layers(900, 10, 20, 30, 5);
        assertEquals(List.of(4, 0, 3, 2, 1), order(all, -1, all));
    }

    @Test
    void theWantedOneIsFirstThenWhatItLiesOn() {
        List<Layer> all = layers(900, 10, 20, 30, 5);
        assertEquals(List.of(2, 0, 1, 4, 3), order(all, 2, all));
        assertEquals(List.of(0, 3, 4, 2, 1), order(all, 0, all));
    }

    @Test
    void whatIsKnownIsLeftOut() {
        List<Layer> all = layers(900, 10, 20, 30, 5);
        assertEquals(List.of(3, 2, 1), order(all, -1, all.subList(1, 4)));
        assertEquals(List.of(1), order(all, 99, all.subList(1, 2)));
    }

    @Test
    void aLayerThatIsThereTwiceIsReadOnce() {
        List<Layer> two = layers(10, 20);
        List<Layer> all = List.of(two.get(0), two.get(1), two.get(0));
        assertEquals(List.of(0, 1), order(all, -1, two));
    }
}
