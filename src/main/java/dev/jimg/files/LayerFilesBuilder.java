package dev.jimg.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the entries of a layer in the order of its tar. Of two entries with one path the later one counts, as it does
 * when a layer is unpacked. Not thread-safe.
 */
public final class LayerFilesBuilder {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** Other entries that begin so are AUFS's own, and no files. */
    private static final String RESERVED = ".wh..wh.";
    /** Of memory that an entry or an owner takes, beside its name and link. */
    private static final long ENTRY_BYTES = 200;
    private static final String RESERVED_BELOW = "/" + RESERVED;

    private final GrowingTree tree = new GrowingTree();
    private final Map<Long, Map<Long, Integer>> owners = new HashMap<>();
    private final List<Long> ownerIds = new ArrayList<>();
    private final Map<Integer, String> links = new HashMap<>();
    private long linkBytes;
    private final Map<Integer, Long> attributes = new HashMap<>();
    /** Entries of one directory mostly follow one another. */
    private String lastDirectory = "";
    private int lastNode;

    /**
     * What an entry is, beside its name.
     *
     * @param content of a file, the first bytes of a digest of what is in it
     * @param attributes the same of its extended attributes and device number; 0 if it has none
     */
    public record Facts(FileKind kind, int mode, long user, long group, long size, long time, String link, long content,
            long attributes) {

        /** Where nothing is known of what is in it. */
        public Facts(FileKind kind, int mode, long user, long group, long size, long time, String link) {
            this(kind, mode, user, group, size, time, link, 0, 0);
        }
    }

    public LayerFilesBuilder() {
        set(0, new Facts(FileKind.DIRECTORY, 0755, 0, 0, 0, 0, ""), LayerColumns.IMPLICIT);
    }

    /** How many entries there are so far. */
    public int count() {
        return tree.count();
    }

    /** Bytes of their names. */
    public long nameBytes() {
        return tree.nameBytes();
    }

    /** Bytes of the targets of links. */
    public long linkBytes() {
        return linkBytes;
    }

    /** About how many bytes of memory this takes, whatever the layer consists of. */
    public long weight() {
        return (tree.count() + ownerIds.size() / 2) * ENTRY_BYTES + tree.nameBytes() + linkBytes;
    }

    /**
     * Adds an entry. Directories on the way that are not there are made up.
     *
     * @param path as a byte string: clean, relative, empty for the root
     */
    public void add(String path, Facts facts) {
        if (path.isEmpty()) {
            set(0, facts, tree.flags[0] & LayerColumns.OPAQUE);
            return;
        }
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        boolean opaque = name.equals(OPAQUE);
        if (!opaque && name.startsWith(RESERVED) || path.startsWith(RESERVED) && slash >= 0
                || path.lastIndexOf(RESERVED_BELOW, slash - 1) >= 0) {
            return;
        }
        int parent = slash < 0 ? 0 : inLast(path, slash) ? lastNode : directory(path.substring(0, slash));
        if (opaque) {
            tree.flags[parent] |= LayerColumns.OPAQUE;
        } else if (name.startsWith(WHITEOUT) && name.length() > WHITEOUT.length()) {
            whiteout(parent, name.substring(WHITEOUT.length()), facts);
        } else {
            put(parent, name, facts);
        }
    }

    /** A whiteout is of lower layers only: what this layer has under the name stays, with nothing shining through. */
    private void whiteout(int parent, String name, Facts facts) {
        int node = tree.child(parent, bytes(name));
        if (node >= 0) {
            tree.flags[node] |= LayerColumns.OPAQUE;
            return;
        }
        set(tree.add(parent, bytes(name)), new Facts(FileKind.WHITEOUT, 0, facts.user(), facts.group(), 0, facts.time(),
                ""), 0);
    }

    private void put(int parent, String name, Facts facts) {
        int node = tree.child(parent, bytes(name));
        int kept = 0;
        if (node < 0) {
            node = tree.add(parent, bytes(name));
        } else if (tree.kinds[node] == FileKind.WHITEOUT.ordinal()) {
            kept = LayerColumns.OPAQUE;
        } else {
            kept = tree.flags[node] & LayerColumns.OPAQUE;
        }
        set(node, facts, kept);
    }

    private boolean inLast(String path, int slash) {
        return slash == lastDirectory.length() && path.startsWith(lastDirectory);
    }

