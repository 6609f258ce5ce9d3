package dev.jimg.build;

import dev.jimg.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of a layer that is to be written, by path.
 *
 * <p>The directories above an entry are entries too, also where they are there already: engines unpack a layer by
 * itself, and would give a directory that it lacks a mode of their own.
 */
final class LayerPlan {

    private final TreeMap<String, FileNode> entries = new TreeMap<>();
    private final FileTree below;
    private final FileNode.Facts newDirectory;

    /** @param newDirectory what directories get that are made on the way */
    LayerPlan(FileTree below, FileNode.Facts newDirectory) {
        this.below = below;
        this.newDirectory = newDirectory;
    }

    TreeMap<String, FileNode> entries() {
        return entries;
    }

    /** @param path without links */
    void put(String path, FileNode node) {
        addParents(path);
        entries.put(path, node);
    }

    /** A directory that need not be new: it keeps what it is. */
    void directory(String path) {
        addParents(path);
        if (!path.isEmpty() && !entries.containsKey(path)) {
            entries.put(path, existing(path));
        }
    }

    private void addParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            entries.computeIfAbsent(path.substring(0, slash), this::existing);
        }
    }

    private FileNode existing(String path) {
        return FileNode.directory(below.entry(path).filter(FileNode::isDirectory).map(FileNode::facts)
                .orElse(newDirectory));
    }

    /** The time of the newest entry, in seconds since 1970. */
    long newest() {
        return entries.values().stream().mapToLong(node -> node.facts().modified()).max().orElse(0);
    }

    /** Makes the tree what it is with this layer on it. */
    void applyTo(FileTree tree) {
        entries.forEach(tree::put);
    }

    /** Equal for layers of equal content, on whatever machine; the same content in another archive may differ. */
    String checksum(ContentDigests digests) {
        return checksum(digests, true);
    }

    /** The same, but the times of files do not count. */
    String contentChecksum(ContentDigests digests) {
        return checksum(digests, false);
    }

    private String checksum(ContentDigests digests, boolean times) {
        MessageDigest hash = Digest.Algorithm.SHA256.newHash();
        Map<FileNode, String> names = new IdentityHashMap<>();
        entries.forEach((path, node) -> {
            FileNode.Facts facts = node.facts();
            String first = node.content().isPresent() ? names.putIfAbsent(node, path) : null;
            String content = first != null ? "link " + first : node.content().map(digests::identity).orElse("");
            String line = String.join("\0", path, facts.type().name(), Integer.toOctalString(facts.mode()),
                    Long.toString(facts.uid()), Long.toString(facts.gid()), times ? Long.toString(facts.modified()) : "",
                    facts.link(), facts.major() + ":" + facts.minor(), attributes(facts),
                    content);
            hash.update((line.length() + ":" + line).getBytes(StandardCharsets.UTF_8));
        });
        return HexFormat.of().formatHex(hash.digest());
    }

    private static String attributes(FileNode.Facts facts) {
        StringBuilder text = new StringBuilder();
        facts.attributes().forEach((name, value) ->
                text.append(name).append('=').append(HexFormat.of().formatHex(value)).append(';'));
        return text.toString();
    }
}
