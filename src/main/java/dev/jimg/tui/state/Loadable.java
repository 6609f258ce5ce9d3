package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.Optional;

/**
 * Something that comes from the service: not asked for, on its way, here, or failed. While it is on its way again, what
 * was here before stays, so that a screen never goes blank.
 *
 * @param request the request that is under way, 0 if none; answers to other requests are stale
 */
public record Loadable<T>(Optional<T> value, long request, Optional<Failure> failure) {

    public static <T> Loadable<T> empty() {
        return new Loadable<>(Optional.empty(), 0, Optional.empty());
    }

    public static <T> Loadable<T> of(T value) {
        return new Loadable<>(Optional.of(value), 0, Optional.empty());
    }

    public boolean loading() {
        return request != 0;
    }

    /** Asked for; keeps what was here. */
    public Loadable<T> ask(long newRequest) {
        return new Loadable<>(value, newRequest, Optional.empty());
    }

    /** The answer to a request, unless a newer one was made since. */
    public Loadable<T> answer(long answered, T answer) {
        return answered == request ? of(answer) : this;
    }

    /** Some of the answer, while the rest is on its way. */
    public Loadable<T> with(T some) {
        return new Loadable<>(Optional.of(some), request, failure);
    }

    /** The failure of a request, unless a newer one was made since. */
    public Loadable<T> fail(long answered, Failure why) {
        return answered == request ? new Loadable<>(value, 0, Optional.of(why)) : this;
    }

    /** Whether this is waiting for that request. */
    public boolean awaits(long answered) {
        return request != 0 && request == answered;
    }
}
