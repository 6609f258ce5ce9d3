package dev.jimg.files;

import java.util.Arrays;
import java.util.List;

/**
 * Walks through one directory of several layers at once, name by name in the order of their bytes, and tells for each
 * name which layers have an entry of it.
 */
final class SideBySide {

    private final List<LayerFiles> layers;
    private int[] next = new int[8];
    private int[] end = new int[8];
    private int[] layer = new int[8];
    private int count;
    private int[] matches = new int[16];
    private int matched;

    SideBySide(List<LayerFiles> layers) {
        this.layers = layers;
    }

    /** @param directories pairs of a layer and the directory in it, the lowest layer first */
    void open(int[] directories, int length) {
        count = length / 2;
        if (count > next.length) {
            next = new int[2 * count];
            end = new int[2 * count];
            layer = new int[2 * count];
            matches = new int[4 * count];
        }
        for (int i = 0; i < count; i++) {
            layer[i] = directories[2 * i];
            next[i] = layers.get(layer[i]).first(directories[2 * i + 1]);
            end[i] = layers.get(layer[i]).end(directories[2 * i + 1]);
        }
    }

    /** Goes on to the next name; false if there is none. */
    boolean advance() {
        matched = 0;
        for (int i = 0; i < count; i++) {
            if (next[i] == end[i]) {
                continue;
            }
            int order = matched == 0 ? -1 : LayerFiles.compareNames(layers.get(layer[i]), next[i],
                    layers.get(matches[0]), matches[1]);
            if (order < 0) {
                matched = 0;
            }
            if (order <= 0) {
                matches[matched++] = layer[i];
                matches[matched++] = next[i];
            }
        }
        for (int i = 0, m = 0; m < matched; i++) {
            if (layer[i] == matches[m] && next[i] == matches[m + 1]) {
                next[i]++;
                m += 2;
            }
        }
        return matched > 0;
    }

    /** How many layers have the name. */
    int found() {
        return matched / 2;
    }

    int layer(int index) {
        return matches[2 * index];
    }

    int node(int index) {
        return matches[2 * index + 1];
    }

    LayerFiles files(int index) {
        return layers.get(layer(index));
    }

    /** Pairs of layer and entry, from one to another. */
    int[] pairs(int from, int to) {
        return Arrays.copyOfRange(matches, 2 * from, 2 * to);
    }

    /**
     * Of the first {@code count} layers that have the name, the lowest one that still shows when nothing lies above them:
     * a file hides all below it, a directory what is no directory, and an opaque one everything.
     *
     * @return {@code count} if none shows, because the topmost one takes the name away
     */
    int lowestShown(int count) {
        if (count == 0 || files(count - 1).kind(node(count - 1)) == FileKind.WHITEOUT) {
            return count;
        }
        int lowest = count - 1;
        while (lowest > 0 && files(lowest).isDirectory(node(lowest)) && !files(lowest).opaque(node(lowest))
                && files(lowest - 1).isDirectory(node(lowest - 1))) {
            lowest--;
        }
        return lowest;
    }
}
