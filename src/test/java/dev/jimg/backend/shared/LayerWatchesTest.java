package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.archive.LayerMeasurement;
import dev.jimg.archive.LayerMeter;
import dev.jimg.archive.LayerWatch;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a layer makes of the memory while it is looked at on its way. */
class LayerWatchesTest {

    private static final long LIMIT = 4 << 20;

    @TempDir
    Path directory;

    private IndexCache cache() {
        return new IndexCache(directory);
    }

    /** Few entries of which each has this long a target, owners of their own, or both. */
    private static byte[] layer(int entries, int targetBytes, boolean owners) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(out)) {
            for (int i = 0; i < entries; i++) {
                tar.put(TarEntry.of("l" + i, TarEntry.Type.SYMLINK, 0777, owners ? i : 0, owners ? i : 0, 0)
                        .withLink("t".repeat(targetBytes)));
            }
        }
        return out.toByteArray();
    }

    /** Whether its index was kept; it is measured right in any case. */
    private boolean kept(byte[] tar, LayerWatch watch) throws IOException {
        try (LayerMeter meter = new LayerMeter(OutputStream.nullOutputStream(), watch)) {
            meter.write(tar, 0, tar.length);
            LayerMeasurement measured = meter.measurement();
            assertEquals(new DiffId(Digest.of(tar)), measured.diffId());
            assertEquals(tar.length, measured.tarSize());
        }
        return cache().has(new DiffId(Digest.of(tar)));
    }

    @Test
    void keepsTheIndexOfALayerThatFits() throws IOException {
        assertEquals(true, kept(layer(500, 4000, false), new LayerWatches(cache(), LIMIT).get()));
    }

    @Test
    void givesUpALayerOfManyLongLinkTargets() throws IOException {
        assertEquals(false, kept(layer(1500, 4000, false), new LayerWatches(cache(), LIMIT).get()));
    }

    @Test
    void givesUpALayerWhereEachEntryHasAnotherOwner() throws IOException {
        assertEquals(true, kept(layer(12_000, 1, false), new LayerWatches(cache(), LIMIT).get()));
        assertEquals(false, kept(layer(12_000, 1, true), new LayerWatches(cache(), LIMIT).get()));
    }

    @Test
    void givesUpALayerWithALinkThatNoLinuxTakes() throws IOException {
        assertEquals(true, kept(layer(1, 4096, false), new LayerWatches(cache(), LIMIT).get()));
        assertEquals(false, kept(layer(1, 4097, false), new LayerWatches(cache(), LIMIT).get()));
    }

    @Test
    void countsWhatIsPulledSideBySideTogether() throws IOException {
        LayerWatches watches = new LayerWatches(cache(), LIMIT);
        byte[] half = layer(700, 4000, false);
        LayerWatch open = watches.get();
        try (LayerMeter meter = new LayerMeter(OutputStream.nullOutputStream(), open)) {
            meter.write(half, 0, half.length);
            assertEquals(false, kept(layer(701, 4000, false), watches.get()));
        }
    }
}
