package dev.jimg.engine;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.List;
import okhttp3.Call;

/** A call under way, which breaks off when the person who waits for it has enough: of this call, or of all that is done. */
final class Heeded implements Cancellation.Registration {

    private final List<Cancellation> heeded;
    private final List<Cancellation.Registration> registrations;

    /** @throws java.util.concurrent.CancellationException if that is so already */
    Heeded(Call call, Cancellation own) {
        heeded = List.of(own, CancellationScope.current());
        check();
        registrations = heeded.stream().map(cancellation -> cancellation.onCancel(call::cancel)).toList();
    }

    /** The same for a call that nobody but {@link CancellationScope} ends. */
    Heeded(Call call) {
        this(call, CancellationScope.current());
    }

    /** @throws java.util.concurrent.CancellationException if it was broken off */
    void check() {
        heeded.forEach(Cancellation::check);
    }

    @Override
    public void close() {
        registrations.forEach(Cancellation.Registration::close);
    }
}
