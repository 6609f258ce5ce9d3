package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.container.Containers;
import dev.jimg.tui.state.ClearStep;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stops containers, takes them away, and removes the images they held. A step that fails does not keep the others: the
 * removal itself then says what is still held.
 */
final class Clearing {

    private final Containers containers;
    private final Consumer<Event> tell;
    private final List<Failure> failures = new ArrayList<>();
    private int stopped;
    private int removed;

    private Clearing(Containers containers, Consumer<Event> tell) {
        this.containers = containers;
        this.tell = tell;
    }

    /** @param tell hears which step is under way */
    static Event run(ImageService images, Effect.ClearAndRemove what, Consumer<Event> tell) {
        Clearing clearing = new Clearing(images.containers(), tell);
        what.steps().forEach(clearing::step);
        Removals done = Removals.of(images, () -> images.remove(what.what()));
        return new Event.Cleared(clearing.stopped, clearing.removed, clearing.failures,
                new Event.Removed(done.result(), done.images()));
    }

    private void step(ClearStep step) {
        switch (step.kind()) {
            case STOP -> stopped += done("container.stop", step, () ->
                    containers.stop(step.subject(), Optional.empty()));
            case REMOVE_CONTAINER -> removed += done("container.remove", step, () ->
                    containers.remove(step.subject(), false, false));
            case REMOVE_IMAGE -> { }
        }
    }

    /** A container that went by itself meanwhile is out of the way as well. */
    private int done(String saying, ClearStep step, Runnable work) {
        tell.accept(new Event.Working(Text.of(saying, step.subject())));
        try {
            work.run();
            return 1;
        } catch (Failure e) {
            if (e.kind() != Failure.Kind.NOT_FOUND) {
                failures.add(e);
            }
            return 0;
        }
    }
}
