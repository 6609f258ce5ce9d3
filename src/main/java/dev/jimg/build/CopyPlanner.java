package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.posix.Bytes;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns what COPY and ADD found into the entries of a layer (Dockerfile reference, «COPY», «ADD»).
 *
 * <p>A directory stands for what is in it. Directories that are made on the way are {@code rwxr-xr-x}; those that are
 * there keep what they are.
 */
final class CopyPlanner {

    private final FileTree target;
    private final Optional<Owner> owner;
    private final Optional<ModeChange> mode;
    private final Predicate<String> excluded;
    private final Times times;
    private final Map<FileNode, FileNode> changed = new IdentityHashMap<>();
    private final LayerPlan plan;

    /**
     * @param owner of all that is copied; empty where it keeps its own
     * @param mode of all that is copied, the same way
     * @param excluded paths, relative to what is copied, that are left out
     */
    CopyPlanner(FileTree target, Optional<Owner> owner, Optional<ModeChange> mode, Predicate<String> excluded,
            Times times) {
        this.target = target;
        this.owner = owner;
        this.mode = mode;
        this.excluded = excluded;
        this.times = times;
        Owner maker = owner.orElse(Owner.ROOT);
        this.plan = new LayerPlan(target, FileNode.Facts.directory(0755, maker.uid(), maker.gid(), times.now()));
    }

    /**
     * @param keyword COPY or ADD, for messages
     * @param destination absolute, a byte string; a slash at its end says that it is a directory
     * @throws BuildException INVALID if the destination cannot hold what is copied
     */
    LayerPlan plan(String keyword, List<CopySource> sources, String destination) {
        boolean directory = destination.endsWith("/") || destination.endsWith("/.");
        if (sources.size() > 1 && !directory) {
            throw new BuildException(Kind.INVALID, "When using " + keyword
                    + " with more than one source file, the destination must be a directory and end with a /", "");
        }
        String place = target.resolve(destination);
        Optional<FileNode> there = target.entry(place);
        boolean intoDirectory = directory || there.filter(FileNode::isDirectory).isPresent();
        for (CopySource source : sources) {
            // Hard links are kept within a source; two sources that are one file become two.
            changed.clear();
            if (source.node().isDirectory() || source.unpack()) {
                if (there.isPresent() && !there.get().isDirectory()) {
                    throw new BuildException(Kind.INVALID, "cannot copy to non-directory: "
                            + Bytes.text(destination), "");
                }
                plan.directory(place);
                addChildren(place, "", source.node());
            } else if (!excluded.test(source.name())) {
                String name = intoDirectory ? SlashPath.join(place, source.name()) : place;
                if (name.isEmpty()) {
                    throw new BuildException(Kind.INVALID, "cannot copy " + Bytes.text(source.path())
                            + " over the root", "");
                }
                addFile(name, source.node());
            }
        }
        return plan;
    }

    private void addFile(String path, FileNode node) {
        String place = target.entry(path).filter(FileNode::isSymlink).isPresent() ? target.resolve(path) : path;
        if (target.entry(place).filter(FileNode::isDirectory).isPresent()) {
            throw new BuildException(Kind.INVALID, "cannot copy a file over the directory /" + Bytes.text(place), "");
        }
        plan.put(place, withWishes(node));
    }

    private void addChildren(String place, String relative, FileNode directory) {
        directory.children().forEach((name, child) -> {
            String inside = SlashPath.join(relative, name);
            String path = SlashPath.join(place, name);
            boolean out = excluded.test(inside);
            if (!out) {
                plan.put(path, withWishes(child));
            }
            if (child.isDirectory()) {
                addChildren(path, inside, child);
            }
        });
    }

    /** The same node for the same node, so that hard links stay what they are. */
    private FileNode withWishes(FileNode node) {
        return changed.computeIfAbsent(node, n -> {
            FileNode.Facts facts = n.facts().modifiedAt(times.clamp(n.facts().modified()));
            if (owner.isPresent()) {
                facts = facts.ownedBy(owner.get().uid(), owner.get().gid());
            }
            if (mode.isPresent() && !n.isSymlink()) {
                facts = facts.withMode(mode.get().apply(facts.mode(), n.isDirectory()));
            }
            return n.isDirectory() ? FileNode.directory(facts) : n.with(facts);
        });
    }

    /** The directory that WORKDIR makes where there is none; an empty plan where there is. */
    LayerPlan directory(String path) {
        String place = target.resolve(path);
        FileNode there = target.entry(place).orElse(null);
        if (there != null && !there.isDirectory()) {
            throw new BuildException(Kind.INVALID, "cannot make the directory " + Bytes.text(path)
                    + ": a file is there", "");
        }
        if (there == null) {
            plan.put(place, FileNode.directory(FileNode.Facts.directory(0755, 0, 0, times.now())));
        }
        return plan;
    }
}
