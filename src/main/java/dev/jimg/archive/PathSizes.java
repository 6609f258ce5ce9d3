package dev.jimg.archive;

import dev.jimg.hash.NameHash;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The size last given to each path, of many paths, in little memory: of a path 61 bits of hash are kept. Two of a million
 * paths share them with a chance of less than one in ten thousand, and then a size in a list is off by one file.
 *
 * <p>A few megabytes may unpack to a hundred million entries. Where all scans together would take more than their
 * {@link Limit}, paths that are new to one are counted and not kept: if they come again, they count again.
 */
final class PathSizes implements AutoCloseable {

    private static final int FIRST_CAPACITY = 1 << 10;

    /** Bytes of a path that is kept. */
    private static final int PATH_BYTES = 2 * Long.BYTES;

    private static final Limit SHARED = new Limit(Runtime.getRuntime().maxMemory() / 8);

    /** What scans that run side by side may take together. Thread-safe. */
    static final class Limit {

        private final long bytes;
        private final Map<PathSizes, Long> taken = new WeakHashMap<>();

        Limit(long bytes) {
            this.bytes = bytes;
        }

        private synchronized boolean take(PathSizes one, long wanted) {
            long others = taken.entrySet().stream().filter(entry -> entry.getKey() != one)
                    .mapToLong(Map.Entry::getValue).sum();
            boolean fits = others + wanted <= bytes;
            if (fits) {
                taken.put(one, wanted);
            }
            return fits;
        }

        private synchronized void give(PathSizes one) {
            taken.remove(one);
        }
    }

    private final Limit limit;
    private boolean full;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] sizes = new long[FIRST_CAPACITY];
    private int count;
    private long sum;

    PathSizes() {
        this(SHARED);
    }

    PathSizes(Limit limit) {
        this.limit = limit;
    }

    /** @param path also with {@code ./} or {@code /} before it, and with doubled or trailing slashes */
    void put(String path, long size) {
        long key = hash(path);
        long used = key == 0 ? 1 : key;
        int place = place(keys, used);
        if (keys[place] == 0) {
            if (count == keys.length / 2 && !grow()) {
                sum += size;
                return;
            }
            place = place(keys, used);
            keys[place] = used;
            count++;
        }
        sum += size - sizes[place];
        sizes[place] = size;
    }

    /** Of all paths. */
    long sum() {
        return sum;
    }

    /** Lets go of what is shared. The sum stays; no more may be put. */
    @Override
    public void close() {
        limit.give(this);
    }

    int kept() {
        return count;
    }

    private boolean grow() {
        full = full || !limit.take(this, 2L * keys.length * PATH_BYTES);
        if (full) {
            return false;
        }
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
        return true;
    }

    private static int place(long[] keys, long key) {
        int place = (int) key & keys.length - 1;
        while (keys[place] != 0 && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    /** A hash of the path that does not see a leading {@code ./} or {@code /}, doubled or trailing slashes. */
    private static long hash(String path) {
        long hash = 0;
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
                hash = NameHash.add(hash, '/' + 1);
                pending = false;
            }
            slash = false;
            hash = NameHash.add(hash, c + 1);
        }
        return NameHash.end(hash);
    }
}
