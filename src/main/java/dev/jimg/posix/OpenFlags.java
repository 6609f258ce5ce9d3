package dev.jimg.posix;

import java.util.Locale;

/** How files are opened: never through a symbolic link, never handed on to a child process. */
final class OpenFlags {

    /** Two of the numbers are others on ARM and POWER than everywhere else. */
    private static final boolean ARM_NUMBERS = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)
            .matches("(aarch64|arm|ppc).*");

    private static final int O_WRONLY = 1;
    private static final int O_RDWR = 2;
    private static final int O_CREAT = 0x40;
    private static final int O_EXCL = 0x80;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_DIRECTORY = ARM_NUMBERS ? 0x4000 : 0x10000;
    private static final int O_NOFOLLOW = ARM_NUMBERS ? 0x8000 : 0x20000;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_PATH = 0x200000;

    static final int DIRECTORY = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    static final int CREATE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    /** A pipe or device in the place of a file must not make us wait. */
    static final int READ = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    static final int PLACE = O_PATH | O_NOFOLLOW | O_CLOEXEC;
    static final int TERMINAL = O_RDWR | O_NOCTTY | O_CLOEXEC;

    private OpenFlags() {}
}
