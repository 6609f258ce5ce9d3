package dev.jimg.backend.engine;

import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.ContainerEndpoints.Created;
import dev.jimg.engine.EngineException;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes containers. An engine that was asked for one makes it also if nobody waits for its answer any more: then the
 * answer is heard all the same, and the container that it names is taken away.
 */
final class EngineCreation {

    /** For the answer to what is given up; a program that ends before it leaves the container there. */
    private static final long PATIENCE_MILLIS = 700;

    private final ContainerEndpoints containers;

    EngineCreation(ContainerEndpoints containers) {
        this.containers = containers;
    }

    /** As {@link ContainerEndpoints#create}. */
    Created create(String image, Optional<String> name, Optional<Platform> platform, Map<String, Object> body,
            Cancellation cancellation) {
        cancellation.check();
        CompletableFuture<Created> made = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                made.complete(containers.create(image, name, platform, body, Cancellation.none()));
            } catch (RuntimeException | Error e) {
                made.completeExceptionally(e);
            }
        }, "jimg-create");
        asking.setDaemon(true);
        asking.start();
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        Cancellation.Registration linked = cancellation.onCancel(() -> givenUp.complete(null));
        try {
            CompletableFuture.anyOf(made, givenUp).join();
            if (made.isDone()) {
                return made.join();
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        } finally {
            linked.close();
        }
        awaitShortly(made.thenAccept(this::discard));
        throw new CancellationException();
    }

    private void discard(Created unwanted) {
        try {
            containers.removeUnstarted(unwanted.id());
        } catch (EngineException e) {
            // The engine is not there, or took it away itself.
        }
    }

    private static void awaitShortly(CompletableFuture<Void> end) {
        try {
            end.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // It goes on in its own time, or there was no container.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
