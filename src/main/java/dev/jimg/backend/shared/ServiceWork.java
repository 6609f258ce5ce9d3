package dev.jimg.backend.shared;

import dev.jimg.transfer.Cancellation;
import java.util.function.Function;

/**
 * Work that can be cancelled, and that ends when the service is closed.
 *
 * @param closing cancelled when the service is closed
 */
public record ServiceWork(Cancellation closing) {

    /**
     * Does it, and turns what it throws into a failure.
     *
     * @param operation the verb, where the part that threw does not say one itself
     */
    public <T> T run(String operation, String subject, Cancellation cancellation, Function<Cancellation, T> work) {
        try (LinkedCancellation linked = new LinkedCancellation(cancellation, closing)) {
            return Failures.translate(operation, subject, () -> {
                linked.cancellation().check();
                return work.apply(linked.cancellation());
            });
        }
    }
}
