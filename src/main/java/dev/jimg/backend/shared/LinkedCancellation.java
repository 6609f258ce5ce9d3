package dev.jimg.backend.shared;

import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.stream.Stream;

/** A cancellation that is also asked for when one of others is; asking for it leaves the others alone. */
public final class LinkedCancellation implements AutoCloseable {

    private final Cancellation own = new Cancellation();
    private final List<Cancellation.Registration> links;

    public LinkedCancellation(Cancellation... others) {
        links = Stream.of(others).map(other -> other.onCancel(own::cancel)).toList();
    }

    public Cancellation cancellation() {
        return own;
    }

    /** Unlinks it from the others. */
    @Override
    public void close() {
        links.forEach(Cancellation.Registration::close);
    }
}
