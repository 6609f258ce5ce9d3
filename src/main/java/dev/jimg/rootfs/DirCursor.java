package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import java.io.Closeable;

/**
 * Directories of a tree by their real paths, asked for in {@link PathOrder}: each is opened from the one before where
 * it lies in it.
 */
final class DirCursor implements Closeable {

    private final RootTree tree;
    private Dir here;
    private String path;

    DirCursor(RootTree tree) {
        this.tree = tree;
    }

    /**
     * The directory at this path.
     *
     * @param wanted a path without links
     * @return not to be closed, and good until the next call
     */
    Dir at(String wanted) throws PosixException {
        if (wanted.equals(path)) {
            return here;
        }
        boolean inside = path != null && RootTree.parent(wanted).equals(path) && !wanted.isEmpty();
        Dir next = inside ? here.openDir(RootTree.name(wanted)) : tree.directory(wanted);
        close();
        here = next;
        path = wanted;
        return here;
    }

    /** Does nothing if there is no such directory any more. */
    void setTime(String wanted, FileStat.Time time) throws PosixException {
        if (wanted.isEmpty()) {
            tree.root().setTime(".", time);
            return;
        }
        Dir parent;
        try {
            parent = at(RootTree.parent(wanted));
        } catch (PosixException e) {
            return;
        }
        String name = RootTree.name(wanted);
        if (parent.stat(name).filter(FileStat::isDirectory).isPresent()) {
            parent.setTime(name, time);
        }
    }

    @Override
    public void close() {
        if (here != null) {
            here.close();
        }
        here = null;
        path = null;
    }
}
