package dev.jimg.service;

import dev.jimg.oci.ImageId;

/** What came of a transfer that is done. */
public sealed interface TransferOutcome {

    record Pulled(PullResult result) implements TransferOutcome {}

    record Pushed(PushResult result) implements TransferOutcome {}

    record Copied(CopyResult result) implements TransferOutcome {}

    /** @param bytes of the file */
    record Saved(long bytes) implements TransferOutcome {}

    /**
     * @param count of images
     * @param first the name of the first of them, or its short ID; empty if it is not known
     */
    record Loaded(int count, String first) implements TransferOutcome {}

    record Imported(ImageId image) implements TransferOutcome {}

    record Built(ImageId image) implements TransferOutcome {}
}
