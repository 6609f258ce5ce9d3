package dev.jimg.files;

/** A tree whose nodes are rows of columns, numbered breadth first from the root, 0. */
abstract class ColumnTree implements Tree {

    private final TreeColumns columns;
    private final byte[] masks;

    ColumnTree(TreeColumns columns) {
        this.columns = columns;
        masks = new byte[columns.count];
    }

    /** Tells the directory what a node is; to be called for the last node first. */
    final void mark(int node) {
        masks[node] |= status(node).bit();
        if (node > 0) {
            masks[parent(node)] |= masks[node];
        }
    }

    /** How many nodes there are, the root and removed ones included. */
    @Override
    public final int count() {
        return columns.count;
    }

    @Override
    public final int parent(int node) {
        return columns.parent[node];
    }

    /** The first node in a directory; the others follow, up to {@link #end}, in the order of their names' bytes. */
    @Override
    public final int first(int node) {
        return columns.first[node];
    }

    /** Behind the last node in a directory. */
    @Override
    public final int end(int node) {
        return columns.first[node + 1];
    }

    @Override
    public final FileStatus status(int node) {
        return FileStatus.of(columns.status[node]);
    }

    /** Whether a node, or anything below it, has one of these statuses, given as {@link FileStatus#bit}s. */
    @Override
    public final boolean has(int node, int statuses) {
        return (masks[node] & statuses) != 0;
    }
}
