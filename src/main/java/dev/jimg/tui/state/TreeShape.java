package dev.jimg.tui.state;

import dev.jimg.files.FileStatus;
import dev.jimg.files.FileTree;
import dev.jimg.files.Tree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What of a tree of files is to be seen, and in which order.
 *
 * @param open the directories that are open; not to be changed
 * @param closed those that are closed although a search found something in them; not to be changed
 * @param statuses of what is shown, as {@link FileStatus#bit}s
 * @param layerOnly only what the layer itself has or takes away
 * @param search what names must contain, in lower case; with a leading {@code !}, what they must not. Empty for all
 */
public record TreeShape(BitSet open, BitSet closed, int statuses, boolean layerOnly, Order order, String search) {

    private static final int ALL = (1 << FileStatus.values().length) - 1;

    /**
     * In which order the members of a directory stand.
     *
     * @param bySize the largest first; else by name, A to Z
     * @param reversed the other way round
     */
    public record Order(boolean bySize, boolean reversed) {
        static final Order BY_NAME = new Order(false, false);
    }

    /** The layer's own tree, all closed. */
    public static final TreeShape START = new TreeShape(new BitSet(), new BitSet(), ALL, true, Order.BY_NAME, "");

    /** All closed again, for another tree. */
    TreeShape closedUp() {
        return new TreeShape(new BitSet(), new BitSet(), statuses, layerOnly, order, search);
    }

    /** For another tree: open are the outermost directories, as many as there is room for. */
    TreeShape opened(Tree tree, int rows) {
        BitSet open = new BitSet();
        int left = rows - shown(tree, 0, rows);
        List<Integer> level = List.of(0);
        while (left > 0 && !level.isEmpty()) {
            List<Integer> next = new ArrayList<>();
            for (int directory : level) {
                for (int node = tree.first(directory); node < tree.end(directory) && left > 0; node++) {
                    int inside = admits(tree, node) ? shown(tree, node, left) : 0;
                    if (inside > 0 && inside <= left) {
                        open.set(node);
                        left -= inside;
                        next.add(node);
                    }
                }
            }
            level = next;
        }
        return new TreeShape(open, new BitSet(), statuses, layerOnly, order, search);
    }

    /** For a tree of the same image: open is what was open in the other one, as far as it is there. */
    TreeShape carriedOver(FileTree from, FileTree to) {
        BitSet carried = new BitSet();
        for (int node = open.nextSetBit(0); node >= 0; node = open.nextSetBit(node + 1)) {
            to.find(from.path(node)).ifPresent(carried::set);
        }
        return new TreeShape(carried, new BitSet(), statuses, layerOnly, order, search);
    }

    /** How many are to be seen in a directory, counted up to one more than this. */
    private int shown(Tree tree, int directory, int most) {
        int count = 0;
        for (int node = tree.first(directory); node < tree.end(directory) && count <= most; node++) {
            count += admits(tree, node) ? 1 : 0;
        }
        return count;
    }

    /** With a directory open that was closed, or the other way round. */
    TreeShape toggle(int node, boolean opened) {
        BitSet changed = (BitSet) (search.isEmpty() ? open : closed).clone();
        changed.set(node, search.isEmpty() == opened);
        return search.isEmpty() ? new TreeShape(changed, closed, statuses, layerOnly, order, search)
                : new TreeShape(open, changed, statuses, layerOnly, order, search);
    }

    TreeShape toggle(FileStatus status) {
        return new TreeShape(open, closed, statuses ^ status.bit(), layerOnly, order, search);
    }

    TreeShape withLayerOnly(boolean value) {
        return new TreeShape(open, closed, statuses, value, order, search);
    }

    /** With nothing left out. */
    TreeShape withAll() {
        return new TreeShape(open, closed, ALL, true, order, search);
    }

    /** For another tree: these directories are open. */
    TreeShape withOpen(BitSet directories) {
        return new TreeShape(directories, new BitSet(), statuses, layerOnly, order, search);
    }

    /** By size or by name; the other way round where it is so already. */
    TreeShape sorted(boolean bySize) {
        return new TreeShape(open, closed, statuses, layerOnly,
                new Order(bySize, order.bySize() == bySize && !order.reversed()), search);
    }

    public boolean bySize() {
        return order.bySize();
    }

    TreeShape withSearch(String value) {
        return new TreeShape(open, new BitSet(), statuses, layerOnly, order, value);
    }

    public boolean shows(FileStatus status) {
        return (statuses & status.bit()) != 0;
    }

    /** Whether a node is among what is to be seen, the search left aside. */
    boolean admits(Tree tree, int node) {
        return tree.has(node, layerOnly ? statuses & ~FileStatus.UNCHANGED.bit() : statuses);
    }

    /** How many nodes must be looked at to find the rows. */
    int cost(Tree tree) {
        if (!search.isEmpty()) {
            return tree.count();
        }
        int cost = tree.end(0) - tree.first(0);
        for (int node = open.nextSetBit(0); node >= 0 && node < tree.count(); node = open.nextSetBit(node + 1)) {
            cost += tree.end(node) - tree.first(node);
        }
        return order.bySize() ? 2 * cost : cost;
    }
}
