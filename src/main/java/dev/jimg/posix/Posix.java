package dev.jimg.posix;

import com.sun.jna.Native;
import java.util.Locale;

/** Whether the calls can be made here at all, and those that are of no directory: who one is, mounts, signals. */
public final class Posix {

    private static final int MNT_DETACH = 2;
    private static final int UMOUNT_NOFOLLOW = 8;

    private Posix() {}

    /**
     * Makes sure that system calls work here. To be called before the first of them.
     *
     * @throws UnsupportedOperationException with the reason in words: not Linux, not 64 bits, or no library
     */
    public static void require() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (!os.equals("linux") || !System.getProperty("sun.arch.data.model", "64").equals("64")) {
            throw new UnsupportedOperationException("unpacking and running images works on 64-bit Linux only, and this is "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
        try {
            LibC.geteuid();
        } catch (LinkageError e) {
            throw new UnsupportedOperationException("could not load JNA's native library, which unpacks images: "
                    + "it is unpacked to " + System.getProperty("jna.tmpdir", "~/.cache/JNA or "
                    + System.getProperty("java.io.tmpdir")) + ", which must be writable and not mounted noexec; name "
                    + "another directory with -Djna.tmpdir=DIR", e);
        }
    }

    /**
     * Ends this process at once, and nothing else: no hook runs, nothing is written. An end in good order waits 300 ms
     * for a thread that is in a system call, such as the read of a key. Does nothing where there is no library.
     */
    public static void exitNow(int status) {
        try {
            LibC._exit(status);
        } catch (LinkageError e) {
            // Then in good order.
        }
    }

    /** Loads the library, if there is one, for what must be quick later. */
    public static void prepare() {
        try {
            LibC.geteuid();
        } catch (LinkageError e) {
            // Whoever needs it finds that out again.
        }
    }

    public static boolean isRoot() {
        return LibC.geteuid() == 0;
    }

    public static int uid() {
        return LibC.geteuid();
    }

    public static int gid() {
        return LibC.getegid();
    }

    /**
     * Mounts an overlay.
     *
     * @param target the mount point, a byte string as everything here
     * @param options as mount(8) wants them after {@code -o}
     */
    public static void mountOverlay(String target, String options) throws PosixException {
        check(LibC.mount(Bytes.c("overlay"), Bytes.c(target), Bytes.c("overlay"), 0, Bytes.c(options)),
                "mount overlay", target);
    }

    /** Takes a mount away, at once for new users of it, and altogether when the last one lets go. */
    public static void unmount(String target) throws PosixException {
        check(LibC.umount2(Bytes.c(target), MNT_DETACH | UMOUNT_NOFOLLOW), "umount", target);
    }

    static int check(int result, String call, String name) throws PosixException {
        if (result < 0) {
            throw new PosixException(call, name, Native.getLastError());
        }
        return result;
    }
}
