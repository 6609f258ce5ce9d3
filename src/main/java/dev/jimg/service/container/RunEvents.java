package dev.jimg.service.container;

import java.util.List;

/** What happens on the way to a running container. Called on the thread that runs it; nothing of it may wait long. */
public interface RunEvents {

    /** Hears nothing. */
    RunEvents NONE = new RunEvents() {};

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
