package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.OpenFile;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes files of a tree into a layer, with all that is known of them; of files with several names, the content once. */
final class LayerWriter implements Closeable {

    private final TarWriter tar;
    private final Map<String, String> linked = new HashMap<>();
    private boolean finished;

    LayerWriter(OutputStream out) {
        this.tar = new TarWriter(out);
    }

    /** @param path what it is called in the layer */
    void add(String path, Dir dir, String name) throws IOException {
        FileStat stat = dir.stat(name).orElse(null);
        if (stat == null || stat.type() == FileStat.SOCKET) {
            return;
        }
        String first = stat.isDirectory() || stat.links() < 2 ? null
                : linked.putIfAbsent(stat.device() + ":" + stat.inode(), path);
        if (first != null) {
            tar.put(entry(path, TarEntry.Type.HARD_LINK, stat).withLink(first));
            return;
        }
        SortedMap<String, byte[]> attributes = attributes(dir, name);
        switch (stat.type()) {
            case FileStat.DIRECTORY ->
                tar.put(entry(path + "/", TarEntry.Type.DIRECTORY, stat).withXattrs(attributes));
            case FileStat.SYMLINK -> tar.put(entry(path, TarEntry.Type.SYMLINK, stat).withLink(dir.readlink(name))
                    .withXattrs(attributes));
            case FileStat.FIFO -> tar.put(entry(path, TarEntry.Type.FIFO, stat).withXattrs(attributes));
            case FileStat.CHARACTER_DEVICE -> device(path, TarEntry.Type.CHARACTER_DEVICE, stat, attributes);
            case FileStat.BLOCK_DEVICE -> device(path, TarEntry.Type.BLOCK_DEVICE, stat, attributes);
            default -> file(path, dir, name, attributes);
        }
    }

    /** Says that lower layers' entry of this path is gone. */
    void whiteout(String path) throws IOException {
        String parent = RootTree.parent(path);
        marker((parent.isEmpty() ? "" : parent + "/") + LayerUnpacker.WHITEOUT + RootTree.name(path));
    }

    /** Says that nothing of what lower layers have in this directory is there. */
    void opaque(String path) throws IOException {
        marker(path + "/" + LayerUnpacker.OPAQUE);
    }

    void finish() {
        finished = true;
    }

    /** Writes the end of the tar, unless it broke off before. */
    @Override
    public void close() throws IOException {
        if (finished) {
            tar.close();
        }
    }

    private void file(String path, Dir dir, String name, SortedMap<String, byte[]> attributes) throws IOException {
        try (OpenFile file = dir.read(name)) {
            FileStat stat = file.stat();
            if (!stat.isRegular()) {
                throw new IOException("the tree changed while its layer was written");
            }
            try (InputStream in = file.input()) {
                tar.put(entry(path, TarEntry.Type.FILE, stat).withSize(stat.size()).withXattrs(attributes), in);
            }
        }
    }

    private void device(String path, TarEntry.Type type, FileStat stat, SortedMap<String, byte[]> attributes)
            throws IOException {
        tar.put(entry(path, type, stat).withDevice(stat.rdevMajor(), stat.rdevMinor()).withXattrs(attributes));
    }

    private void marker(String path) throws IOException {
        tar.put(TarEntry.of(path, TarEntry.Type.FILE, 0600, 0, 0, 0));
    }

    private static TarEntry entry(String path, TarEntry.Type type, FileStat stat) {
        return TarEntry.of(path, type, stat.permissions(), stat.uid() & 0xffffffffL, stat.gid() & 0xffffffffL,
                stat.mtime().seconds());
    }

    /** Those that mean something on another machine: not what an overlay or a security module of this one put there. */
    private static SortedMap<String, byte[]> attributes(Dir dir, String name) throws IOException {
        SortedMap<String, byte[]> result = new TreeMap<>(dir.xattrs(name).all());
        result.keySet().removeIf(key -> !key.equals("security.capability") && !key.startsWith("user."));
        return result;
    }
}
