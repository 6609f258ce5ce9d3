package dev.jimg.service.files;

/**
 * What is in a file.
 *
 * @param start its first bytes, all of them if there are not more than {@link #MOST}; not to be changed
 * @param size bytes of the whole file
 */
public record FileContent(byte[] start, long size) {

    /** Bytes that are read of a file at most. */
    public static final int MOST = 1 << 20;

    public boolean whole() {
        return start.length >= size;
    }
}
