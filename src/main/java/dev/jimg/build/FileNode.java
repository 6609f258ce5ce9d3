package dev.jimg.build;

import dev.jimg.tar.TarEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file, directory or link in a {@link FileTree}. Two names of one node are hard links. Only a directory's children
 * change.
 */
final class FileNode {

    private static final int MODE_BITS = 07777;
    private static final SortedMap<String, byte[]> NO_ATTRIBUTES = Collections.emptySortedMap();

    /**
     * What a node is besides its content.
     *
     * @param modified in seconds since 1970
     * @param link where a symbolic link leads; empty otherwise
     * @param attributes extended attributes by name
     */
    record Facts(FileFacts.Type type, int mode, long uid, long gid, long modified, String link, int major, int minor,
            SortedMap<String, byte[]> attributes) {

        static Facts directory(int mode, long uid, long gid, long modified) {
            return new Facts(FileFacts.Type.DIRECTORY, mode, uid, gid, modified, "", 0, 0, NO_ATTRIBUTES);
        }

        static Facts file(int mode, long uid, long gid, long modified) {
            return new Facts(FileFacts.Type.FILE, mode, uid, gid, modified, "", 0, 0, NO_ATTRIBUTES);
        }

        static Facts of(TarEntry entry) {
            return new Facts(type(entry.type()), entry.mode() & MODE_BITS, entry.uid(), entry.gid(), entry.mtime(),
                    entry.type() == TarEntry.Type.SYMLINK ? entry.linkName() : "", entry.major(), entry.minor(),
                    entry.xattrs());
        }

        private static FileFacts.Type type(TarEntry.Type type) {
            return switch (type) {
                case DIRECTORY -> FileFacts.Type.DIRECTORY;
                case SYMLINK -> FileFacts.Type.SYMLINK;
                case FIFO -> FileFacts.Type.FIFO;
                case CHARACTER_DEVICE -> FileFacts.Type.CHARACTER_DEVICE;
                case BLOCK_DEVICE -> FileFacts.Type.BLOCK_DEVICE;
                case FILE, HARD_LINK -> FileFacts.Type.FILE;
            };
        }

        /** As a tar says it, without name and size. */
        TarEntry entry(String name) {
            return new TarEntry(name, tarType(), mode, uid, gid, 0, modified, 0, link, major, minor, attributes,
                    List.of());
        }

        private TarEntry.Type tarType() {
            return switch (type) {
                case DIRECTORY -> TarEntry.Type.DIRECTORY;
                case SYMLINK -> TarEntry.Type.SYMLINK;
                case FIFO -> TarEntry.Type.FIFO;
                case CHARACTER_DEVICE -> TarEntry.Type.CHARACTER_DEVICE;
                case BLOCK_DEVICE -> TarEntry.Type.BLOCK_DEVICE;
                case FILE, SOCKET -> TarEntry.Type.FILE;
            };
        }

        Facts ownedBy(long newUid, long newGid) {
            return new Facts(type, mode, newUid, newGid, modified, link, major, minor, attributes);
        }

        Facts modifiedAt(long seconds) {
            return new Facts(type, mode, uid, gid, seconds, link, major, minor, attributes);
        }

        Facts withMode(int newMode) {
            return new Facts(type, newMode, uid, gid, modified, link, major, minor, attributes);
        }
    }

    private final Facts facts;
    private final Optional<FileContent> content;
    private final TreeMap<String, FileNode> children = new TreeMap<>();

    FileNode(Facts facts, Optional<FileContent> content) {
        this.facts = facts;
        this.content = content;
    }

    static FileNode directory(Facts facts) {
        return new FileNode(facts, Optional.empty());
    }

    static FileNode file(Facts facts, FileContent content) {
        return new FileNode(facts, Optional.of(content));
    }

    Facts facts() {
        return facts;
    }

    /** Of a regular file. */
    Optional<FileContent> content() {
        return content;
    }

    /** By name, sorted; empty for what is no directory. */
    TreeMap<String, FileNode> children() {
        return children;
    }

    boolean isDirectory() {
        return facts.type() == FileFacts.Type.DIRECTORY;
    }

    boolean isSymlink() {
        return facts.type() == FileFacts.Type.SYMLINK;
    }

    /** Other facts, the same content and children. */
    FileNode with(Facts other) {
        FileNode node = new FileNode(other, content);
        node.children.putAll(children);
        return node;
    }
}
