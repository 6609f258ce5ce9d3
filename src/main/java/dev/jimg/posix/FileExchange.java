package dev.jimg.posix;

import com.sun.jna.Native;
import java.nio.file.Path;

/** {@code renameat2(2)} with {@code RENAME_EXCHANGE}: two files change places, and nobody sees a moment between. */
public final class FileExchange {

    private static final long AT_FDCWD = -100;
    private static final long RENAME_EXCHANGE = 2;

    private FileExchange() {}

    /**
     * Exchanges two files of one file system.
     *
     * @return false if that cannot be done here: no such call, no such file system, no library
     * @throws PosixException if it failed; both are where they were
     */
    public static boolean exchange(Path one, Path other) throws PosixException {
        long number = number(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (number < 0) {
            return false;
        }
        String name = Bytes.ofPath(one);
        int error = 0;
        try {
            if (LibC.syscall(number, AT_FDCWD, Bytes.c(name), AT_FDCWD, Bytes.c(Bytes.ofPath(other)),
                    RENAME_EXCHANGE) < 0) {
                error = Native.getLastError();
            }
        } catch (LinkageError e) {
            return false;
        }
        return switch (error) {
            case 0 -> true;
            case Errno.EINVAL, Errno.ENOSYS, Errno.ENOTSUP -> false;
            default -> throw new PosixException("exchange", name, error);
        };
    }

    /** The call by its number, since not every C library has a function for it. Negative where it is not known. */
    private static long number(String os, String machine) {
        if (!os.equals("Linux")) {
            return -1;
        }
        return switch (machine) {
            case "amd64", "x86_64" -> 316;
            case "aarch64", "riscv64", "loongarch64" -> 276;
            case "ppc64le" -> 357;
            case "s390x" -> 347;
            default -> -1;
        };
    }
}
