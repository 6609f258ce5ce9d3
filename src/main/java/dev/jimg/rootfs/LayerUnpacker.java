package dev.jimg.rootfs;

import dev.jimg.posix.Dir;
import dev.jimg.posix.FileStat;
import dev.jimg.posix.OpenFile;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.RootTree.Place;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarReader;
import dev.jimg.transfer.Cancellation;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts layers onto a directory, the lowest first (OCI image spec, layer.md, «Applying Changesets»). Nothing outside of it
 * is ever touched, whatever the layers say.
 *
 * <p>As docker does: a directory over a directory keeps what is in it and takes the new metadata, anything else replaces
 * what was there; a path through a link is followed inside the root; whiteouts hide what lower layers have, not what
 * their own layer brings. What a layer says nothing about keeps its metadata, the times of directories included.
 *
 * <p>Not thread-safe. To be closed.
 */
public final class LayerUnpacker implements Closeable {

    static final String WHITEOUT = ".wh.";
    static final String OPAQUE = ".wh..wh..opq";
    private static final String WHITEOUT_META = ".wh..wh.";
    private static final int BUFFER_BYTES = 256 * 1024;

    private final RootTree tree;
    private final Notices notices = new Notices();
    private final Metadata metadata = new Metadata(notices);
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** Real paths of what this layer brought. */
    private final TreeSet<String> brought = new TreeSet<>();
    /** Real paths below which this layer has hidden all that lower ones had: there is nothing more to look for. */
    private final Set<String> cleared = new HashSet<>();
    /** Times that directories get at the end, by real path: whatever is put into them changes theirs. */
    private final SortedMap<String, FileStat.Time> times = new TreeMap<>(PathOrder.WALK);
    private String parentPath;
    private Place parent;

    private LayerUnpacker(RootTree tree) {
        this.tree = tree;
    }

    /** @param root a directory of ours that nobody else may write to */
    public static LayerUnpacker open(Path root) throws PosixException {
        return new LayerUnpacker(RootTree.open(root));
    }

    /**
     * Puts the next layer on top.
     *
     * @param tar uncompressed
     * @throws TarException if the tar is damaged, or wants what no layer may
     * @throws java.util.concurrent.CancellationException if it was cancelled; the directory is of no use then
     */
    public void apply(InputStream tar, Cancellation cancellation) throws IOException {
        brought.clear();
        cleared.clear();
        times.clear();
        TarReader reader = new TarReader(tar);
        try {
            Optional<TarEntry> entry = reader.next();
            while (entry.isPresent()) {
                cancellation.check();
                apply(entry.get(), reader.content());
                entry = reader.next();
            }
        } finally {
            forgetParent();
        }
        try (DirCursor directories = new DirCursor(tree)) {
            for (Map.Entry<String, FileStat.Time> time : times.entrySet()) {
                directories.setTime(time.getKey(), time.getValue());
            }
        }
    }

    /** What could not be done, over all layers. */
    public Notices notices() {
        return notices;
    }

    @Override
    public void close() {
        forgetParent();
        tree.close();
    }

    private void apply(TarEntry entry, InputStream content) throws IOException {
        String path = LayerPaths.clean(entry.name());
        String name = RootTree.name(path);
        if (path.isEmpty()) {
            metadata.replace(tree.root(), ".", entry);
            times.put("", time(entry));
        } else if (name.startsWith(WHITEOUT)) {
            whiteOut(path, name);
        } else {
            put(parentOf(path, entry), name, entry, content);
        }
    }

    private void put(Place place, String name, TarEntry entry, InputStream content) throws IOException {
        String path = place.child(name);
        Optional<FileStat> old = place.dir().stat(name);
        boolean stays = entry.type() == TarEntry.Type.DIRECTORY && old.filter(FileStat::isDirectory).isPresent();
        if (entry.type() == TarEntry.Type.HARD_LINK) {
            link(place, name, entry);
        } else {
            touch(place);
            if (old.isPresent() && !stays) {
                remove(place.dir(), name, old.get());
            }
            if (!stays && !make(place.dir(), name, entry, content)) {
                return;
            }
            if (stays) {
                metadata.replace(place.dir(), name, entry);
            } else {
                metadata.set(place.dir(), name, entry);
            }
        }
        brought.add(path);
        if (entry.type() == TarEntry.Type.DIRECTORY) {
            times.put(path, time(entry));
        } else {
            times.remove(path);
        }
    }

    /** @return false if that is not possible here */
    private boolean make(Dir dir, String name, TarEntry entry, InputStream content) throws IOException {
        switch (entry.type()) {
            case FILE -> write(dir, name, entry, content);
            case DIRECTORY -> dir.mkdir(name, 0700);
            case SYMLINK -> dir.symlink(name, entry.linkName());
            case FIFO -> dir.mknod(name, FileStat.FIFO, 0, 0);
            case CHARACTER_DEVICE -> {
                return metadata.device(dir, name, FileStat.CHARACTER_DEVICE, entry);
            }
            case BLOCK_DEVICE -> {
                return metadata.device(dir, name, FileStat.BLOCK_DEVICE, entry);
            }
            default -> throw new IllegalStateException("made elsewhere: " + entry.type());
        }
        return true;
    }

