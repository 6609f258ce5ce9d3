package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A pull that nobody sees. Nothing listens where it would have to: that it ends well shows that it asks nobody. */
class RehearsalTest {

    private static final int BYTES = 300_000;

    @Test
    void hashesAllOfALayerThatCameOverNoNetwork() {
        assertEquals(Digest.of(new byte[BYTES]), Rehearsal.play(BYTES, Cancellation.none()));
    }

    @Test
    void endsOnceItIsCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThrows(CancellationException.class, () -> Rehearsal.play(BYTES, cancellation));
    }

    @Test
    void neverFailsAndIsDoneOnce() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertDoesNotThrow(() -> Rehearsal.once(cancellation));
        assertDoesNotThrow(() -> Rehearsal.once(Cancellation.none()));
    }
}
