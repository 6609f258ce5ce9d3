package dev.jimg.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.build.dockerfile.Words;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a stage is: config, layers, files, ARGs. Changed step by step. */
final class StageState {

    private final ConfigDraft config;
    private final List<Layer> layers;
    private final Times times;
    private final BuildArgs args;
    private final char escape;
    private final LayerTrees trees;
    private Optional<FileTree> tree;
    private Optional<Manifest> untouched;

    /** @param untouched the image this is, as long as nothing was done; empty for scratch */
    StageState(ConfigDraft config, List<Layer> layers, Times times, BuildArgs args, char escape, LayerTrees trees,
            Optional<FileTree> tree, Optional<Manifest> untouched) {
        this.config = config;
        this.layers = new ArrayList<>(layers);
        this.times = times;
        this.args = args;
        this.escape = escape;
        this.trees = trees;
        this.tree = tree;
        this.untouched = untouched;
    }

    /** For a stage that goes on from here. */
    StageState copy() {
        return new StageState(config.copy(), layers, times.copy(), args.copy(), escape, trees,
                tree.map(FileTree::copy), untouched);
    }

    ConfigDraft config() {
        return config;
    }

    List<Layer> layers() {
        return layers;
    }

    Times times() {
        return times;
    }

    BuildArgs args() {
        return args;
    }

    char escape() {
        return escape;
    }

    /** The image that this is, if nothing was done to it. */
    Optional<Manifest> untouched() {
        return untouched;
    }

    /** The files, read from the layers when they are first needed. */
    FileTree tree() {
        if (tree.isEmpty()) {
            tree = Optional.of(trees.read(layers));
        }
        return tree.get();
    }

    /** The variables of an instruction: those of the config before the ARGs. */
    Words words() {
        return new Words(escape, name -> config.env(name).or(() -> args.value(name)));
    }

    /** A step that changed only the config. */
    void addEmpty(String createdBy) {
        history(createdBy).put("empty_layer", true);
    }

    /** A step with a layer, which may be in the tree already. */
    void addLayer(CachedLayer made, String createdBy, Optional<LayerPlan> plan) {
        times.saw(made.newest());
        layers.add(made.layer());
        config.list((ObjectNode) config.root().get("rootfs"), "diff_ids").add(made.diffId().toString());
        history(createdBy);
        if (plan.isPresent() && tree.isPresent()) {
            plan.get().applyTo(tree.get());
        } else {
            tree.ifPresent(files -> trees.add(files, made.layer()));
        }
    }

    private ObjectNode history(String createdBy) {
        untouched = Optional.empty();
        ObjectNode entry = config.list(config.root(), "history").addObject();
        entry.put("created", times.created().toString());
        entry.put("created_by", createdBy);
        return entry;
    }
}
