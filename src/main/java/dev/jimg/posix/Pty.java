package dev.jimg.posix;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A pseudo-terminal: a program sits at its {@link #name device}, and we are its keyboard and screen. */
public final class Pty implements Closeable {

    private static final long TIOCSWINSZ = 0x5414;
    private static final int NAME_BYTES = 64;
    /** The numbers of system calls that came after 2019 are the same on every machine. */
    private static final long PIDFD_OPEN = 434;
    private static final long PIDFD_GETFD = 438;

    private final int master;
    private final String name;
    private int columns;
    private int rows;
    private byte[] follower;
    private volatile boolean closed;

    private Pty(int master, String name) {
        this.master = master;
        this.name = name;
    }

    public static Pty open() throws PosixException {
        return of(Posix.check(LibC.posix_openpt(OpenFlags.TERMINAL), "open", "a pseudo-terminal"));
    }

    /**
     * Shares one that another process opened ({@code /dev/ptmx}), and makes it ready for use. It lasts until both have
     * closed it: so it outlives this program.
     *
     * @param pid a process of the same user, best a child of ours
     * @param fd its number there
     * @throws PosixException ENOSYS before Linux 5.6, EPERM where the process may not be looked into
     */
    public static Pty shared(long pid, int fd) throws PosixException {
        int process = Posix.check((int) LibC.syscall(PIDFD_OPEN, pid, 0, 0), "pidfd_open", "process " + pid);
        try {
            return of(Posix.check((int) LibC.syscall(PIDFD_GETFD, process, fd, 0), "pidfd_getfd", "process " + pid));
        } finally {
            LibC.close(process);
        }
    }

    private static Pty of(int master) throws PosixException {
        byte[] name = new byte[NAME_BYTES];
        if (LibC.grantpt(master) != 0 || LibC.unlockpt(master) != 0 || LibC.ptsname_r(master, name, name.length) != 0) {
            int errno = Native.getLastError();
            LibC.close(master);
            throw new PosixException("open", "a pseudo-terminal", errno);
        }
        int end = 0;
        while (name[end] != 0) {
            end++;
        }
        return new Pty(master, Bytes.of(name, end));
    }

    /** {@code /dev/pts/…} */
    public String name() {
        return name;
    }

    /** What is shown. At its end, which comes as an error (EIO), nobody sits there any more. */
    public InputStream screen() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                byte[] piece = new byte[length];
                long read = closed ? -1 : LibC.read(master, piece, length);
                if (read <= 0) {
                    return -1;
                }
                System.arraycopy(piece, 0, bytes, offset, (int) read);
                return (int) read;
            }
        };
    }

    /** What is typed. */
    public OutputStream keyboard() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int done = 0;
                while (done < length) {
                    // Its number may be another file's by now: who was waiting for a key must not write it there.
                    if (closed) {
                        throw new IOException("the terminal has hung up");
                    }
                    byte[] rest = Arrays.copyOfRange(bytes, offset + done, offset + length);
                    done += Posix.check((int) LibC.write(master, rest, rest.length), "write", name);
                }
            }
        };
    }

    /**
     * Gives another terminal the same size from now on, for a program between the two that does not.
     *
     * @param device its path; what it is when a size changes is looked up then, and no link is followed
     */
    public synchronized void leads(String device) throws PosixException {
        follower = Bytes.c(device);
    }

    /** As {@link #resize} made it; 0 before. */
    public synchronized int columns() {
        return columns;
    }

    public synchronized int rows() {
        return rows;
    }

    /** Tells who sits there; the kernel tells the program (SIGWINCH). */
    public synchronized void resize(int newColumns, int newRows) {
        if (closed) {
            return;
        }
        columns = newColumns;
        rows = newRows;
        byte[] size = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder())
                .putShort((short) rows).putShort((short) columns).array();
        LibC.ioctl(master, TIOCSWINSZ, size);
        int other = follower == null ? -1 : LibC.openat(-1, follower, OpenFlags.READ, 0);
        if (other >= 0) {
            LibC.ioctl(other, TIOCSWINSZ, size);
            LibC.close(other);
        }
    }

    /** Hangs up. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.close(master);
        }
    }
}
