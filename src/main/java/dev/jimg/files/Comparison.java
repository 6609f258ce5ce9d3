package dev.jimg.files;

/** Walks through two trees side by side, in one pass. */
final class Comparison {

    private final FileTree left;
    private final FileTree right;
    private final DiffColumns columns;

    Comparison(FileTree left, FileTree right) {
        this.left = left;
        this.right = right;
        this.columns = new DiffColumns(Math.max(left.count(), right.count()));
    }

    DiffColumns run() {
        both(0, 0, 0);
        for (int node = 0; node < columns.count; node++) {
            columns.begin(node);
            open(node);
        }
        columns.begin(columns.count);
        return columns;
    }

    private void open(int node) {
        int inLeft = columns.left[node];
        int inRight = columns.right[node];
        int l = inLeft < 0 ? 0 : left.first(inLeft);
        int leftEnd = inLeft < 0 ? 0 : left.end(inLeft);
        int r = inRight < 0 ? 0 : right.first(inRight);
        int rightEnd = inRight < 0 ? 0 : right.end(inRight);
        while (l < leftEnd || r < rightEnd) {
            if (l < leftEnd && gone(left, l)) {
                l++;
            } else if (r < rightEnd && gone(right, r)) {
                r++;
            } else {
                int order = l == leftEnd ? 1 : r == rightEnd ? -1 : left.compareNames(l, right, r);
                name(node, order <= 0 ? l++ : DiffColumns.NONE, order >= 0 ? r++ : DiffColumns.NONE);
            }
        }
    }

    /** What the topmost layer of an image took away is still in its tree. */
    private static boolean gone(FileTree tree, int node) {
        return tree.status(node) == FileStatus.REMOVED;
    }

    private void name(int parent, int inLeft, int inRight) {
        boolean both = inLeft >= 0 && inRight >= 0;
        if (both && left.isDirectory(inLeft) == right.isDirectory(inRight)) {
            both(parent, inLeft, inRight);
            return;
        }
        // A directory in place of a file, or the other way round, is two nodes: each has what is in it.
        if (inLeft >= 0) {
            columns.add(parent, inLeft, DiffColumns.NONE, FileStatus.REMOVED, 0);
        }
        if (inRight >= 0) {
            columns.add(parent, DiffColumns.NONE, inRight, FileStatus.ADDED, 0);
        }
    }

    private void both(int parent, int inLeft, int inRight) {
        int differing = left.sameEntry(inLeft, right, inRight) ? 0 : differing(inLeft, inRight);
        columns.add(parent, inLeft, inRight, differing == 0 ? FileStatus.UNCHANGED : FileStatus.CHANGED, differing);
    }

    private int differing(int l, int r) {
        if (left.isDirectory(l)) {
            return left.implicit(l) || right.implicit(r) ? 0 : facts(l, r);
        }
        FileKind one = kind(left, l);
        FileKind other = kind(right, r);
        if (one != other) {
            return FileAspect.KIND.bit() | facts(l, r);
        }
        int differing = facts(l, r);
        if (one == FileKind.FILE && (left.contentSize(l) != right.contentSize(r) || left.content(l) != right.content(r))) {
            differing |= FileAspect.CONTENT.bit();
        }
        if (one == FileKind.SYMLINK) {
            differing |= left.link(l).equals(right.link(r)) ? 0 : FileAspect.LINK.bit();
            // Of a symbolic link the mode means nothing, and builders write what they like.
            differing &= ~FileAspect.MODE.bit();
        }
        return differing;
    }

    /** Which of several names of a file a layer has it under is chance. */
    private static FileKind kind(FileTree tree, int node) {
        FileKind kind = tree.kind(node);
        return kind == FileKind.HARD_LINK ? FileKind.FILE : kind;
    }

    private int facts(int l, int r) {
        int differing = left.mode(l) == right.mode(r) ? 0 : FileAspect.MODE.bit();
        if (left.user(l) != right.user(r) || left.group(l) != right.group(r)) {
            differing |= FileAspect.OWNER.bit();
        }
        return left.attributes(l) == right.attributes(r) ? differing : differing | FileAspect.ATTRIBUTES.bit();
    }
}
