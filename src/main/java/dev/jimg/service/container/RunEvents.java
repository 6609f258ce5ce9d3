package dev.jimg.service.container;

import dev.jimg.oci.Reference;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent;
import java.util.List;
import java.util.function.Consumer;

/** What happens on the way to a running container. Called on the thread that runs it; nothing of it may wait long. */
public interface RunEvents {

    /** Hears nothing. */
    RunEvents NONE = new RunEvents() {};

    /** The image is not here; it is fetched next unless the policy forbids that. */
    default void missing(Reference image) {}

    /** @return what hears of the layers, as of {@link dev.jimg.service.ImageService#pull} */
    default Consumer<TransferEvent> pulling(Reference image) {
        return event -> {};
    }

    /** The image came. */
    default void pulled(PullResult result) {}

    /**
     * The container is there and will be started next, with its streams connected: from here on it can be killed, and
     * the terminal is its own.
     *
     * @param warnings what the backend has to say of the request
     */
    default void created(String container, List<String> warnings) {}

    /** It runs. */
    default void started(String container) {}
}
