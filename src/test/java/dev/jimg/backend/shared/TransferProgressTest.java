package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.oci.MediaType;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a pull whose layers begin before it is known, for the listener, which there are. */
final class TransferProgressTest {

    private static final long SIZE = 10_000_000;

    private final Digest digest = Digest.of(new byte[] {1});
    private final Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, digest, SIZE);
    private final List<Layer> layers = List.of(new Layer(blob, new DiffId(digest)));
    private final List<TransferEvent> events = new ArrayList<>();
    private final TransferProgress progress = TransferProgress.ofPull(events::add);

    @Test
    void tellsWhereALayerBeganAndHowFarItIs() {
        progress.enter(blob, Phase.DOWNLOADING, 1_000_000);
        progress.sink(blob, Phase.DOWNLOADING).at(5_000_000, SIZE);
        progress.sink(blob, Phase.DOWNLOADING).at(7_000_000, SIZE);
        assertEquals(List.of(), events);
        progress.resolved(digest, layers, layer -> false);
        assertTrue(events.remove(0) instanceof TransferEvent.Resolved);
        assertEquals(List.of(told(1_000_000), told(7_000_000)), events);
        progress.sink(blob, Phase.DOWNLOADING).at(SIZE, SIZE);
        assertEquals(told(SIZE), events.get(2));
    }

    @Test
    void tellsOfAWaitThatIsNotOverYet() {
        progress.waits(Duration.ofMinutes(1), true);
        assertEquals(List.of(), events);
        progress.resolved(digest, layers, layer -> false);
        TransferEvent.Waiting waiting = (TransferEvent.Waiting) events.get(1);
        assertTrue(waiting.asked());
        assertTrue(waiting.time().compareTo(Duration.ofMinutes(1)) <= 0, waiting.toString());
        progress.waits(Duration.ofMinutes(1), true);
        assertEquals(2, events.size(), "it is one wait");
    }

    @Test
    void whatIsCompleteWithoutAnyWorkWasHere() {
        progress.resolved(digest, layers, layer -> false);
        progress.settle(blob);
        assertEquals(Phase.ALREADY_HERE, ((LayerProgress) events.get(1)).phase());
    }

    private LayerProgress told(long done) {
        return new LayerProgress(digest.shortHex(), Phase.DOWNLOADING, done, SIZE);
    }
}
