package dev.jimg.tui.run;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.testing.Await;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens engines at once, and the store when it is let; counts how often the store is opened and closed. */
final class SlowStore implements ServiceOpener {

    private final Backends backends;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    SlowStore(Path directory) {
        backends = new Backends(new Environment(Map.of(), directory, directory), Clock.systemUTC());
    }

    static BackendChoice engine(String host) {
        return new BackendChoice(Optional.empty(), Optional.of(host), Optional.empty());
    }

    /** From now on it opens. */
    void release() {
        released.countDown();
    }

    void failOnce() {
        fails.set(true);
    }

    void awaitBegun(Duration bound) {
        Await.until(bound, "the store is being opened", () -> begun.getCount() == 0);
    }

    int opened() {
        return opened.get();
    }

    int closed() {
        return closed.get();
    }

    @Override
    public Places places() {
        return backends.places();
    }

    @Override
    public ImageService open(BackendChoice choice) {
        if (choice.store().isEmpty()) {
            return backends.open(choice);
        }
        begun.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fails.getAndSet(false)) {
            throw new Failure(Failure.Kind.DISK, "open", "the store", "its disk says no", "");
        }
        ImageService store = backends.open(choice);
        opened.incrementAndGet();
        return counted(store);
    }

    private ImageService counted(ImageService store) {
        return (ImageService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ImageService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
