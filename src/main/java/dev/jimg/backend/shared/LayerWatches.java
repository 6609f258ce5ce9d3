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

    /** Of memory, while the index of a layer is made; names of usual length included. */
    private static final long ENTRY_BYTES = 200;
    /** What is pulled side by side may not take more together. */
    private static final long MOST_ENTRIES = Runtime.getRuntime().maxMemory() / 2 / ENTRY_BYTES;
    /** Entries of one layer between two looks at what all have. */
    private static final int LOOK = 4096;

    private final IndexCache cache;
    private final Set<Watch> watches = Collections.newSetFromMap(new WeakHashMap<>());

    LayerWatches(IndexCache cache) {
        this.cache = cache;
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

    private synchronized boolean tooMany(Watch one) {
        watches.add(one);
        return watches.stream().mapToLong(watch -> watch.count).sum() > MOST_ENTRIES;
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
        private volatile int count;

        @Override
        public void entry(Header header, Extensions extensions) {
            quietly(() -> feed.entry(header, extensions));
            if (feed != null && feed.count() >= count + LOOK) {
                count = feed.count();
                if (tooMany(this)) {
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
            count = 0;
            forget(this);
        }
    }
}
