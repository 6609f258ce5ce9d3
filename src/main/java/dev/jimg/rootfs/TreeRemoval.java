package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.Errno;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Removes trees, however deep, without following a link and with two directories open at a time: a hostile layer nests
 * thousands of directories, and there are no more files to open than that.
 */
public final class TreeRemoval {

    private TreeRemoval() {}

    private record Level(String name, FileStat above, Iterator<String> entries) {}

    /** Removes an entry and all that is in it. Does nothing if there is none. */
    public static void remove(Dir dir, String name) throws PosixException {
        Optional<FileStat> stat = dir.stat(name);
        if (stat.isEmpty()) {
            return;
        }
        if (!stat.get().isDirectory()) {
            dir.unlink(name);
            return;
        }
        empty(dir, name);
        dir.rmdir(name);
    }

    private static void empty(Dir dir, String name) throws PosixException {
        Deque<Level> levels = new ArrayDeque<>();
        FileStat above = dir.stat();
        Dir here = enter(dir, name);
        try {
            levels.push(new Level(name, above, here.list().iterator()));
            while (!levels.isEmpty()) {
                Level level = levels.peek();
                if (level.entries().hasNext()) {
                    String entry = level.entries().next();
                    if (here.stat(entry).filter(FileStat::isDirectory).isPresent()) {
                        FileStat stat = here.stat();
                        Dir below = enter(here, entry);
                        here.close();
                        here = below;
                        levels.push(new Level(entry, stat, here.list().iterator()));
                    } else {
                        here.unlink(entry);
                    }
                    continue;
                }
                levels.pop();
                if (!levels.isEmpty()) {
                    Dir back = here.up(level.above());
                    here.close();
                    here = back;
                    here.rmdir(level.name());
                }
            }
        } finally {
            here.close();
        }
    }

    /** Without root, a directory of ours may be closed even to us. */
    private static Dir enter(Dir dir, String name) throws PosixException {
        try {
            return dir.openDir(name);
        } catch (PosixException e) {
            if (!e.is(Errno.EACCES)) {
                throw e;
            }
            dir.chmod(name, 0700);
            return dir.openDir(name);
        }
    }
}
