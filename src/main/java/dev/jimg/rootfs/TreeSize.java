package dev.jimg.rootfs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What the regular files of a tree have, in bytes. */
public final class TreeSize extends SimpleFileVisitor<Path> {

    private long bytes;

    private TreeSize() {}

    /** Links are not followed; what is not there or cannot be read counts nothing. */
    public static long of(Path tree) {
        TreeSize size = new TreeSize();
        try {
            Files.walkFileTree(tree, size);
        } catch (IOException e) {
            return size.bytes;
        }
        return size.bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
