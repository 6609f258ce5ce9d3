package dev.jimg.files;

import java.util.List;
import java.util.Optional;

/**
 * What tells the files of two images apart: {@linkplain FileStatus#ADDED added} is what only the right one has,
 * {@linkplain FileStatus#REMOVED removed} what only the left one has. All files are in it, the same ones too. Time is not
 * compared: a file that was merely built anew is the same. Immutable.
 */
public final class TreeDiff extends ColumnTree {

    private final FileTree left;
    private final FileTree right;
    private final DiffColumns columns;
    private final long[] change;
    private final long[] moved;
    private final int[] counts = new int[FileStatus.values().length];
    private final long[] bytes = new long[FileStatus.values().length];

    private TreeDiff(FileTree left, FileTree right, DiffColumns columns) {
        super(columns);
        this.left = left;
        this.right = right;
        this.columns = columns;
        change = new long[columns.count];
        moved = new long[columns.count];
        for (int node = columns.count - 1; node >= 0; node--) {
            sum(node);
        }
    }

    /** Compares what the layers of two images show; the lowest layer first. */
    public static TreeDiff of(List<LayerFiles> left, List<LayerFiles> right) {
        FileTree before = tree(left);
        FileTree after = tree(right);
        return new TreeDiff(before, after, new Comparison(before, after).run());
    }

    /** An image may have no layer at all. */
    private static FileTree tree(List<LayerFiles> layers) {
        return FileTree.of(layers.isEmpty() ? List.of(new LayerFilesBuilder().build()) : layers);
    }

    private void sum(int node) {
        FileStatus status = status(node);
        if (!isDirectory(node)) {
            long before = leftSize(node);
            long after = rightSize(node);
            change[node] = status == FileStatus.UNCHANGED ? 0 : after - before;
            moved[node] = Math.abs(change[node]);
            bytes[status.ordinal()] += status == FileStatus.REMOVED ? before : status == FileStatus.ADDED ? after
                    : change[node];
        }
        // A directory counts by what is in it, unless there is nothing, or it is changed itself.
        counts[status.ordinal()] += !isDirectory(node) || first(node) == end(node) || status == FileStatus.CHANGED ? 1 : 0;
        mark(node);
        if (node > 0) {
            int parent = columns.parent[node];
            change[parent] += change[node];
            moved[parent] += moved[node];
        }
    }

    /** Whether the two have the same files. */
    public boolean same() {
        return !has(0, ~FileStatus.UNCHANGED.bit());
    }

    /** How many files have this status; directories count if they are empty, or changed themselves. */
    public int files(FileStatus status) {
        return counts[status.ordinal()];
    }

    /** Bytes of the files that were added or removed; of those that changed, by how much they grew. */
    public long bytes(FileStatus status) {
        return bytes[status.ordinal()];
    }

    /** Bytes by which a file, or all that is below a directory, is larger in the right image; may be negative. */
    public long change(int node) {
        return change[node];
    }

    /** In what a changed file differs. */
    public List<FileAspect> aspects(int node) {
        return FileAspect.of(columns.aspects[node]);
    }

    /** Bytes of a file in the left image, of a hard link too; 0 where it has none. */
    public long leftSize(int node) {
        return columns.left[node] < 0 ? 0 : left.contentSize(columns.left[node]);
    }

    /** The same in the right image. */
    public long rightSize(int node) {
        return columns.right[node] < 0 ? 0 : right.contentSize(columns.right[node]);
    }

    @Override
    public boolean isDirectory(int node) {
        return side(node).isDirectory(at(node));
    }

    /** Of the right image where that has it; so are the following. */
    public FileKind kind(int node) {
        return side(node).kind(at(node));
    }

    public int mode(int node) {
        return side(node).mode(at(node));
    }

    /** The mode in the left image; only where both have the file. */
    public int modeBefore(int node) {
        return left.mode(columns.left[node]);
    }

    public String owner(int node) {
        return side(node).user(at(node)) + ":" + side(node).group(at(node));
    }

    /** As of {@link #modeBefore}. */
    public String ownerBefore(int node) {
        return left.user(columns.left[node]) + ":" + left.group(columns.left[node]);
    }

    /** Where a link leads, as a byte string. */
    public Optional<String> link(int node) {
        return side(node).link(at(node));
    }

    @Override
    public String name(int node) {
        return side(node).name(at(node));
    }

    /** As a byte string, without a leading slash. */
    public String path(int node) {
        return side(node).path(at(node));
    }

    /** By how much they grew or shrank; where that is the same, by all that was moved below them. */
    @Override
    public int compareSizes(int a, int b, boolean ownOnly) {
        int byChange = Long.compare(Math.abs(change[b]), Math.abs(change[a]));
        int byMoved = byChange != 0 ? byChange : Long.compare(moved[b], moved[a]);
        return byMoved != 0 ? byMoved : Integer.compare(a, b);
    }

    private FileTree side(int node) {
        return columns.right[node] < 0 ? left : right;
    }

    private int at(int node) {
        return columns.right[node] < 0 ? columns.left[node] : columns.right[node];
    }
}
