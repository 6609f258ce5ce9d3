package dev.jimg.build;

import dev.jimg.posix.Bytes;
import dev.jimg.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills a {@link FileTree} from layers, archives and directories. */
final class TreeReader {

    /** OCI image spec, layer, «Whiteouts». */
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private TreeReader() {}

    /**
     * Lays a layer over what is there, whiteouts included.
     *
     * @param entries all of the layer, in order
     */
    static void addLayer(FileTree tree, TarSource layer, List<TarEntry> entries) {
        Set<FileNode> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int number = 0; number < entries.size(); number++) {
            TarEntry entry = entries.get(number);
            String path = tree.resolveParent(entry.name());
            String name = SlashPath.name(path);
            String parent = SlashPath.parent(path);
            if (name.equals(OPAQUE)) {
                tree.follow(parent).ifPresent(
                        node -> node.children().values().removeIf(child -> !fresh.contains(child)));
            } else if (name.startsWith(WHITEOUT)) {
                tree.remove(SlashPath.join(parent, name.substring(WHITEOUT.length())));
            } else {
                add(tree, path, number, entry, layer).ifPresent(fresh::add);
            }
        }
    }

    /** The files of an archive, as they are. */
    static FileTree archive(TarSource archive) {
        FileTree tree = new FileTree();
        try {
            archive.forEach((number, entry, content) ->
                    add(tree, tree.resolveParent(entry.name()), number, entry, archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static Optional<FileNode> add(FileTree tree, String path, int number, TarEntry entry,
            TarSource tar) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (entry.type() == TarEntry.Type.HARD_LINK) {
            Optional<FileNode> target = tree.entry(entry.linkName()).filter(node -> !node.isDirectory());
            target.ifPresent(node -> tree.put(path, node));
            return target;
        }
        FileNode.Facts facts = FileNode.Facts.of(entry);
        FileNode node = facts.type() == FileFacts.Type.FILE
                ? FileNode.file(facts, new FileContent.Member(tar, number, entry.size()))
                : FileNode.directory(facts);
        tree.put(path, node);
        return Optional.of(node);
    }

    /**
     * The files of a context, owned by root as docker has them.
     *
     * @throws BuildException DISK if a file cannot be read
     */
    static FileTree directory(Path root, DockerIgnore ignore) {
        FileTree tree = new FileTree();
        Map<String, FileNode> linked = new HashMap<>();
        try {
            ContextWalk.walk(root, ignore, (path, file, facts) -> {
                FileNode node = facts.isFile() && facts.links() > 1
                        ? linked.computeIfAbsent(facts.device() + ":" + facts.inode(), key -> local(file, facts))
                        : local(file, facts);
                tree.put(Bytes.ofText(path), node);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static FileNode local(Path file, FileFacts facts) {
        String link = "";
        if (facts.type() == FileFacts.Type.SYMLINK) {
            try {
                link = Files.readSymbolicLink(file).toString();
            } catch (IOException e) {
                throw FileFacts.unreadable(file, e);
            }
        }
        FileNode.Facts told = new FileNode.Facts(facts.type(), facts.mode(), 0, 0,
                facts.modified().toInstant().getEpochSecond(), Bytes.ofText(link), facts.major(), facts.minor(),
                Collections.emptySortedMap());
        return facts.isFile() ? FileNode.file(told, new FileContent.Local(file, facts.size()))
                : FileNode.directory(told);
    }

    /** The whole of a small file in a tree, such as {@code etc/passwd}. */
    static byte[] bytes(FileContent content, int limit) {
        try {
            if (content instanceof FileContent.Inline inline) {
                return inline.bytes();
            }
            if (content instanceof FileContent.Local local) {
                try (InputStream in = Files.newInputStream(local.file())) {
                    return in.readNBytes(limit);
                }
            }
            FileContent.Member member = (FileContent.Member) content;
            byte[][] found = {new byte[0]};
            member.tar().forEach((number, entry, in) -> {
                if (number == member.number()) {
                    found[0] = in.readNBytes(limit);
                }
            });
            return found[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
