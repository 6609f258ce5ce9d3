package dev.jimg.backend.shared;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.function.Function;

/**
 * Work that can be cancelled, and that ends when the service is closed.
 *
 * @param closing cancelled when the service is closed
 */
public record ServiceWork(Cancellation closing) {

    /**
     * Does it, and turns what it throws into a failure. All that it waits for heeds the cancellation.
     *
     * @param operation the verb, where the part that threw does not say one itself
     */
    public <T> T run(String operation, String subject, Cancellation cancellation, Function<Cancellation, T> work) {
        try (LinkedCancellation linked =
                new LinkedCancellation(cancellation, closing, CancellationScope.current())) {
            Cancellation any = linked.cancellation();
            return CancellationScope.run(any, () -> Failures.translate(operation, subject, () -> {
                any.check();
                return work.apply(any);
            }));
        }
    }
}
