package dev.jimg.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The C library, as it is. Only what has the same binary form on glibc and musl, on every 64-bit Linux: {@code statx}
 * instead of {@code stat}, whose structure differs from machine to machine.
 */
final class LibC {

    /** Where JNA looks for libraries of the system. Unset, it asks {@code ldconfig -p}: a process, 20 ms, for nothing. */
    private static final String SYSTEM_LIBRARIES = "jna.platform.library.path";

    static {
        // The C library is loaded, and no other is ever looked for.
        if (System.getProperty(SYSTEM_LIBRARIES) == null) {
            System.setProperty(SYSTEM_LIBRARIES, "");
        }
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    static native int openat(int dir, byte[] name, int flags, int mode);

    static native int close(int fd);

    static native void _exit(int status);

    static native int ftruncate(int fd, long size);

    static native int mkdirat(int dir, byte[] name, int mode);

    static native int mknodat(int dir, byte[] name, int mode, long device);

    static native int symlinkat(byte[] target, int dir, byte[] name);

    static native int linkat(int fromDir, byte[] from, int toDir, byte[] to, int flags);

    static native int unlinkat(int dir, byte[] name, int flags);

    static native long readlinkat(int dir, byte[] name, byte[] target, long size);

    static native int statx(int dir, byte[] name, int flags, int mask, byte[] result);

    static native int fchownat(int dir, byte[] name, int uid, int gid, int flags);

    static native int chmod(byte[] path, int mode);

    static native int utimensat(int dir, byte[] name, long[] times, int flags);

    static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags);

    static native long lgetxattr(byte[] path, byte[] name, byte[] value, long size);

    static native long llistxattr(byte[] path, byte[] list, long size);

    static native int lremovexattr(byte[] path, byte[] name);

    static native Pointer fdopendir(int fd);

    static native Pointer readdir(Pointer directory);

    static native int closedir(Pointer directory);

    static native int mount(byte[] source, byte[] target, byte[] type, long flags, byte[] data);

    static native int umount2(byte[] target, int flags);

    static native int geteuid();

    static native int getegid();

    static native long read(int fd, byte[] bytes, long size);

    static native long write(int fd, byte[] bytes, long size);

    static native int posix_openpt(int flags);

    static native int grantpt(int fd);

    static native int unlockpt(int fd);

    static native int ptsname_r(int fd, byte[] name, long size);

    static native int ioctl(int fd, long request, byte[] argument);

    /** For what the C library has no function of its own. */
    static native long syscall(long number, long first, long second, long third);

    /** The same, for calls on two paths. */
    static native long syscall(long number, long fromDir, byte[] from, long toDir, byte[] to, long flags);
}
