package dev.jimg.backend.shared;

import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService.Subscription;
import dev.jimg.service.RemovalResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners of changes: our own as they are made, and those of others as the subclass hears of them. */
public abstract class ImageFeed implements AutoCloseable {

    private final List<Consumer<ImageEvent>> listeners = new CopyOnWriteArrayList<>();

    public final synchronized Subscription subscribe(Consumer<ImageEvent> listener) {
        listeners.add(listener);
        listen();
        return () -> listeners.remove(listener);
    }

    /** Somebody wants to hear of changes. Called with each new listener, with this locked; begins once. */
    protected abstract void listen();

    public final void tell(ImageEvent.Kind kind, String subject) {
        ImageEvent event = new ImageEvent(kind, subject);
        listeners.forEach(listener -> listener.accept(event));
    }

    final void tell(RemovalResult result) {
        result.steps().forEach(step -> tell(step.action() == RemovalResult.Action.UNTAGGED
                ? ImageEvent.Kind.UNTAGGED : ImageEvent.Kind.DELETED, step.subject()));
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
