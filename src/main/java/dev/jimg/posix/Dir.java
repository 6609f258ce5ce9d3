package dev.jimg.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An open directory, and what is directly in it. Every call names one entry of it, never a path, and none follows a
 * symbolic link: so nothing that others rename or swap meanwhile can lead it elsewhere (CVE-2018-15664,
 * CVE-2025-47290). Names are byte strings, see {@link Bytes}.
 *
 * <p>Not thread-safe. To be closed.
 */
public final class Dir implements Closeable {

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int DIRENT_NAME = 19;
    private static final int PATH_MAX = 4096;

    private final int fd;
    private final String name;
    private boolean closed;

    private Dir(int fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    /** Opens a directory that is ours; links on the way to it are followed, but itself it may be none. */
    public static Dir open(Path path) throws PosixException {
        String bytes = Bytes.ofPath(path);
        return new Dir(openAt(AT_FDCWD, bytes, OpenFlags.DIRECTORY), bytes);
    }

    /** @throws PosixException ENOTDIR or ELOOP if the entry is no directory, a link to one included */
    public Dir openDir(String entry) throws PosixException {
        return new Dir(openAt(fd, single(entry), OpenFlags.DIRECTORY), entry);
    }

    /**
     * The directory above, if it still is the one it was.
     *
     * @param expected what {@link #stat()} of that one said
     * @throws PosixException ENOENT if this directory has been moved meanwhile
     */
    public Dir up(FileStat expected) throws PosixException {
        Dir above = new Dir(openAt(fd, "..", OpenFlags.DIRECTORY), "..");
        FileStat found = above.stat();
        if (found.inode() != expected.inode() || found.device() != expected.device()) {
            above.close();
            throw new PosixException("open the directory above, which changed meanwhile", name, Errno.ENOENT);
        }
        return above;
    }

    /** Another handle on the same directory. */
    public Dir again() throws PosixException {
        return new Dir(openAt(fd, ".", OpenFlags.DIRECTORY), name);
    }

    /** Makes a regular file, which must not exist, that only we may read. */
    public OpenFile create(String entry) throws PosixException {
        return new OpenFile(openAt(fd, single(entry), OpenFlags.CREATE));
    }

    /** @throws PosixException ELOOP if the entry is a symbolic link */
    public OpenFile read(String entry) throws PosixException {
        return new OpenFile(openAt(fd, single(entry), OpenFlags.READ));
    }

    /** @param mode permissions; the umask does not get at them */
    public void mkdir(String entry, int mode) throws PosixException {
        Posix.check(LibC.mkdirat(fd, Bytes.c(single(entry)), 0700), "mkdir", entry);
        if (mode != 0700) {
            chmod(entry, mode);
        }
    }

    public void symlink(String entry, String target) throws PosixException {
        Posix.check(LibC.symlinkat(Bytes.c(target), fd, Bytes.c(single(entry))), "symlink", entry);
    }

    /** Makes {@code entry} another name of an entry of {@code from}; a symbolic link itself is linked. */
    public void link(String entry, Dir from, String existing) throws PosixException {
        Posix.check(LibC.linkat(from.fd, Bytes.c(single(existing)), fd, Bytes.c(single(entry)), 0), "link", entry);
    }

    /** @param type one of {@link FileStat}'s devices or FIFO */
    public void mknod(String entry, int type, int major, int minor) throws PosixException {
        Posix.check(LibC.mknodat(fd, Bytes.c(single(entry)), type | 0600, device(major, minor)), "mknod", entry);
    }

    public void unlink(String entry) throws PosixException {
        Posix.check(LibC.unlinkat(fd, Bytes.c(single(entry)), 0), "unlink", entry);
    }

    public void rmdir(String entry) throws PosixException {
        Posix.check(LibC.unlinkat(fd, Bytes.c(single(entry)), AT_REMOVEDIR), "rmdir", entry);
    }

    public String readlink(String entry) throws PosixException {
        byte[] target = new byte[PATH_MAX];
        long length = LibC.readlinkat(fd, Bytes.c(single(entry)), target, target.length);
        if (length < 0) {
            throw new PosixException("readlink", entry, Native.getLastError());
        }
        return Bytes.of(target, (int) length);
    }

    /** Of the directory itself. */
    public FileStat stat() throws PosixException {
        return FileStat.of(fd, "");
    }

    /** Empty if there is no such entry. */
    public Optional<FileStat> stat(String entry) throws PosixException {
        try {
            return Optional.of(FileStat.of(fd, single(entry)));
        } catch (PosixException e) {
            if (e.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Clears setuid, setgid and capabilities of a file: to be called before those are set. */
    public void chown(String entry, int uid, int gid) throws PosixException {
        Posix.check(LibC.fchownat(fd, Bytes.c(self(entry)), uid, gid, AT_SYMLINK_NOFOLLOW), "chown", entry);
    }

    /**
     * Of anything but a symbolic link, which has no mode. Linux has no chmod that leaves links alone, so the entry is
     * opened as a mere place (O_PATH) first; what the name means later does not matter.
     */
    public void chmod(String entry, int mode) throws PosixException {
        int place = openAt(fd, self(entry), OpenFlags.PLACE);
        try {
            Posix.check(LibC.chmod(Bytes.c("/proc/self/fd/" + place), mode), "chmod", entry);
        } finally {
            LibC.close(place);
        }
    }

    /** Sets when the content changed (and was read, to the same). */
    public void setTime(String entry, FileStat.Time time) throws PosixException {
        long[] times = {time.seconds(), time.nanos(), time.seconds(), time.nanos()};
        Posix.check(LibC.utimensat(fd, Bytes.c(self(entry)), times, AT_SYMLINK_NOFOLLOW), "utimensat", entry);
    }

    /** Extended attributes of the entry itself; {@code "."} for the directory's own. */
    public Xattrs xattrs(String entry) {
        return new Xattrs("/proc/self/fd/" + fd + "/" + self(entry), entry);
    }

    /** The names in it, in the order of their bytes. */
    public List<String> list() throws PosixException {
        Pointer stream = LibC.fdopendir(openAt(fd, ".", OpenFlags.DIRECTORY));
        if (stream == null) {
            throw new PosixException("opendir", name, Native.getLastError());
        }
        List<String> names = new ArrayList<>();
        try {
            for (Pointer entry = LibC.readdir(stream); entry != null; entry = LibC.readdir(stream)) {
                String found = entry.getString(DIRENT_NAME, "ISO-8859-1");
                if (!found.equals(".") && !found.equals("..")) {
                    names.add(found);
                }
            }
        } finally {
            LibC.closedir(stream);
        }
        String[] sorted = names.toArray(String[]::new);
        Arrays.sort(sorted);
        return List.of(sorted);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.close(fd);
        }
    }

    private static int openAt(int dir, String name, int flags) throws PosixException {
        return Posix.check(LibC.openat(dir, Bytes.c(name), flags, 0600), "open", name);
    }

    private static String self(String entry) {
        return entry.equals(".") ? entry : single(entry);
    }

    /** The rule on which everything stands: a name, not a path. */
    private static String single(String entry) {
        if (entry.isEmpty() || entry.equals(".") || entry.equals("..") || entry.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not the name of an entry: \"" + Bytes.text(entry) + "\"");
        }
        return entry;
    }

    /** As glibc's makedev, which musl shares. */
    private static long device(long major, long minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfff) << 8 | (minor & 0xffffff00L) << 12 | minor & 0xff;
    }
}
