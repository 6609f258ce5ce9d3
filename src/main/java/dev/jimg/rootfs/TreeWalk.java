package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.Errno;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** Visits everything in a tree in {@link PathOrder}, with two directories open at a time. What goes away meanwhile is not there. */
final class TreeWalk {

    /** Hears of each entry. */
    interface Visitor {
        /** @param path from the root, without a slash before it */
        void visit(String path, Dir dir, String name, FileStat stat) throws IOException;
    }

    private record Level(String path, FileStat above, Iterator<String> entries) {}

    private TreeWalk() {}

    static void walk(RootTree tree, Visitor visitor) throws IOException {
        Deque<Level> levels = new ArrayDeque<>();
        Dir here = tree.root().again();
        try {
            levels.push(new Level("", null, here.list().iterator()));
            while (!levels.isEmpty()) {
                Level level = levels.peek();
                if (!level.entries().hasNext()) {
                    levels.pop();
                    here = levels.isEmpty() ? here : replace(here, here.up(level.above()));
                    continue;
                }
                String name = level.entries().next();
                Optional<FileStat> stat = here.stat(name);
                if (stat.isEmpty()) {
                    continue;
                }
                String path = level.path().isEmpty() ? name : level.path() + "/" + name;
                visitor.visit(path, here, name, stat.get());
                Optional<Dir> below = stat.get().isDirectory() ? open(here, name) : Optional.empty();
                if (below.isPresent()) {
                    FileStat above = here.stat();
                    here = replace(here, below.get());
                    levels.push(new Level(path, above, here.list().iterator()));
                }
            }
        } finally {
            here.close();
        }
    }

    private static Dir replace(Dir old, Dir next) {
        old.close();
        return next;
    }

    private static Optional<Dir> open(Dir dir, String name) throws PosixException {
        try {
            return Optional.of(dir.openDir(name));
        } catch (PosixException e) {
            if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.is(Errno.ELOOP)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
