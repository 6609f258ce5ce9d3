package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.container.Containers;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import java.util.Optional;
import java.util.function.Consumer;

/** Small changes that are done at once, without progress. */
final class Errands {

    private Errands() {}

    /** Whether this does such an effect. */
    static boolean does(Effect effect) {
        return effect instanceof Effect.TagImage || effect instanceof Effect.Remove
                || effect instanceof Effect.ChangeContainer || effect instanceof Effect.ClearAndRemove;
    }

    /**
     * Does it.
     *
     * @param tell hears how far it is, where it takes a while
     * @return what came of it
     */
    static Event run(ImageService images, Effect effect, Consumer<Event> tell) {
        if (effect instanceof Effect.TagImage tag) {
            images.tag(tag.image(), tag.target());
            return new Event.Tagged(tag.image(), tag.target());
        }
        if (effect instanceof Effect.Remove remove) {
            return new Event.Removed(images.remove(remove.what()));
        }
        if (effect instanceof Effect.ClearAndRemove clear) {
            return Clearing.run(images, clear, tell);
        }
        Effect.ChangeContainer change = (Effect.ChangeContainer) effect;
        change(images.containers(), change);
        return new Event.ContainerChanged(change.change(), change.name());
    }

    private static void change(Containers containers, Effect.ChangeContainer change) {
        switch (change.change()) {
            case STOP -> containers.stop(change.container(), Optional.empty());
            case KILL -> containers.kill(change.container(), "KILL");
            case REMOVE -> containers.remove(change.container(), false, false);
            case FORCE_REMOVE -> containers.remove(change.container(), true, false);
        }
    }

    /** The verb, for what went wrong without words of its own. */
    static String operation(Effect effect) {
        if (effect instanceof Effect.TagImage) {
            return "tag";
        }
        return effect instanceof Effect.ChangeContainer ? "change the container" : "remove";
    }
}
