package dev.jimg.archive;

import dev.jimg.oci.DiffId;
import dev.jimg.tar.Extensions;
import dev.jimg.tar.Header;
import dev.jimg.tar.TarFeed;
import java.util.function.Supplier;

/**
 * Looks at the tar of a layer while it is measured, for who wants to know more of it. It must never keep the measuring from
 * its end: none of its methods throws. One is for one layer, and is dropped without a word if that does not get to its end.
 */
public interface LayerWatch extends TarFeed.Visitor {

    /** Looks at nothing. */
    LayerWatch NONE = new LayerWatch() {
        @Override
        public void entry(Header header, Extensions extensions) {
            // See above.
        }

        @Override
        public void ended(LayerMeasurement layer) {
            // See above.
        }
    };

    /** Who makes one for each layer. */
    @FunctionalInterface
    interface Factory extends Supplier<LayerWatch> {
        Factory NONE = () -> LayerWatch.NONE;

        /** For a layer that ought to be this one. */
        default LayerWatch of(DiffId layer) {
            return get();
        }
    }

    @Override
    void entry(Header header, Extensions extensions);

    @Override
    default void sparseMap(byte[] block) {}

    @Override
    default void content(byte[] bytes, int offset, int length) {}

    @Override
    default void end() {}

    /** The tar is at its end, and is this. */
    void ended(LayerMeasurement layer);
}
