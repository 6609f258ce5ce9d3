package dev.jimg.backend.shared;

import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerWatch;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.fileindex.IndexFeed;
import dev.jimg.fileindex.IndexedTar;
import dev.jimg.oci.DiffId;
import dev.jimg.tar.Extensions;
import dev.jimg.tar.Header;
import dev.jimg.tar.TarException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Makes the index of a layer's files while the layer is read for another end: it is pulled, loaded, imported, built. It
 * costs a fifteenth of that, once the program is warm; to unpack the layer again for it would cost as much as that. A
 * program that ends with the command has no such bargain: see {@link Indexing}. An index that cannot be made or kept is
 * made when somebody asks for the files. Thread-safe.
 */
public final class LayerWatches implements LayerWatch.Factory {

    /** By which one layer grows between two looks at what all take. */
    private static final long LOOK_BYTES = 1 << 20;

    private final IndexCache cache;
    private final long limit;
    private final Set<Watch> watches = Collections.newSetFromMap(new WeakHashMap<>());

    LayerWatches(IndexCache cache) {
        this(cache, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param limit bytes of memory that the indexes of what is pulled side by side may take together */
    LayerWatches(IndexCache cache, long limit) {
        this.cache = cache;
        this.limit = limit;
    }

    @Override
    public LayerWatch get() {
        return new Watch();
    }

    /** A known one is not looked at. */
    @Override
    public LayerWatch of(DiffId layer) {
        return cache.has(layer) ? LayerWatch.NONE : get();
    }

    private synchronized boolean tooMuch(Watch one) {
        watches.add(one);
        return watches.stream().mapToLong(watch -> watch.weight).sum() > limit;
    }

    private synchronized void forget(Watch one) {
        watches.remove(one);
    }

    /** A step of the feed. */
    @FunctionalInterface
    private interface Step {
        void run() throws TarException;
    }

    private final class Watch implements LayerWatch {

        private IndexFeed feed = cache.feed();
        private volatile long weight;

        @Override
        public void entry(Header header, Extensions extensions) {
            quietly(() -> feed.entry(header, extensions));
            if (feed != null && feed.weight() >= weight + LOOK_BYTES) {
                weight = feed.weight();
                if (tooMuch(this)) {
                    giveUp();
                }
            }
        }

        @Override
        public void sparseMap(byte[] block) {
            quietly(() -> feed.sparseMap(block));
        }

        @Override
        public void content(byte[] bytes, int offset, int length) {
            quietly(() -> feed.content(bytes, offset, length));
        }

        @Override
        public void end() {
            quietly(() -> feed.end());
        }

        @Override
        public void ended(LayerMeasurement layer) {
            quietly(() -> cache.keep(new IndexedTar(layer.diffId(), feed.files())));
            giveUp();
        }

        /** Who asks for the files of such a layer is told what is wrong with it. */
        private void quietly(Step step) {
            if (feed == null) {
                return;
            }
            try {
                step.run();
            } catch (TarException | RuntimeException e) {
                giveUp();
            }
        }

        private void giveUp() {
            feed = null;
            weight = 0;
            forget(this);
        }
    }
}
