package dev.jimg.files;

import java.util.Arrays;

/** The columns of a {@link TreeDiff}, while they grow and after that. */
final class DiffColumns extends TreeColumns {

    /** Where a side does not have the name. */
    static final int NONE = -1;

    int[] left;
    int[] right;
    byte[] aspects;

    DiffColumns(int expected) {
        parent = new int[expected];
        first = new int[16];
        left = new int[expected];
        right = new int[expected];
        status = new byte[expected];
        aspects = new byte[expected];
    }

    void add(int parentNode, int leftNode, int rightNode, FileStatus how, int differing) {
        if (count == parent.length) {
            int size = count + count / 2 + 16;
            parent = Arrays.copyOf(parent, size);
            left = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            status = Arrays.copyOf(status, size);
            aspects = Arrays.copyOf(aspects, size);
        }
        parent[count] = parentNode;
        left[count] = leftNode;
        right[count] = rightNode;
        status[count] = (byte) how.ordinal();
        aspects[count++] = (byte) differing;
    }

    /** Says that what is in the next directory begins here. */
    void begin(int node) {
        if (node == first.length) {
            first = Arrays.copyOf(first, Math.max(count, 2 * first.length));
        }
        first[node] = count;
    }
}
