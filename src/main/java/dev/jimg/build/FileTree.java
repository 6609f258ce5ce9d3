package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an image or a context as a tree in memory, with content left where it is.
 *
 * <p>Paths are taken from the tree's own root, and so are the links in it: nothing outside can be reached, and nothing
 * of this machine is touched. Names are byte strings, one character a byte, because that is what layers hold. Not
 * thread-safe.
 */
final class FileTree {

    private static final int MAX_LINKS = 255;
    /** As where layers are unpacked: who nests deeper wants every path to cost a walk through thousands of directories. */
    private static final int MAX_DEPTH = 512;

    private final FileNode root;

    FileTree() {
        this(FileNode.directory(FileNode.Facts.directory(0755, 0, 0, 0)));
    }

    private FileTree(FileNode root) {
        this.root = root;
    }

    FileNode root() {
        return root;
    }

    /** Another tree of the same files, for a stage that goes on from here. */
    FileTree copy() {
        return new FileTree(copied(root, new IdentityHashMap<>()));
    }

    private static FileNode copied(FileNode node, Map<FileNode, FileNode> known) {
        if (!node.isDirectory()) {
            return node;
        }
        FileNode copy = known.computeIfAbsent(node, n -> FileNode.directory(n.facts()));
        node.children().forEach((name, child) -> copy.children().put(name, copied(child, known)));
        return copy;
    }

    /** What lies at a path, a link at its end not followed. */
    Optional<FileNode> entry(String path) {
        String resolved = resolveParent(path);
        return walk(resolved);
    }

    /** What a path leads to. */
    Optional<FileNode> follow(String path) {
        return walk(resolve(path));
    }

    /**
     * The path without links, relative to the root; parts that are not there stay as they are.
     *
     * @throws BuildException INVALID if links lead in a circle, or the path too deep
     */
    String resolve(String path) {
        Deque<String> todo = new ArrayDeque<>(Arrays.asList(path.split("/")));
        Deque<String> done = new ArrayDeque<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String part = todo.removeFirst();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                done.pollLast();
                continue;
            }
            done.addLast(part);
            if (done.size() > MAX_DEPTH) {
                throw new BuildException(Kind.INVALID, "a path lies deeper than " + MAX_DEPTH + " directories", "");
            }
            FileNode node = walk(String.join("/", done)).orElse(null);
            if (node != null && node.isSymlink()) {
                if (++links > MAX_LINKS) {
                    throw new BuildException(Kind.INVALID, "too many links in " + path, "");
                }
                done.removeLast();
                String target = node.facts().link();
                if (target.startsWith("/")) {
                    done.clear();
                }
                String[] parts = target.split("/");
                for (int i = parts.length - 1; i >= 0; i--) {
                    todo.addFirst(parts[i]);
                }
            }
        }
        return String.join("/", done);
    }

    /** The path with links followed but for one at its end. */
    String resolveParent(String path) {
        String inside = SlashPath.inside(path);
        String parent = resolve(SlashPath.parent(inside));
        return inside.isEmpty() ? "" : SlashPath.join(parent, SlashPath.name(inside));
    }

    /** @param path without links, as {@link #resolve} answers */
    private Optional<FileNode> walk(String path) {
        FileNode node = root;
        if (!path.isEmpty()) {
            for (String part : path.split("/")) {
                node = node.children().get(part);
                if (node == null) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(node);
    }

    /**
     * Puts a node where a path without links leads. Directories on the way that are missing come into being, what is no
     * directory there gives way; a directory that meets one takes its children over.
     */
    void put(String path, FileNode node) {
        if (path.isEmpty()) {
            return;
        }
        FileNode directory = root;
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            FileNode next = directory.children().get(parts[i]);
            if (next == null || !next.isDirectory()) {
                next = FileNode.directory(FileNode.Facts.directory(0755, 0, 0, 0));
                directory.children().put(parts[i], next);
            }
            directory = next;
        }
        FileNode before = directory.children().put(parts[parts.length - 1], node);
        if (before != null && before.isDirectory() && node.isDirectory()) {
            before.children().forEach(node.children()::putIfAbsent);
        }
    }

    /** Takes away what lies at a path without links. */
    void remove(String path) {
        walk(SlashPath.parent(path)).ifPresent(parent -> parent.children().remove(SlashPath.name(path)));
    }
}
