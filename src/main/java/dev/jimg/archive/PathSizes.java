package dev.jimg.archive;

/**
 * The size last given to each path, of many paths, in little memory: paths are kept as 64 bits of hash. Two of a million
 * paths share one with a chance of one in thirty million, and then a size in a list is off by one file.
 */
final class PathSizes {

    private static final int FIRST_CAPACITY = 1 << 10;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] sizes = new long[FIRST_CAPACITY];
    private int count;
    private long sum;

    /** @param path also with {@code ./} or {@code /} before it, and with doubled or trailing slashes */
    void put(String path, long size) {
        long key = hash(path);
        long used = key == 0 ? 1 : key;
        int place = place(keys, used);
        if (keys[place] == 0) {
            keys[place] = used;
            count++;
        }
        sum += size - sizes[place];
        sizes[place] = size;
        if (count > keys.length / 2) {
            grow();
        }
    }

    /** Of all paths. */
    long sum() {
        return sum;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldSizes = sizes;
        keys = new long[oldKeys.length * 2];
        sizes = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int place = place(keys, oldKeys[i]);
                keys[place] = oldKeys[i];
                sizes[place] = oldSizes[i];
            }
        }
    }

    private static int place(long[] keys, long key) {
        int place = (int) (key ^ key >>> 32) & keys.length - 1;
        while (keys[place] != 0 && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    /** A hash of the path that does not see a leading {@code ./} or {@code /}, doubled or trailing slashes. */
    private static long hash(String path) {
        long hash = 0xcbf29ce484222325L;
        boolean slash = true;
        boolean pending = false;
        int from = path.startsWith("./") ? 2 : 0;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                pending = !slash;
                continue;
            }
            if (pending) {
                hash = (hash ^ '/') * 0x100000001b3L;
                pending = false;
            }
            slash = false;
            hash = (hash ^ c) * 0x100000001b3L;
        }
        return hash ^ hash >>> 29;
    }
}
