package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Does the same to every container that was named: prints the names of those it went well with, then what went wrong. */
final class EachContainer {

    private EachContainer() {}

    /** @return what went wrong, in the order of the arguments */
    static List<Failure> failures(Invocation invocation, Consumer<String> work) {
        List<Failure> failures = new ArrayList<>();
        for (String container : invocation.arguments()) {
            try {
                work.accept(container);
                invocation.out().line(invocation.console().safe(container)).flush();
            } catch (Failure e) {
                failures.add(e);
            }
        }
        return failures;
    }

    /** All at once, for what takes its time with each. */
    static List<Failure> atOnce(Invocation invocation, Consumer<String> work) {
        Cancellation cancellation = CancellationScope.current();
        List<CompletableFuture<Void>> running = invocation.arguments().stream()
                .map(container -> CompletableFuture.runAsync(() ->
                        CancellationScope.run(cancellation, () -> work.accept(container)), EachContainer::start))
                .toList();
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < running.size(); i++) {
            try {
                running.get(i).join();
                invocation.out().line(invocation.console().safe(invocation.argument(i))).flush();
            } catch (CompletionException e) {
                cancellation.check();
                if (!(e.getCause() instanceof Failure failure)) {
                    throw e;
                }
                failures.add(failure);
            }
        }
        return failures;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "jimg-container");
        thread.setDaemon(true);
        thread.start();
    }

    /** @return the exit status */
    static int report(Invocation invocation, List<Failure> failures) {
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }
}
