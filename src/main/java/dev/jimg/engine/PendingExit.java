package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.MalformedException;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;

/**
 * The exit status of a container that is still to come. It is asked for before the container starts, or the end of a
 * short one would be missed where it is removed with it.
 */
public final class PendingExit implements AutoCloseable {

    /** An engine says at once that it waits; one that does not (before 1.30) gets the request at least. */
    private static final long HEARD_SECONDS = 3;

    private final Wire wire;
    private final Ask ask;
    private final Call call;
    private final CountDownLatch heard = new CountDownLatch(1);
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    private PendingExit(Wire wire, Ask ask, Call call) {
        this.wire = wire;
        this.ask = ask;
        this.call = call;
    }

    /**
     * Asks, and returns when the engine has heard it.
     *
     * @throws java.util.concurrent.CancellationException once {@link CancellationScope#current} is cancelled
     */
    static PendingExit ask(Wire wire, Ask ask, Call call) {
        PendingExit exit = new PendingExit(wire, ask, call);
        Thread thread = new Thread(exit::run, "jimg-exit");
        thread.setDaemon(true);
        thread.start();
        Cancellation cancellation = CancellationScope.current();
        Cancellation.Registration registration = cancellation.onCancel(exit.heard::countDown);
        try {
            exit.heard.await(HEARD_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            registration.close();
        }
        if (cancellation.isCancelled()) {
            exit.close();
            cancellation.check();
        }
        return exit;
    }

    /**
     * Waits for it.
     *
     * @throws EngineException what the engine said instead
     */
    public int await() {
        try {
            return status.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException known ? known : e;
        }
    }

    /** Waits no longer than that; true if the status has come, whatever it is. */
    public boolean await(long seconds) {
        try {
            status.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does something when it has come, or cannot come any more; at once if that is so already. */
    public void whenOver(Runnable work) {
        status.whenComplete((exit, error) -> work.run());
    }

    /** Does something when the engine is gone before it has come. */
    public void whenLost(Runnable work) {
        status.whenComplete((exit, error) -> {
            if (loss().isPresent()) {
                work.run();
            }
        });
    }

    /** Why it cannot come any more, where that is because the engine is gone. */
    public Optional<EngineException> loss() {
        try {
            status.getNow(0);
            return Optional.empty();
        } catch (CompletionException e) {
            return e.getCause() instanceof EngineException known && known.kind() == EngineException.Kind.UNREACHABLE
                    ? Optional.of(known) : Optional.empty();
        }
    }

    /** It is not wanted any more. */
    @Override
    public void close() {
        call.cancel();
    }

    private void run() {
        try (Response response = call.execute()) {
            wire.checkSuccess(ask, response);
            heard.countDown();
            status.complete(read(wire.tree(response)));
        } catch (IOException e) {
            status.completeExceptionally(wire.error(ask, e));
        } catch (MalformedException e) {
            status.completeExceptionally(EngineErrors.nonsense(ask, wire.where(), e));
        } catch (RuntimeException e) {
            status.completeExceptionally(e);
        } finally {
            heard.countDown();
        }
    }

    private int read(JsonNode answer) {
        String error = answer.path("Error").path("Message").asText("");
        if (!error.isEmpty()) {
            throw EngineErrors.inStream(ask, error);
        }
        if (!answer.path("StatusCode").isNumber()) {
            throw EngineJson.unexpected();
        }
        return answer.path("StatusCode").asInt();
    }
}