    private void write(Dir dir, String name, TarEntry entry, InputStream content) throws IOException {
        try (OpenFile file = dir.create(name); FileOutputStream out = file.output()) {
            if (entry.segments().isEmpty()) {
                copy(content, out, entry.size());
                return;
            }
            for (TarEntry.Segment segment : entry.segments()) {
                out.getChannel().position(segment.offset());
                copy(content, out, segment.length());
            }
            if (out.getChannel().size() < entry.size()) {
                file.truncate(entry.size());
            }
        }
    }

    private void copy(InputStream content, FileOutputStream out, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new TarException("the tar is cut off");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private void link(Place place, String name, TarEntry entry) throws IOException {
        String target = LayerPaths.clean(entry.linkName());
        String targetName = RootTree.name(target);
        try (Place from = tree.walk(RootTree.parent(target), false)) {
            if (targetName.isEmpty() || from.dir().stat(targetName).filter(stat -> !stat.isDirectory()).isEmpty()) {
                throw LayerPaths.refused(entry.name(), "is a hard link to nothing");
            }
            if (!from.child(targetName).equals(place.child(name))) {
                touch(place);
                Optional<FileStat> old = place.dir().stat(name);
                if (old.isPresent()) {
                    remove(place.dir(), name, old.get());
                }
                place.dir().link(name, from.dir(), targetName);
            }
        } catch (PosixException e) {
            throw LayerPaths.refused(entry.name(), "cannot be linked (" + e.getMessage() + ")");
        }
        metadata.set(place.dir(), name, entry);
    }

    private void whiteOut(String path, String name) throws IOException {
        if (name.startsWith(WHITEOUT_META) && !name.equals(OPAQUE)) {
            return;
        }
        Place place;
        try {
            place = tree.walk(RootTree.parent(path), false);
        } catch (PosixException e) {
            return;
        }
        try (place) {
            if (isCleared(place.path())) {
                return;
            }
            if (name.equals(OPAQUE)) {
                cleared.add(place.path());
                for (String entry : place.dir().list()) {
                    removeLower(place, entry);
                }
                return;
            }
            String hidden = name.substring(WHITEOUT.length());
            if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
                throw LayerPaths.refused(path, "is a whiteout of nothing");
            }
            removeLower(place, hidden);
        }
    }

    /** Removes what lower layers have there, and keeps what this one brought. */
    private void removeLower(Place place, String name) throws IOException {
        String path = place.child(name);
        Optional<FileStat> stat = place.dir().stat(name);
        if (stat.isEmpty() || !cleared.add(path)) {
            return;
        }
        String below = brought.ceiling(path + "/");
        boolean keepsSome = below != null && below.startsWith(path + "/");
        if (!keepsSome && !brought.contains(path)) {
            touch(place);
            remove(place.dir(), name, stat.get());
        } else if (stat.get().isDirectory()) {
            try (Place inner = new Place(place.dir().openDir(name), path, place.made())) {
                for (String entry : inner.dir().list()) {
                    removeLower(inner, entry);
                }
            }
        }
    }

    /** A path, or one that it is below. */
    private boolean isCleared(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (cleared.contains(path.substring(0, end))) {
                return true;
            }
        }
        return cleared.contains("");
    }

    /** What is taken away may be on the way to the directory that is remembered. */
    private void remove(Dir dir, String name, FileStat stat) throws PosixException {
        if (stat.isDirectory() || stat.isSymlink()) {
            forgetParentUnless(dir);
            TreeRemoval.remove(dir, name);
        } else {
            dir.unlink(name);
        }
    }

    private void forgetParentUnless(Dir inUse) {
        parentPath = null;
        if (parent != null && parent.dir() != inUse) {
            forgetParent();
        }
    }

    /** The directory that an entry is put into. Most entries follow one of the same directory: the last is kept open. */
    private Place parentOf(String path, TarEntry entry) throws IOException {
        String wanted = RootTree.parent(path);
        if (wanted.equals(parentPath)) {
            return parent;
        }
        forgetParent();
        try {
            parent = tree.walk(wanted, true);
        } catch (PosixException e) {
            throw LayerPaths.refused(entry.name(), "cannot be unpacked (" + e.getMessage() + ")");
        }
        parentPath = wanted;
        for (String made : parent.made()) {
            brought.add(made);
            times.put(made, time(entry));
        }
        return parent;
    }

    private void forgetParent() {
        if (parent != null) {
            parent.close();
        }
        parent = null;
        parentPath = null;
    }

    /** Remembers the time of a directory before something is put into it or taken away. */
    private void touch(Place place) throws PosixException {
        if (!times.containsKey(place.path())) {
            times.put(place.path(), place.dir().stat().mtime());
        }
    }

    private static FileStat.Time time(TarEntry entry) {
        return Metadata.time(entry);
    }
}
