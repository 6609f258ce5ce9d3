package dev.jimg.registry;

import dev.jimg.config.HostPort;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Dns;

/**
 * Asks for the addresses of a name so that a cancellation ends the wait. The system's own lookup cannot be broken off
 * and may take half a minute where no name server answers: it runs on a thread of its own and is left alone.
 */
final class NameLookup implements Dns {

    private final Dns system;
    /** Okhttp looks names up in the thread of the call, and knows nothing of cancellations. */
    private final ThreadLocal<Cancellation> asking = new ThreadLocal<>();

    NameLookup(Dns system) {
        this.system = system;
    }

    /** Runs a call whose lookups end with this cancellation. */
    <T> T during(Cancellation cancellation, Retrier.Attempt<T> call) throws IOException {
        asking.set(cancellation);
        try {
            return call.run();
        } finally {
            asking.remove();
        }
    }

    /** @throws UnknownHostException also if the cancellation ended the wait */
    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        Cancellation cancellation = asking.get();
        if (cancellation == null || new HostPort(host, -1).address().isPresent()) {
            return system.lookup(host);
        }
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        Cancellation.Registration registration = cancellation.onCancel(() -> answer.cancel(false));
        try {
            inBackground(host, answer);
            return answer.get();
        } catch (ExecutionException | CancellationException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        } finally {
            registration.close();
        }
    }

    private void inBackground(String host, CompletableFuture<List<InetAddress>> answer) {
        Thread thread = new Thread(() -> {
            try {
                answer.complete(system.lookup(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }, "jimg-name-lookup");
        thread.setDaemon(true);
        thread.start();
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }
}
