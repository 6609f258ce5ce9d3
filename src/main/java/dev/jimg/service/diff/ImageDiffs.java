package dev.jimg.service.diff;

import dev.jimg.files.TreeDiff;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares images. Every method blocks, and fails as those of {@link dev.jimg.service.files.ImageFiles} do. */
public interface ImageDiffs {

    /** Compares configs and layers; of an image in a registry only the small documents are fetched. */
    ImageDiff diff(DiffSide left, DiffSide right, Cancellation cancellation);

    /** Compares the files, if all layers have been read before; reads none. */
    Optional<TreeDiff> known(ImageDiff diff);

    /**
     * Compares the files. Layers that are not known are read, and those of a registry fetched for that.
     *
     * @param progress begins anew with the second image
     */
    TreeDiff files(ImageDiff diff, Consumer<FilesProgress> progress, Cancellation cancellation);
}
