package dev.jimg.archive;

/** Hears how far the parts of an archive are. Called from the threads that move the bytes; it must not wait. */
@FunctionalInterface
public interface ItemProgress {

    /**
     * @param item the first 12 hex digits of a layer's ID where they are known, else its name in the archive
     * @param done bytes
     * @param total bytes
     */
    void at(String item, long done, long total);
}
