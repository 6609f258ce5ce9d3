package dev.jimg.posix;

import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The extended attributes of one file, of every kind (xattr(7)). Names are byte strings. */
public final class Xattrs {

    /** The kernel's limit for the list of names. */
    private static final int MAX_BYTES = 65536;

    private final String path;
    private final String shown;

    Xattrs(String path, String shown) {
        this.path = path;
        this.shown = shown;
    }

    public void set(String name, byte[] value) throws PosixException {
        Posix.check(LibC.lsetxattr(Bytes.c(path), Bytes.c(name), value, value.length, 0), "setxattr " + name, shown);
    }

    public void remove(String name) throws PosixException {
        Posix.check(LibC.lremovexattr(Bytes.c(path), Bytes.c(name)), "removexattr " + name, shown);
    }

    /** All that may be read, by name; none where the file system has none. */
    public SortedMap<String, byte[]> all() throws PosixException {
        SortedMap<String, byte[]> result = new TreeMap<>();
        long size = LibC.llistxattr(Bytes.c(path), null, 0);
        if (size < 0 && Native.getLastError() != Errno.ENOTSUP) {
            throw new PosixException("listxattr", shown, Native.getLastError());
        }
        if (size <= 0) {
            return result;
        }
        byte[] list = new byte[MAX_BYTES];
        int length = (int) LibC.llistxattr(Bytes.c(path), list, list.length);
        if (length < 0) {
            throw new PosixException("listxattr", shown, Native.getLastError());
        }
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (list[i] == 0) {
                put(result, new String(list, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        return result;
    }

    /** An attribute that went away meanwhile, or that is not ours to read, is not there. */
    private void put(SortedMap<String, byte[]> result, String name) throws PosixException {
        long size = LibC.lgetxattr(Bytes.c(path), Bytes.c(name), null, 0);
        byte[] value = new byte[(int) Math.max(size, 0)];
        long length = size <= 0 ? size : LibC.lgetxattr(Bytes.c(path), Bytes.c(name), value, value.length);
        if (length >= 0) {
            result.put(name, Arrays.copyOf(value, (int) length));
        }
    }
}
