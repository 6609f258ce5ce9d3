package dev.jimg.build;

import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;

/** All that the steps of one build work with. */
record Workshop(BuildSpec spec, BaseImages bases, StepRunner runner, BuildListener listener,
        Cancellation cancellation, ContentDigests digests, Downloads downloads, LayerMaker layers, BuildCache cache,
        LayerTrees trees, ImageStore store) {}
