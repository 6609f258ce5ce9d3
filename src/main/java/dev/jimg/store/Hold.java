package dev.jimg.store;

/** A lock that is held; closing it lets go, from any thread, and more than once without harm. */
public interface Hold extends AutoCloseable {
    @Override
    void close();
}