    /** The directory of this path. What stands in its way is no directory any more than the unpacked file would be. */
    private int directory(String path) {
        int at = 0;
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            byte[] name = bytes(path.substring(start, end));
            int child = tree.child(at, name);
            if (child < 0) {
                child = tree.add(at, name);
                set(child, new Facts(FileKind.DIRECTORY, 0755, 0, 0, 0, 0, ""), LayerColumns.IMPLICIT);
            } else if (tree.kinds[child] != FileKind.DIRECTORY.ordinal()) {
                boolean hides = tree.kinds[child] == FileKind.WHITEOUT.ordinal();
                set(child, new Facts(FileKind.DIRECTORY, 0755, 0, 0, 0, 0, ""), LayerColumns.IMPLICIT
                        | (hides ? LayerColumns.OPAQUE : 0));
            }
            at = child;
            start = end + 1;
        }
        lastDirectory = path;
        lastNode = at;
        return at;
    }

    private void set(int node, Facts facts, int flags) {
        if (tree.kinds[node] == FileKind.DIRECTORY.ordinal() && facts.kind() != FileKind.DIRECTORY) {
            // It may be the last one, or stand above it.
            lastDirectory = "";
        }
        tree.kinds[node] = (byte) facts.kind().ordinal();
        tree.flags[node] = (byte) (facts.kind() == FileKind.DIRECTORY ? flags : 0);
        tree.modes[node] = (short) facts.mode();
        tree.owners[node] = owner(facts.user(), facts.group());
        tree.sizes[node] = facts.kind() == FileKind.FILE ? facts.size() : 0;
        tree.times[node] = facts.time();
        tree.contents[node] = facts.kind() == FileKind.FILE ? facts.content() : 0;
        attributes.remove(node);
        if (facts.attributes() != 0) {
            attributes.put(node, facts.attributes());
        }
        String before = links.remove(node);
        linkBytes -= before == null ? 0 : before.length();
        if (!facts.link().isEmpty()) {
            links.put(node, facts.link());
            linkBytes += facts.link().length();
        }
    }

    private int owner(long user, long group) {
        return owners.computeIfAbsent(user, id -> new HashMap<>()).computeIfAbsent(group, id -> {
            ownerIds.add(user);
            ownerIds.add(group);
            return ownerIds.size() / 2 - 1;
        });
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All that was added so far, in order. More can be added after it, which is not in what came of it before. */
    public LayerFiles build() {
        int[] order = tree.breadthFirst();
        int count = order.length;
        int[] place = new int[tree.count()];
        for (int i = 0; i < count; i++) {
            place[order[i]] = i;
        }
        int[] parent = new int[count];
        int[] nameEnds = new int[count];
        byte[] names = new byte[tree.nameBytes(order)];
        byte[] kinds = new byte[count];
        short[] modes = new short[count];
        int[] owner = new int[count];
        long[] sizes = new long[count];
        long[] times = new long[count];
        long[] contents = new long[count];
        int end = 0;
        for (int i = 0; i < count; i++) {
            int old = order[i];
            parent[i] = place[tree.parents[old]];
            end += tree.copyName(old, names, end);
            nameEnds[i] = end;
            kinds[i] = (byte) (tree.kinds[old] | tree.flags[old]);
            modes[i] = tree.modes[old];
            owner[i] = tree.owners[old];
            sizes[i] = tree.sizes[old];
            times[i] = tree.times[old];
            contents[i] = tree.contents[old];
        }
        int[] linked = places(order, links);
        int[] attributed = places(order, attributes);
        String[] targets = Arrays.stream(linked).mapToObj(i -> links.get(order[i])).toArray(String[]::new);
        return new LayerFiles(new LayerColumns(parent, names, nameEnds, kinds, modes, owner, sizes, times,
                ownerIds.stream().mapToLong(Long::longValue).toArray(), linked, targets, contents, attributed,
                Arrays.stream(attributed).mapToLong(i -> attributes.get(order[i])).toArray()));
    }

    /** Where those entries stand of which something more is known. */
    private static int[] places(int[] order, Map<Integer, ?> known) {
        int[] places = new int[known.size()];
        int found = 0;
        for (int i = 0; i < order.length && found < places.length; i++) {
            if (known.containsKey(order[i])) {
                places[found++] = i;
            }
        }
        return Arrays.copyOf(places, found);
    }
}
