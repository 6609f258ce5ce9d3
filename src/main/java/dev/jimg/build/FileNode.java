package dev.jimg.build;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * A file, directory or link in a {@link FileTree}. Two names of one node are hard links. Only a directory's children
 * change.
 */
final class FileNode {

    private static final int MODE_BITS = 07777;
    private static final String XATTR = "SCHILY.xattr.";

    /**
     * What a node is besides its content.
     *
     * @param modified in seconds since 1970
     * @param link where a symbolic link leads; empty otherwise
     * @param attributes extended attributes as PAX records, {@code SCHILY.xattr.…}
     */
    record Facts(FileFacts.Type type, int mode, long uid, long gid, long modified, String link, int major, int minor,
            Map<String, String> attributes) {

        Facts {
            attributes = Map.copyOf(attributes);
        }

        static Facts directory(int mode, long uid, long gid, long modified) {
            return new Facts(FileFacts.Type.DIRECTORY, mode, uid, gid, modified, "", 0, 0, Map.of());
        }

        static Facts file(int mode, long uid, long gid, long modified) {
            return new Facts(FileFacts.Type.FILE, mode, uid, gid, modified, "", 0, 0, Map.of());
        }

        static Facts of(TarArchiveEntry entry) {
            Map<String, String> attributes = new TreeMap<>();
            entry.getExtraPaxHeaders().forEach((name, value) -> {
                // A tar's reader makes text of them: what is no text would come out as something else.
                if (name.startsWith(XATTR) && value.indexOf('\ufffd') < 0) {
                    attributes.put(name, value);
                }
            });
            return new Facts(type(entry), entry.getMode() & MODE_BITS, entry.getLongUserId(), entry.getLongGroupId(),
                    entry.getLastModifiedTime().toInstant().getEpochSecond(),
                    entry.isSymbolicLink() ? entry.getLinkName() : "", entry.getDevMajor(), entry.getDevMinor(),
                    attributes);
        }

        private static FileFacts.Type type(TarArchiveEntry entry) {
            if (entry.isDirectory()) {
                return FileFacts.Type.DIRECTORY;
            }
            if (entry.isSymbolicLink()) {
                return FileFacts.Type.SYMLINK;
            }
            if (entry.isFIFO()) {
                return FileFacts.Type.FIFO;
            }
            if (entry.isCharacterDevice()) {
                return FileFacts.Type.CHARACTER_DEVICE;
            }
            return entry.isBlockDevice() ? FileFacts.Type.BLOCK_DEVICE : FileFacts.Type.FILE;
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
