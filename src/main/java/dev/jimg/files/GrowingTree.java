package dev.jimg.files;

import dev.jimg.hash.NameHash;
import java.util.Arrays;

/** A tree of names that grows, in arrays, with a hash table from a directory and a name to the entry. */
final class GrowingTree {

    private static final int START = 1024;

    int[] parents = new int[START];
    byte[] kinds = new byte[START];
    byte[] flags = new byte[START];
    short[] modes = new short[START];
    int[] owners = new int[START];
    long[] sizes = new long[START];
    long[] times = new long[START];
    long[] contents = new long[START];
    private int[] nameStarts = new int[START];
    private int[] nameLengths = new int[START];
    private byte[] names = new byte[16 * START];
    private int namesEnd;
    private int count = 1;
    private int[] table = new int[4 * START];

    int count() {
        return count;
    }

    long nameBytes() {
        return namesEnd;
    }

    /** The entry of a name in a directory; -1 if there is none. */
    int child(int parent, byte[] name) {
        int slot = slot(parent, name, 0, name.length);
        return table[slot] - 1;
    }

    /** A new entry, of which nothing is known yet. */
    int add(int parent, byte[] name) {
        if (count == parents.length) {
            grow();
        }
        if (namesEnd + name.length > names.length) {
            names = Arrays.copyOf(names, Math.max(names.length + names.length / 2, namesEnd + name.length));
        }
        int node = count++;
        parents[node] = parent;
        nameStarts[node] = namesEnd;
        nameLengths[node] = name.length;
        System.arraycopy(name, 0, names, namesEnd, name.length);
        namesEnd += name.length;
        table[slot(parent, name, 0, name.length)] = node + 1;
        if (count > table.length / 2) {
            rehash();
        }
        return node;
    }

    /** Bytes of the names of these entries. */
    int nameBytes(int[] order) {
        int bytes = 0;
        for (int node : order) {
            bytes += nameLengths[node];
        }
        return bytes;
    }

    int copyName(int node, byte[] target, int at) {
        System.arraycopy(names, nameStarts[node], target, at, nameLengths[node]);
        return nameLengths[node];
    }

    /** Directory by directory, each sorted by names; what lies below something that is no directory is left out. */
    int[] breadthFirst() {
        int[] starts = new int[count + 1];
        for (int node = 1; node < count; node++) {
            starts[parents[node] + 1]++;
        }
        for (int node = 0; node < count; node++) {
            starts[node + 1] += starts[node];
        }
        int[] children = new int[count];
        int[] next = starts.clone();
        for (int node = 1; node < count; node++) {
            children[next[parents[node]]++] = node;
        }
        int[] order = new int[count];
        int end = 1;
        for (int i = 0; i < end; i++) {
            int node = order[i];
            int from = starts[node];
            int to = starts[node + 1];
            if (to > from && kinds[node] == FileKind.DIRECTORY.ordinal()) {
                IntSort.sort(children, from, to, this::compareNames);
                System.arraycopy(children, from, order, end, to - from);
                end += to - from;
            }
        }
        return Arrays.copyOf(order, end);
    }

    private int compareNames(int a, int b) {
        return Arrays.compareUnsigned(names, nameStarts[a], nameStarts[a] + nameLengths[a], names, nameStarts[b],
                nameStarts[b] + nameLengths[b]);
    }

    /** Where the entry is, or would be. */
    private int slot(int parent, byte[] bytes, int from, int length) {
        int mask = table.length - 1;
        int slot = (int) NameHash.end(NameHash.add(parent, bytes, from, length)) & mask;
        while (table[slot] != 0 && !is(table[slot] - 1, parent, bytes, from, length)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(int node, int parent, byte[] bytes, int from, int length) {
        return parents[node] == parent && nameLengths[node] == length
                && Arrays.equals(names, nameStarts[node], nameStarts[node] + length, bytes, from, from + length);
    }

    private void rehash() {
        table = new int[table.length * 2];
        for (int node = 1; node < count; node++) {
            table[slot(parents[node], names, nameStarts[node], nameLengths[node])] = node + 1;
        }
    }

    private void grow() {
        int size = count + count / 2;
        parents = Arrays.copyOf(parents, size);
        kinds = Arrays.copyOf(kinds, size);
        flags = Arrays.copyOf(flags, size);
        modes = Arrays.copyOf(modes, size);
        owners = Arrays.copyOf(owners, size);
        sizes = Arrays.copyOf(sizes, size);
        times = Arrays.copyOf(times, size);
        contents = Arrays.copyOf(contents, size);
        nameStarts = Arrays.copyOf(nameStarts, size);
        nameLengths = Arrays.copyOf(nameLengths, size);
    }
}
