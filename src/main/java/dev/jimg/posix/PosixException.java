package dev.jimg.posix;

import java.io.IOException;

/** A system call that failed. The message names what was done, on what, and why. */
public final class PosixException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    /** @param name the file, as a byte string; control characters are the reader's to make visible */
    PosixException(String call, String name, int errno) {
        super(Bytes.text(name) + ": " + Errno.text(errno) + " (" + call + ")");
        this.errno = errno;
    }

    /** What the kernel says of such a path, where it is walked by hand. */
    public static PosixException tooManyLinks(String path) {
        return new PosixException("open", path, Errno.ELOOP);
    }

    /** See {@link Errno}. */
    public boolean is(int wanted) {
        return errno == wanted;
    }
}
