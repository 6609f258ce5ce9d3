package dev.jimg.files;

import java.util.Arrays;

/** The columns of a {@link FileTree}, while they grow and after that. */
final class MergedColumns extends TreeColumns {

    int[] layer;
    int[] node;

    MergedColumns(int expected) {
        parent = new int[expected];
        layer = new int[expected];
        node = new int[expected];
        status = new byte[expected];
    }

    int add(int parentNode, int fromLayer, int fromNode, FileStatus how) {
        if (count == parent.length) {
            int size = count + count / 2 + 16;
            parent = Arrays.copyOf(parent, size);
            layer = Arrays.copyOf(layer, size);
            node = Arrays.copyOf(node, size);
            status = Arrays.copyOf(status, size);
        }
        parent[count] = parentNode;
        layer[count] = fromLayer;
        node[count] = fromNode;
        status[count] = (byte) how.ordinal();
        return count++;
    }
}
