package dev.jimg.rootfs;

import dev.jimg.posix.Errno;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.TreeSnapshot.Entry;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What changed in a tree, as a layer: changed and added files whole, with the directories they are in, and whiteouts for
 * what is gone (OCI image spec, layer.md, «Change Types»).
 *
 * <p>The same tree with the same changes gives the same bytes: entries come in the order of a walk, times are whole
 * seconds. Sockets are left out, as no tar can say them.
 */
public final class LayerDiff {

    enum Change { PRESENT, OPAQUE, REMOVED }

    private final RootTree tree;
    private final SortedMap<String, Change> changes;

    private LayerDiff(RootTree tree, SortedMap<String, Change> changes) {
        this.tree = tree;
        this.changes = changes;
    }

    /** What is different in a tree from what it was like. */
    public static LayerDiff since(TreeSnapshot before, RootTree tree) throws IOException {
        SortedMap<String, Change> changes = new TreeMap<>(PathOrder.WALK);
        SortedMap<String, Entry> missing = new TreeMap<>(before.entries());
        SortedMap<String, FileStat> directories = new TreeMap<>(PathOrder.WALK);
        TreeWalk.walk(tree, (path, dir, name, stat) -> {
            Entry old = missing.remove(path);
            if (stat.isDirectory()) {
                directories.put(path, stat);
            }
            if (old == null || !old.same(Entry.of(dir, name, stat))) {
                changes.put(path, Change.PRESENT);
            }
        });
        for (String path : missing.keySet()) {
            String parent = RootTree.parent(path);
            boolean hides = parent.isEmpty() || directories.containsKey(parent) && before.entries().get(parent) != null;
            if (hides) {
                changes.put(path, Change.REMOVED);
            }
        }
        return new LayerDiff(tree, withParents(changes));
    }

    /**
     * What the upper directory of an overlay holds: just the changes (overlayfs, «whiteouts and opaque directories»).
     *
     * @param upper it, as a tree
     */
    public static LayerDiff ofOverlay(RootTree upper) throws IOException {
        SortedMap<String, Change> changes = new TreeMap<>(PathOrder.WALK);
        TreeWalk.walk(upper, (path, dir, name, stat) -> {
            boolean whiteout = stat.type() == FileStat.CHARACTER_DEVICE && stat.rdev() == 0;
            boolean opaque = stat.isDirectory() && isOpaque(dir.xattrs(name).all());
            changes.put(path, whiteout ? Change.REMOVED : opaque ? Change.OPAQUE : Change.PRESENT);
        });
        return new LayerDiff(upper, changes);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * Writes the layer. Does not close the stream.
     *
     * @throws IOException also if a file became shorter meanwhile: nothing should go on in the tree
     */
    public void writeTo(OutputStream tar, Cancellation cancellation) throws IOException {
        try (LayerWriter writer = new LayerWriter(tar); DirCursor directories = new DirCursor(tree)) {
            for (Map.Entry<String, Change> change : changes.entrySet()) {
                cancellation.check();
                write(writer, directories, change.getKey(), change.getValue());
            }
            writer.finish();
        }
    }

    private static void write(LayerWriter writer, DirCursor directories, String path, Change change)
            throws IOException {
        if (change == Change.REMOVED) {
            writer.whiteout(path);
            return;
        }
        try {
            writer.add(path, directories.at(RootTree.parent(path)), RootTree.name(path));
        } catch (PosixException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
        if (change == Change.OPAQUE) {
            writer.opaque(path);
        }
    }

    private static boolean isOpaque(Map<String, byte[]> attributes) {
        byte[] value = attributes.get("trusted.overlay.opaque");
        return value != null && value.length == 1 && value[0] == 'y';
    }

    private static SortedMap<String, Change> withParents(SortedMap<String, Change> changes) {
        SortedMap<String, Change> all = new TreeMap<>(changes);
        for (String path : changes.keySet()) {
            for (String up = RootTree.parent(path); !up.isEmpty(); up = RootTree.parent(up)) {
                all.putIfAbsent(up, Change.PRESENT);
            }
        }
        return all;
    }
}
