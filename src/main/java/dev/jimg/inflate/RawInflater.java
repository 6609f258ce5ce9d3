package dev.jimg.inflate;

import java.util.zip.DataFormatException;

/** Inflates one deflate stream (RFC 1951) after the other, from input that comes in pieces. Not thread-safe. */
public interface RawInflater {

    /** Makes ready for another stream; input that was not taken is forgotten. */
    void reset();

    /**
     * Gives it more; only once {@link #inflate} has answered 0. The array is read until all of it is taken.
     */
    void setInput(byte[] input, int offset, int length);

    /**
     * @param length one at the least
     * @return how many bytes were written; 0 if it needs more input, or if the stream has ended
     * @throws DataFormatException if this is no deflate data; what came before may have been handed out or not
     */
    int inflate(byte[] out, int offset, int length) throws DataFormatException;

    /** Whether the stream has ended, and all of it was handed out. */
    boolean finished();

    /** Bytes of the input that do not belong to the stream; once it has {@linkplain #finished() finished}. */
    int remaining();

    /** Bytes handed out of this stream. */
    long bytesWritten();
}
