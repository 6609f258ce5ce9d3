package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.posix.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The files that COPY and ADD may take from a build context. Looked at when they are first asked for. */
public final class BuildContextFiles {

    private static final int MAX_DOCKERFILE_BYTES = 4 << 20;

    private final Supplier<FileTree> reader;
    private FileTree tree;

    private BuildContextFiles(Supplier<FileTree> reader) {
        this.reader = reader;
    }

    /** A directory of this machine, without what is ignored. */
    public static BuildContextFiles directory(Path directory, DockerIgnore ignore) {
        return new BuildContextFiles(() -> TreeReader.directory(directory, ignore));
    }

    /** A tar, packed or not; it is not unpacked. The file must stay until the build is done. */
    public static BuildContextFiles tar(Path file) {
        return new BuildContextFiles(() -> ownedByRoot(TreeReader.archive(TarFiles.source(file))));
    }

    /** No files: a Dockerfile alone. */
    public static BuildContextFiles none() {
        return new BuildContextFiles(FileTree::new);
    }

    /**
     * A text of the context, for who needs the Dockerfile in it.
     *
     * @param path relative to the context
     * @return empty if there is no such file
     * @throws BuildException INVALID if it is too large for a Dockerfile
     */
    public Optional<String> text(String path) {
        Optional<FileContent> content = tree().follow(Bytes.ofText(path)).flatMap(FileNode::content);
        if (content.isPresent() && content.get().size() > MAX_DOCKERFILE_BYTES) {
            throw new BuildException(Kind.INVALID, path + " has " + content.get().size()
                    + " bytes, too many for a Dockerfile", "");
        }
        return content.map(found -> new String(TreeReader.bytes(found, MAX_DOCKERFILE_BYTES), StandardCharsets.UTF_8));
    }

    FileTree tree() {
        if (tree == null) {
            tree = reader.get();
        }
        return tree;
    }

    private static FileTree ownedByRoot(FileTree archive) {
        FileTree tree = new FileTree();
        new CopyPlanner(tree, Optional.of(Owner.ROOT), Optional.empty(), path -> false,
                new Times(Optional.empty(), Optional.empty()))
                .plan("COPY", List.of(new CopySource("", archive.root(), false)), "/").applyTo(tree);
        return tree;
    }

    /** Whether a file is a tar, and so a context, and not a lone Dockerfile. */
    public static boolean isTar(Path file) {
        return Files.isRegularFile(file) && TarFiles.isTar(file);
    }
}
