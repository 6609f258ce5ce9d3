package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What a file system says of one file; links are not followed.
 *
 * @param mode the permission bits with set-user-ID, set-group-ID and sticky, {@code 07777} at most
 * @param size in bytes; of a regular file only
 * @param inode equal for two names of one file, together with {@code device}
 * @param special the device that a device file stands for
 */
record FileFacts(Type type, int mode, long size, FileTime modified, long device, long inode, int links, long special) {

    enum Type { FILE, DIRECTORY, SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE, SOCKET }

    private static final int TYPE_BITS = 0170000;
    private static final int MODE_BITS = 07777;

    /** @throws BuildException NOT_FOUND, or DISK if the directory may not be searched */
    static FileFacts read(Path file) {
        try {
            Map<String, Object> unix = Files.readAttributes(file,
                    "unix:mode,size,lastModifiedTime,dev,ino,nlink,rdev", LinkOption.NOFOLLOW_LINKS);
            int mode = (int) unix.get("mode");
            return new FileFacts(type(mode & TYPE_BITS), mode & MODE_BITS, (long) unix.get("size"),
                    (FileTime) unix.get("lastModifiedTime"), (long) unix.get("dev"), (long) unix.get("ino"),
                    (int) unix.get("nlink"), (long) unix.get("rdev"));
        } catch (NoSuchFileException e) {
            throw new BuildException(Kind.NOT_FOUND, "file ('" + file + "') not found or excluded by .dockerignore",
                    "", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    boolean isFile() {
        return type == Type.FILE;
    }

    boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    int major() {
        return (int) (special >>> 8 & 0xfff | special >>> 32 & ~0xfffL);
    }

    int minor() {
        return (int) (special & 0xff | special >>> 12 & ~0xffL);
    }

    static BuildException unreadable(Path file, IOException e) {
        return new BuildException(Kind.DISK, "error checking context: can't read '" + file + "' (" + e.getMessage()
                + ")", "If it is not needed, name it in .dockerignore.", e);
    }

    private static Type type(int bits) {
        return switch (bits) {
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.SYMLINK;
            case 0010000 -> Type.FIFO;
            case 0020000 -> Type.CHARACTER_DEVICE;
            case 0060000 -> Type.BLOCK_DEVICE;
            case 0140000 -> Type.SOCKET;
            default -> Type.FILE;
        };
    }
}
