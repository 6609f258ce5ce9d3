package dev.jimg.posix;

/** Error numbers of Linux, those that are told apart (asm-generic/errno-base.h; the same on all its machines that run Java). */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EACCES = 13;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int ERANGE = 34;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ENOTEMPTY = 39;
    public static final int ELOOP = 40;
    public static final int ENODATA = 61;
    public static final int ENOTSUP = 95;
    public static final int EDQUOT = 122;

    private Errno() {}

    /** In words, without a full stop. */
    static String text(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or directory";
            case EIO -> "input/output error";
            case EACCES -> "permission denied";
            case EBUSY -> "it is in use";
            case EEXIST -> "it exists already";
            case ENODEV -> "the kernel does not know it";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "it is a directory";
            case EINVAL -> "invalid argument";
            case EFBIG -> "file too large";
            case ENOSPC -> "no space left on the device";
            case EROFS -> "the file system is read-only";
            case ENAMETOOLONG -> "the name is too long";
            case ENOTEMPTY -> "the directory is not empty";
            case ELOOP -> "a symbolic link is in the way, or too many of them";
            case ENOTSUP -> "the file system does not support it";
            case EDQUOT -> "the disk quota is used up";
            default -> "error " + errno;
        };
    }
}
