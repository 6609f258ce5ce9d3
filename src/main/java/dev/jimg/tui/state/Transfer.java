package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.List;
import java.util.Optional;

/**
 * One pull, from the wish to its end. It stays in the list after its end, until it is cleared.
 *
 * @param layers in the order of the image, the lowest first; empty until the name is resolved
 * @param open its layers are shown under it
 */
public record Transfer(long id, PullRequest what, Stage stage, List<LayerProgress> layers, Speed speed,
        Optional<PullResult> result, Optional<Failure> failure, boolean open) {

    /** The stages; the last three are final. */
    public enum Stage { RESOLVING, RUNNING, CANCELLING, DONE, FAILED, CANCELLED }

    public Transfer {
        layers = List.copyOf(layers);
    }

    /** Not at its end yet. */
    public boolean active() {
        return stage == Stage.RESOLVING || stage == Stage.RUNNING || stage == Stage.CANCELLING;
    }

    /** Ended without having done its work; can be started again from where it stopped. */
    public boolean resumable() {
        return stage == Stage.FAILED || stage == Stage.CANCELLED;
    }
}
