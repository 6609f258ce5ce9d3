package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    void isDoneOnce() {
        AtomicBoolean begun = new AtomicBoolean();
        AtomicInteger plays = new AtomicInteger();
        Rehearsal.once(begun, plays::incrementAndGet);
        Rehearsal.once(begun, plays::incrementAndGet);
        assertEquals(1, plays.get());
    }

    @Test
    void leavesWhatGoesWrongToTheFirstPull() {
        assertDoesNotThrow(() -> Rehearsal.once(new AtomicBoolean(), () -> {
            throw new CancellationException();
        }));
        assertDoesNotThrow(() -> Rehearsal.once(new AtomicBoolean(), () -> {
            throw new NoClassDefFoundError("okhttp3/Call");
        }));
    }
}
