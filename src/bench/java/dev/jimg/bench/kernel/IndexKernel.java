package dev.jimg.bench.kernel;

import dev.jimg.fileindex.IndexedTar;
import dev.jimg.fileindex.LayerIndexer;
import dev.jimg.oci.Digest;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making the index of a layer of 10,000 small files, not packed. */
@State(Scope.Benchmark)
public class IndexKernel {

    private static final int FILES = 10_000;

    private final byte[] tar = LayerFixture.of(LayerFixture.Compression.NONE, entries -> {
        for (int i = 0; i < FILES; i++) {
            entries.file("usr/share/package-" + i / 100 + "/file-" + i, "line\n".repeat(i % 50));
        }
    }).content().bytes();

    @Benchmark
    public IndexedTar index() throws IOException {
        return LayerIndexer.index(new ByteArrayInputStream(tar), Digest.Algorithm.SHA256, Cancellation.none());
    }
}
