package dev.jimg.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the kernel knows of a file (statx(2)).
 *
 * @param mode type and permissions, as in {@code st_mode}
 * @param size in bytes; of a symbolic link, of its target's name
 * @param mtime when the content changed; {@code ctime} when anything did
 * @param device the file system that it lies on
 * @param rdev of a device file: which one; see {@link #rdevMajor}
 */
public record FileStat(int mode, int uid, int gid, int links, long inode, long size, Time mtime, Time ctime,
        int device, long rdev) {

    public static final int TYPE = 0170000;
    public static final int SOCKET = 0140000;
    public static final int SYMLINK = 0120000;
    public static final int REGULAR = 0100000;
    public static final int BLOCK_DEVICE = 0060000;
    public static final int DIRECTORY = 0040000;
    public static final int CHARACTER_DEVICE = 0020000;
    public static final int FIFO = 0010000;

    /** Seconds since the epoch, and nanoseconds after them. */
    public record Time(long seconds, int nanos) {}

    private static final int BYTES = 256;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;

    /** @param entry empty for what {@code fd} itself is */
    static FileStat of(int fd, String entry) throws PosixException {
        byte[] result = new byte[BYTES];
        Posix.check(LibC.statx(fd, Bytes.c(entry), AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, result),
                "stat", entry);
        return read(result);
    }

    private static FileStat read(byte[] statx) {
        ByteBuffer in = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
        long rdev = (in.getInt(0x80) & 0xffffffffL) << 32 | in.getInt(0x84) & 0xffffffffL;
        return new FileStat(in.getShort(0x1c) & 0xffff, in.getInt(0x14), in.getInt(0x18), in.getInt(0x10),
                in.getLong(0x20), in.getLong(0x28), time(in, 0x70), time(in, 0x60),
                in.getInt(0x88) << 20 | in.getInt(0x8c), rdev);
    }

    private static Time time(ByteBuffer in, int offset) {
        return new Time(in.getLong(offset), in.getInt(offset + 8));
    }

    public int type() {
        return mode & TYPE;
    }

    /** With setuid, setgid and sticky. */
    public int permissions() {
        return mode & 07777;
    }

    public boolean isDirectory() {
        return type() == DIRECTORY;
    }

    public boolean isSymlink() {
        return type() == SYMLINK;
    }

    public boolean isRegular() {
        return type() == REGULAR;
    }

    public int rdevMajor() {
        return (int) (rdev >>> 32);
    }

    public int rdevMinor() {
        return (int) rdev;
    }
}
