package dev.jimg.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The entries of one layer, numbered from the root, 0. Immutable; may be read by many threads.
 *
 * <p>Names are bytes. {@link #name} makes text of them, in which what is no UTF-8 becomes U+FFFD; a path that leads back
 * here is a byte string: one character for each byte.
 */
public final class LayerFiles {

    private final LayerColumns columns;
    private final int[] first;
    private final long[] totals;
    private final int files;

    /** @throws IllegalArgumentException if the columns are not those of a tree */
    public LayerFiles(LayerColumns columns) {
        this.columns = columns;
        check(columns);
        first = ranges(columns);
        totals = totals(columns);
        files = count(columns);
    }

    /** The columns themselves, for who saves them; not to be changed. */
    public LayerColumns columns() {
        return columns;
    }

    /** How many entries there are, the root and directories that are only on the way included. */
    public int count() {
        return columns.count();
    }

    /** How many entries the layer has of its own: without directories on the way. */
    public int files() {
        return files;
    }

    /** Bytes of all files. */
    public long total() {
        return totals[0];
    }

    /** Bytes of a file, or of all files below a directory. */
    public long total(int node) {
        return totals[node];
    }

    public int parent(int node) {
        return columns.parent()[node];
    }

    /** The first entry in a directory; the others follow, up to {@link #end}, in the order of their names' bytes. */
    public int first(int node) {
        return first[node];
    }

    /** Behind the last entry in a directory. */
    public int end(int node) {
        return first[node + 1];
    }

    public FileKind kind(int node) {
        return FileKind.of(columns.kinds()[node] & LayerColumns.KIND);
    }

    public boolean isDirectory(int node) {
        return kind(node) == FileKind.DIRECTORY;
    }

    /** Whether what lower layers have in this directory is gone. */
    public boolean opaque(int node) {
        return (columns.kinds()[node] & LayerColumns.OPAQUE) != 0;
    }

    /** Whether the layer does not have the directory itself, only something in it. */
    public boolean implicit(int node) {
        return (columns.kinds()[node] & LayerColumns.IMPLICIT) != 0;
    }

    /** Permissions with setuid, setgid and sticky. */
    public int mode(int node) {
        return columns.modes()[node];
    }

    public long user(int node) {
        return columns.ownerIds()[2 * columns.owners()[node]];
    }

    public long group(int node) {
        return columns.ownerIds()[2 * columns.owners()[node] + 1];
    }

    /** Bytes of a file; 0 of everything else. */
    public long size(int node) {
        return columns.sizes()[node];
    }

    /** Seconds since the epoch. */
    public long time(int node) {
        return columns.times()[node];
    }

    /** Where a link leads, as a byte string; of a hard link the path in this layer. */
    public Optional<String> link(int node) {
        int at = Arrays.binarySearch(columns.linked(), node);
        return at < 0 ? Optional.empty() : Optional.of(columns.links()[at]);
    }

    public String name(int node) {
        return new String(columns.names(), nameStart(node), nameLength(node), StandardCharsets.UTF_8);
    }

    /** As a byte string, without a leading slash; empty for the root. */
    public String path(int node) {
        StringBuilder path = new StringBuilder();
        for (int at = node; at != 0; at = parent(at)) {
            path.insert(0, new String(columns.names(), nameStart(at), nameLength(at), StandardCharsets.ISO_8859_1));
            if (parent(at) != 0) {
                path.insert(0, '/');
            }
        }
        return path.toString();
    }

    /** The entry with this path, a byte string; empty if there is none. */
    public Optional<Integer> find(String path) {
        int at = 0;
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                at = child(at, name.getBytes(StandardCharsets.ISO_8859_1));
                if (at < 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(at);
    }

    int child(int node, byte[] name) {
        int low = first(node);
        int high = end(node) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compareName(middle, name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    int nameStart(int node) {
        return node == 0 ? 0 : columns.nameEnds()[node - 1];
    }

    int nameLength(int node) {
        return columns.nameEnds()[node] - nameStart(node);
    }

    /** Compares the name of an entry with another, byte by byte. */
    int compareName(int node, byte[] name) {
        return Arrays.compareUnsigned(columns.names(), nameStart(node), columns.nameEnds()[node], name, 0, name.length);
    }

    /** Compares the names of two entries, perhaps of two layers, byte by byte. */
    static int compareNames(LayerFiles a, int nodeA, LayerFiles b, int nodeB) {
        return Arrays.compareUnsigned(a.columns.names(), a.nameStart(nodeA), a.columns.nameEnds()[nodeA],
                b.columns.names(), b.nameStart(nodeB), b.columns.nameEnds()[nodeB]);
    }

    private static int[] ranges(LayerColumns columns) {
        int[] first = new int[columns.count() + 1];
        int next = 1;
        for (int node = 0; node < columns.count(); node++) {
            first[node] = next;
            while (next < columns.count() && columns.parent()[next] == node) {
                next++;
            }
        }
        if (next != columns.count()) {
            throw new IllegalArgumentException("the entries are not in order");
        }
        first[columns.count()] = next;
        return first;
    }

    private static long[] totals(LayerColumns columns) {
        long[] totals = columns.sizes().clone();
        for (int node = columns.count() - 1; node > 0; node--) {
            totals[columns.parent()[node]] += totals[node];
        }
        return totals;
    }

    private static int count(LayerColumns columns) {
        int count = 0;
        for (byte kind : columns.kinds()) {
            count += (kind & LayerColumns.IMPLICIT) == 0 ? 1 : 0;
        }
        return count;
    }

    private static void check(LayerColumns columns) {
        int count = columns.count();
        boolean sound = count > 0 && columns.parent()[0] == 0 && columns.nameEnds().length == count
                && columns.kinds().length == count && columns.modes().length == count
                && columns.owners().length == count && columns.sizes().length == count
                && columns.times().length == count && columns.links().length == columns.linked().length;
        int end = 0;
        for (int node = 0; sound && node < count; node++) {
            int parent = columns.parent()[node];
            sound = (node == 0 || parent >= 0 && parent < node
                    && (columns.kinds()[parent] & LayerColumns.KIND) == FileKind.DIRECTORY.ordinal())
                    && columns.nameEnds()[node] >= end && (columns.kinds()[node] & ~0x3f) == 0
                    && (columns.kinds()[node] & LayerColumns.KIND) <= FileKind.WHITEOUT.ordinal()
                    && columns.owners()[node] >= 0 && columns.owners()[node] < columns.ownerIds().length / 2
                    && columns.sizes()[node] >= 0;
            end = columns.nameEnds()[node];
        }
        if (!sound || end != columns.names().length) {
            throw new IllegalArgumentException("the columns are not those of a tree");
        }
    }
}
