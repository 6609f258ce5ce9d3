package dev.jimg.transfer;

/** Hears how far a transfer is. Called from the thread that moves the bytes; it must not wait. */
@FunctionalInterface
public interface ProgressSink {

    /** A sink that ignores everything. */
    ProgressSink NONE = (done, total) -> {};

    /**
     * @param done bytes that are there now, of this and of earlier attempts
     * @param total bytes that there will be, -1 if that is not known
     */
    void at(long done, long total);
}
