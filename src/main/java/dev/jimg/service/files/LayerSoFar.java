package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import java.util.Optional;

/**
 * What is known of one layer while the layers of an image are being read.
 *
 * @param files what it has; the first part of it while it is being read; empty where it is yet to be begun, and where it
 *     cannot be read
 * @param whole whether {@code files} is all that it has
 * @param failure why it cannot be read: the {@code Failure} that would be thrown for this layer alone
 */
public record LayerSoFar(Optional<LayerFiles> files, boolean whole, Optional<RuntimeException> failure) {

    /** It is yet to be begun. */
    public static final LayerSoFar WAITING = new LayerSoFar(Optional.empty(), false, Optional.empty());

    public static LayerSoFar part(LayerFiles files) {
        return new LayerSoFar(Optional.of(files), false, Optional.empty());
    }

    public static LayerSoFar whole(LayerFiles files) {
        return new LayerSoFar(Optional.of(files), true, Optional.empty());
    }

    public static LayerSoFar failed(RuntimeException failure) {
        return new LayerSoFar(Optional.empty(), false, Optional.of(failure));
    }

    /** Whether nothing more will be known of it. */
    public boolean over() {
        return whole || failure.isPresent();
    }
}
