package dev.jimg.backend.store;

import dev.jimg.oci.Layer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which order the layers of an image are read for somebody who waits to see its files: first the one that is to be
 * seen, then those below it, the upper ones first, for they are what it lies on; then those above.
 *
 * <p>But the largest is read beside the first one: most often it is the lowest, and whoever began with it last would wait
 * for it alone, while all other cores do nothing.
 */
final class ReadingOrder {

    private ReadingOrder() {}

    /**
     * @param all layers of the image, the lowest first
     * @param first the one that is wanted most; what is no number of a layer stands for the topmost
     * @param missing those of them that are to be read
     */
    static List<Layer> of(List<Layer> all, int first, Collection<Layer> missing) {
        int wanted = first >= 0 && first < all.size() ? first : all.size() - 1;
        Set<Layer> order = new LinkedHashSet<>();
        for (int layer = wanted; layer >= 0; layer--) {
            order.add(all.get(layer));
        }
        for (int layer = all.size() - 1; layer > wanted; layer--) {
            order.add(all.get(layer));
        }
        order.retainAll(Set.copyOf(missing));
        List<Layer> sorted = new ArrayList<>(order);
        if (sorted.size() > 2) {
            Layer largest = sorted.stream().skip(1)
                    .max(Comparator.comparingLong(layer -> layer.blob().size())).orElseThrow();
            sorted.remove(largest);
            sorted.add(1, largest);
        }
        return sorted;
    }
}
