package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.posix.Bytes;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;

/** Part of a tree, for a bind mount. The times of files do not count: a context that was fetched anew has others. */
final class MountedFiles implements StepMount.Files {

    private final LayerPlan plan = new LayerPlan(new FileTree(), FileNode.Facts.directory(0755, 0, 0, 0));
    private final ContentDigests digests;
    private final Cancellation cancellation;

    private MountedFiles(ContentDigests digests, Cancellation cancellation) {
        this.digests = digests;
        this.cancellation = cancellation;
    }

    /**
     * @param source the path of a file or directory in the tree; empty for all of it
     * @throws BuildException NOT_FOUND if there is nothing
     */
    static MountedFiles of(FileTree tree, String source, ContentDigests digests, Cancellation cancellation) {
        FileNode node = tree.follow(Bytes.ofText(SlashPath.inside(source))).orElseThrow(() -> new BuildException(
                Kind.NOT_FOUND, "RUN failed: --mount: \"/" + SlashPath.inside(source) + "\": not found", ""));
        MountedFiles files = new MountedFiles(digests, cancellation);
        files.add(NAME, node);
        return files;
    }

    private void add(String path, FileNode node) {
        plan.put(path, node);
        node.children().forEach((name, child) -> add(SlashPath.join(path, name), child));
    }

    @Override
    public String checksum() {
        return plan.contentChecksum(digests);
    }

    @Override
    public void writeTo(OutputStream tar) throws IOException {
        new LayerWriter(tar, digests, cancellation).write(plan);
    }
}
