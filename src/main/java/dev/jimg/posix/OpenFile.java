package dev.jimg.posix;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that is open. Its streams are the JDK's, on the same inode: {@code /proc/self/fd} is no path that others can bend. */
public final class OpenFile implements Closeable {

    private final int fd;
    private boolean closed;

    OpenFile(int fd) {
        this.fd = fd;
    }

    public FileStat stat() throws PosixException {
        return FileStat.of(fd, "");
    }

    /** A stream of its own, which is to be closed too. */
    public InputStream input() throws IOException {
        return new FileInputStream("/proc/self/fd/" + fd);
    }

    /** A stream of its own, from the file's beginning, which is to be closed too. */
    public FileOutputStream output() throws IOException {
        return new FileOutputStream("/proc/self/fd/" + fd);
    }

    /** Makes it so long; what is added is a hole. */
    public void truncate(long size) throws PosixException {
        Posix.check(LibC.ftruncate(fd, size), "truncate", "/proc/self/fd/" + fd);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.close(fd);
        }
    }
}
