package dev.jimg.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What layers laid over each other show, and what the topmost of them did to it: files it removed are still in the tree,
 * marked so. The nodes are numbered breadth first from the root, 0. Immutable.
 */
public final class FileTree extends ColumnTree {

    private final List<LayerFiles> layers;
    private final MergedColumns columns;
    private final long[] totals;
    private final long[] own;
    private final int[] counts = new int[FileStatus.values().length];

    private FileTree(List<LayerFiles> layers, MergedColumns columns) {
        super(columns);
        this.layers = List.copyOf(layers);
        this.columns = columns;
        int count = columns.count;
        totals = new long[count];
        own = new long[count];
        for (int node = count - 1; node >= 0; node--) {
            sum(node);
        }
    }

    /** @param layers the lowest first; at least one */
    public static FileTree of(List<LayerFiles> layers) {
        return new FileTree(layers, new Merge(layers).run());
    }

    private void sum(int node) {
        FileStatus status = status(node);
        LayerFiles files = files(node);
        if (!isDirectory(node)) {
            counts[status.ordinal()]++;
            totals[node] = files.size(columns.node[node]);
            own[node] = status == FileStatus.ADDED || status == FileStatus.CHANGED ? totals[node] : 0;
        }
        mark(node);
        if (node == 0) {
            return;
        }
        int parent = columns.parent[node];
        own[parent] += own[node];
        if (status != FileStatus.REMOVED || status(parent) == FileStatus.REMOVED) {
            totals[parent] += totals[node];
        }
    }

    /** How many files, links and devices have this status; directories are not counted. */
    public int files(FileStatus status) {
        return counts[status.ordinal()];
    }

    @Override
    public boolean isDirectory(int node) {
        return files(node).isDirectory(columns.node[node]);
    }

    public FileKind kind(int node) {
        return files(node).kind(columns.node[node]);
    }

    /** Bytes of a file, or of the files below a directory that the layers show; of what was removed, what it took. */
    public long total(int node) {
        return totals[node];
    }

    /** Bytes of that which the topmost layer has; of what it removed, what that took below. */
    public long own(int node) {
        return status(node) == FileStatus.REMOVED ? totals[node] : own[node];
    }

    public int mode(int node) {
        return files(node).mode(columns.node[node]);
    }

    public long user(int node) {
        return files(node).user(columns.node[node]);
    }

    public long group(int node) {
        return files(node).group(columns.node[node]);
    }

    /** Seconds since the epoch. */
    public long time(int node) {
        return files(node).time(columns.node[node]);
    }

    /** Where a link leads, as a byte string. */
    public Optional<String> link(int node) {
        return files(node).link(columns.node[node]);
    }

    /** Which layer the node comes from: an index of the list the tree was made of. */
    public int layer(int node) {
        return columns.layer[node];
    }

    @Override
    public String name(int node) {
        return files(node).name(columns.node[node]);
    }

    /** As a byte string, without a leading slash. */
    public String path(int node) {
        return files(node).path(columns.node[node]);
    }

    /** The node with this path, a byte string; empty if there is none. */
    public OptionalInt find(String path) {
        int at = 0;
        for (String name : path.split("/")) {
            at = name.isEmpty() ? at : child(at, name.getBytes(StandardCharsets.ISO_8859_1));
            if (at < 0) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(at);
    }

    private int child(int node, byte[] name) {
        int low = first(node);
        int high = end(node) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = files(middle).compareName(columns.node[middle], name);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -1;
    }

    /** Bytes of a file, of a hard link those of the file it is another name of. */
    long contentSize(int node) {
        return files(node).contentSize(columns.node[node]);
    }

    /** What is in a file, as {@link LayerFiles#content}. */
    long content(int node) {
        return files(node).content(columns.node[node]);
    }

    long attributes(int node) {
        return files(node).attributes(columns.node[node]);
    }

    /** Whether no layer has the directory itself, only something in it. */
    boolean implicit(int node) {
        return files(node).implicit(columns.node[node]);
    }

    /** Whether a node is the same entry of the same layer as one of another tree. */
    boolean sameEntry(int node, FileTree other, int otherNode) {
        return files(node) == other.files(otherNode) && columns.node[node] == other.columns.node[otherNode];
    }

    int compareNames(int node, FileTree other, int otherNode) {
        return LayerFiles.compareNames(files(node), columns.node[node], other.files(otherNode),
                other.columns.node[otherNode]);
    }

    private LayerFiles files(int node) {
        return layers.get(columns.layer[node]);
    }

    /** Compares sizes, the larger first; among equals by name. */
    @Override
    public int compareSizes(int a, int b, boolean ownOnly) {
        int bySize = ownOnly ? Long.compare(own(b), own(a)) : Long.compare(totals[b], totals[a]);
        return bySize != 0 ? bySize : Integer.compare(a, b);
    }
}
