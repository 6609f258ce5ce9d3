package dev.jimg.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the paths of a tree that a pattern of COPY or ADD means. */
final class Glob {

    private final FileTree tree;
    private final List<String> found = new ArrayList<>();

    private Glob(FileTree tree) {
        this.tree = tree;
    }

    /**
     * @param pattern relative to the tree's root
     * @return sorted; empty if nothing fits
     */
    static List<String> find(FileTree tree, String pattern) {
        Glob glob = new Glob(tree);
        glob.descend("", pattern.split("/"), 0);
        return glob.found;
    }

    /** Part by part, so that only directories that fit are gone into. */
    private void descend(String path, String[] parts, int index) {
        if (index == parts.length) {
            found.add(path);
            return;
        }
        FileNode directory = tree.follow(path).filter(FileNode::isDirectory).orElse(null);
        if (directory == null) {
            return;
        }
        PathPattern pattern = PathPattern.glob(parts[index]);
        for (Map.Entry<String, FileNode> child : directory.children().entrySet()) {
            if (pattern.matches(child.getKey())) {
                descend(SlashPath.join(path, child.getKey()), parts, index + 1);
            }
        }
    }
}
