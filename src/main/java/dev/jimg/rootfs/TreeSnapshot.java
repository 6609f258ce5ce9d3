package dev.jimg.rootfs;

import dev.jimg.posix.Bytes;
import dev.jimg.posix.Dir;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.PosixException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tree was like at one moment: metadata only, no content. What it is good for, and what it guarantees, stands in
 * the package's description.
 */
public final class TreeSnapshot {

    private static final int MAGIC = 0x6a736e31;

    /** @param attributes a digest of a directory's extended attributes; 0 where there are none, and for files */
    record Entry(FileStat stat, int attributes) {

        static Entry of(Dir dir, String name, FileStat stat) throws PosixException {
            return new Entry(stat, stat.isDirectory() ? digest(dir.xattrs(name).all()) : 0);
        }

        /**
         * A directory's ctime says little, for everything that happens in it sets it, and what happened is seen there.
         * So of a directory the rest is compared, and its attributes.
         */
        boolean same(Entry now) {
            FileStat then = stat;
            FileStat is = now.stat;
            return then.mode() == is.mode() && then.uid() == is.uid() && then.gid() == is.gid()
                    && then.inode() == is.inode() && then.mtime().equals(is.mtime()) && attributes == now.attributes
                    && (is.isDirectory() || then.size() == is.size() && then.rdev() == is.rdev()
                            && then.ctime().equals(is.ctime()));
        }

        private static int digest(Map<String, byte[]> attributes) {
            int digest = 0;
            for (Map.Entry<String, byte[]> attribute : attributes.entrySet()) {
                digest = digest * 31 + attribute.getKey().hashCode();
                digest = digest * 31 + Arrays.hashCode(attribute.getValue());
            }
            return digest;
        }
    }

    private final SortedMap<String, Entry> entries;

    private TreeSnapshot(SortedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
    }

    /** Of a tree in which nothing happens meanwhile. */
    public static TreeSnapshot of(RootTree tree) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>(PathOrder.WALK);
        TreeWalk.walk(tree, (path, dir, name, stat) -> entries.put(path, Entry.of(dir, name, stat)));
        return new TreeSnapshot(entries);
    }

    /** By real path, in the order of a walk. */
    SortedMap<String, Entry> entries() {
        return entries;
    }

    /** For {@link #read}, of the same version of this program. Does not close the stream. */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(MAGIC);
        out.writeInt(entries.size());
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            byte[] path = Bytes.array(entry.getKey());
            out.writeInt(path.length);
            out.write(path);
            FileStat stat = entry.getValue().stat();
            for (int number : new int[] {stat.mode(), stat.uid(), stat.gid(), stat.links(), stat.mtime().nanos(),
                    stat.ctime().nanos(), stat.device(), entry.getValue().attributes()}) {
                out.writeInt(number);
            }
            for (long number : new long[] {stat.inode(), stat.size(), stat.mtime().seconds(), stat.ctime().seconds(),
                    stat.rdev()}) {
                out.writeLong(number);
            }
        }
        out.flush();
    }

    /** @throws IOException also if it is no snapshot */
    public static TreeSnapshot read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no snapshot of a tree");
        }
        SortedMap<String, Entry> entries = new TreeMap<>(PathOrder.WALK);
        for (int left = in.readInt(); left > 0; left--) {
            byte[] path = in.readNBytes(in.readInt());
            int[] ints = new int[8];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = in.readInt();
            }
            long[] longs = new long[5];
            for (int i = 0; i < longs.length; i++) {
                longs[i] = in.readLong();
            }
            FileStat stat = new FileStat(ints[0], ints[1], ints[2], ints[3], longs[0], longs[1],
                    new FileStat.Time(longs[2], ints[4]), new FileStat.Time(longs[3], ints[5]), ints[6], longs[4]);
            entries.put(Bytes.of(path, path.length), new Entry(stat, ints[7]));
        }
        return new TreeSnapshot(entries);
    }
}
