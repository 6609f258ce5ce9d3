package dev.jimg.files;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays layers over each other, in one pass over all of them. */
final class Merge {

    private final List<LayerFiles> layers;
    private final int top;
    private final SideBySide names;
    private final MergedColumns columns;
    /** The layers that make a directory, as pairs, where they are more than the one it is shown as. */
    private final Map<Integer, int[]> shared = new HashMap<>();
    /** Directories of which the topmost layer hides what lower layers have in them. */
    private final BitSet hidden = new BitSet();

    Merge(List<LayerFiles> layers) {
        this.layers = layers;
        this.top = layers.size() - 1;
        this.names = new SideBySide(layers);
        this.columns = new MergedColumns(layers.stream().mapToInt(LayerFiles::count).max().orElseThrow());
    }

    MergedColumns run() {
        root();
        int[] first = new int[columns.parent.length + 1];
        for (int node = 0; node < columns.count; node++) {
            if (node + 1 >= first.length) {
                first = Arrays.copyOf(first, Math.max(columns.parent.length + 1, node + 2));
            }
            first[node] = columns.count;
            open(node);
        }
        columns.first = Arrays.copyOf(first, columns.count + 1);
        columns.first[columns.count] = columns.count;
        return columns;
    }

    private void root() {
        int[] all = new int[2 * layers.size()];
        int from = 0;
        for (int i = 0; i <= top; i++) {
            all[2 * i] = i;
            if (i < top && layers.get(i).opaque(0)) {
                from = i;
            }
        }
        FileStatus status = top == 0 ? FileStatus.ADDED : FileStatus.UNCHANGED;
        columns.add(0, describing(Arrays.copyOfRange(all, 2 * from, all.length)), 0, status);
        shared.put(0, Arrays.copyOfRange(all, 2 * from, all.length));
        hidden.set(0, layers.get(top).opaque(0));
    }

    private void open(int node) {
        LayerFiles files = layers.get(columns.layer[node]);
        if (!files.isDirectory(columns.node[node])) {
            return;
        }
        int[] parts = shared.remove(node);
        int[] directories = parts == null ? new int[] {columns.layer[node], columns.node[node]} : parts;
        names.open(directories, directories.length);
        boolean hides = hidden.get(node);
        while (names.advance()) {
            boolean upper = names.layer(names.found() - 1) == top;
            int lower = upper ? names.found() - 1 : names.found();
            int shown = names.lowestShown(lower);
            if (upper) {
                withUpper(node, shown, lower, hides);
            } else if (shown < lower) {
                below(node, shown, lower, hides);
            }
        }
    }

    /** What the topmost layer does not have. */
    private void below(int parent, int from, int to, boolean gone) {
        int[] parts = names.pairs(from, to);
        int shownAs = to - from == 1 ? 0 : indexDescribing(parts);
        int node = columns.add(parent, parts[2 * shownAs], parts[2 * shownAs + 1],
                gone ? FileStatus.REMOVED : FileStatus.UNCHANGED);
        if (parts.length > 2) {
            shared.put(node, parts);
        }
        hidden.set(node, gone);
    }

    private void withUpper(int parent, int from, int to, boolean hides) {
        LayerFiles files = names.files(to);
        int entry = names.node(to);
        boolean covers = from < to;
        if (files.kind(entry) == FileKind.WHITEOUT) {
            if (covers) {
                below(parent, from, to, true);
            } else {
                columns.add(parent, top, entry, FileStatus.REMOVED);
            }
            return;
        }
        boolean both = covers && files.isDirectory(entry) && names.files(to - 1).isDirectory(names.node(to - 1));
        if (!both) {
            columns.add(parent, top, entry, covers ? FileStatus.CHANGED : FileStatus.ADDED);
            return;
        }
        int[] lower = names.pairs(from, to);
        int described = indexDescribing(lower);
        int lowerLayer = lower[2 * described];
        int lowerNode = lower[2 * described + 1];
        boolean same = files.implicit(entry) || sameFacts(layers.get(lowerLayer), lowerNode, files, entry);
        int node = columns.add(parent, files.implicit(entry) ? lowerLayer : top,
                files.implicit(entry) ? lowerNode : entry, same ? FileStatus.UNCHANGED : FileStatus.CHANGED);
        shared.put(node, names.pairs(from, to + 1));
        hidden.set(node, hides || files.opaque(entry));
    }

    private static boolean sameFacts(LayerFiles a, int nodeA, LayerFiles b, int nodeB) {
        return a.implicit(nodeA) || a.mode(nodeA) == b.mode(nodeB) && a.user(nodeA) == b.user(nodeB)
                && a.group(nodeA) == b.group(nodeB);
    }

    /** The highest layer that has the directory itself, and not only something in it. */
    private int indexDescribing(int[] pairs) {
        for (int i = pairs.length / 2 - 1; i > 0; i--) {
            if (!layers.get(pairs[2 * i]).implicit(pairs[2 * i + 1])) {
                return i;
            }
        }
        return 0;
    }

    private int describing(int[] pairs) {
        return pairs[2 * indexDescribing(pairs)];
    }
}
