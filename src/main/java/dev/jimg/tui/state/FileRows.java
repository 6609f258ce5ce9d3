package dev.jimg.tui.state;

import dev.jimg.files.Tree;
import dev.jimg.files.IntSort;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * The lines of a tree of files: which node stands in which row.
 *
 * @param nodes not to be changed
 * @param found how many names the search found; 0 without one
 */
public record FileRows(int[] nodes, int found) {

    public static final FileRows NONE = new FileRows(new int[0], 0);

    public int count() {
        return nodes.length;
    }

    /** Where a node stands; -1 if it is not among the rows. */
    public int indexOf(int node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }

    /** Finds the rows. With much open, or in a search, this takes its time. */
    public static FileRows of(Tree tree, TreeShape shape) {
        return new Walk(tree, shape).run();
    }

    private static final class Walk {
        private final Tree tree;
        private final TreeShape shape;
        private BitSet kept;
        private int found;
        private int[] rows = new int[256];
        private int count;
        private int[] waiting = new int[256];
        private int waits;

        Walk(Tree tree, TreeShape shape) {
            this.tree = tree;
            this.shape = shape;
        }

        FileRows run() {
            if (!shape.search().isEmpty()) {
                search();
            }
            push(0);
            while (waits > 0) {
                int node = waiting[--waits];
                if (count == rows.length) {
                    rows = Arrays.copyOf(rows, 2 * count);
                }
                rows[count++] = node;
                if (tree.isDirectory(node) && (kept == null ? shape.open().get(node) : !shape.closed().get(node))) {
                    push(node);
                }
            }
            return new FileRows(Arrays.copyOf(rows, count), found);
        }

        /** Puts what is in a directory on the stack, the first on top. */
        private void push(int directory) {
            int from = waits;
            for (int node = tree.first(directory); node < tree.end(directory); node++) {
                if (kept == null ? shape.admits(tree, node) : kept.get(node)) {
                    if (waits == waiting.length) {
                        waiting = Arrays.copyOf(waiting, 2 * waits);
                    }
                    waiting[waits++] = node;
                }
            }
            if (shape.bySize()) {
                IntSort.sort(waiting, from, waits, (a, b) -> tree.compareSizes(a, b, shape.layerOnly()));
            }
            // The last put there is the first taken off.
            for (int i = from, j = waits - 1; i < j && !shape.order().reversed(); i++, j--) {
                int swap = waiting[i];
                waiting[i] = waiting[j];
                waiting[j] = swap;
            }
        }

        /** What is found stays, and the way to it. */
        private void search() {
            kept = new BitSet(tree.count());
            boolean inverse = shape.search().startsWith("!") && shape.search().length() > 1;
            String wanted = inverse ? shape.search().substring(1) : shape.search();
            for (int node = tree.count() - 1; node > 0; node--) {
                boolean here = shape.admits(tree, node)
                        && tree.name(node).toLowerCase(Locale.ROOT).contains(wanted) != inverse;
                if (here) {
                    found++;
                    kept.set(node);
                }
                if (kept.get(node)) {
                    kept.set(tree.parent(node));
                }
            }
        }
    }
}
