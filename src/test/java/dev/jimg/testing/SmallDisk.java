package dev.jimg.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs that can be filled up to the last page or inode. Needs root. */
public final class SmallDisk implements AutoCloseable {
    /** What it counts its bytes in. */
    public static final int PAGE = 4096;

    private static final int SMALL_FILES = 10_000;

    private final Path mountPoint;
    private final Path filler;
    private final Path fillers;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
        this.filler = mountPoint.resolve("filler");
        this.fillers = mountPoint.resolve("fillers");
    }

    /**
     * @param mountPoint an empty directory
     * @param inodes how many files it can hold
     */
    public static SmallDisk mount(Path mountPoint, long bytes, int inodes) {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        String options = "size=" + bytes + ",nr_inodes=" + inodes;
        if (Run.of("mount", "-t", "tmpfs", "-o", options, "none", mountPoint.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        return new SmallDisk(mountPoint);
    }

    /** Leaves so many pages free. */
    public void leavePages(int pages) {
        try {
            Files.deleteIfExists(filler);
            long free = Files.getFileStore(mountPoint).getUsableSpace() - (long) pages * PAGE;
            byte[] zeros = new byte[PAGE];
            try (OutputStream out = Files.newOutputStream(filler)) {
                for (long written = 0; written + PAGE <= free; written += PAGE) {
                    out.write(zeros);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves room for so many files. */
    public void leaveInodes(int inodes) {
        try {
            Files.createDirectories(fillers);
            int made = 0;
            try {
                while (made < SMALL_FILES) {
                    Files.createFile(fillers.resolve(Integer.toString(made)));
                    made++;
                }
                throw new AssertionError("there is no end of inodes");
            } catch (IOException full) {
                for (int back = 1; back <= inodes; back++) {
                    Files.delete(fillers.resolve(Integer.toString(made - back)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void makeReadOnly(boolean readOnly) {
        Run.command("mount", "-o", readOnly ? "remount,ro" : "remount,rw", mountPoint.toString());
    }

    /** Gives back what was filled. */
    public void empty() {
        try {
            Files.deleteIfExists(filler);
            if (Files.exists(fillers)) {
                TempDirs.delete(fillers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Run.command("umount", mountPoint.toString());
    }
}
