package dev.jimg.service;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A transfer without a screen, as it was when asked for.
 *
 * @param id 32 hex digits
 * @param begun when it was handed over
 * @param layers how far they are; after its end, how far they came
 * @param pause what it waits for while nothing comes; it may be over
 * @param outcome of one that is done
 * @param failure of one that failed
 */
public record BackgroundTransfer(String id, BackgroundWish wish, Instant begun, Status status,
        List<LayerProgress> layers, Optional<Pause> pause, Optional<TransferOutcome> outcome,
        Optional<Failure> failure) {

    /** Where it stands. */
    public enum Status {
        /** Its process lives, or is about to. */
        RUNNING, DONE, FAILED, CANCELLED,
        /** Its process ended without a word: it was killed, or the machine went down. What it fetched is kept. */
        INTERRUPTED
    }

    public BackgroundTransfer {
        layers = List.copyOf(layers);
    }
}
