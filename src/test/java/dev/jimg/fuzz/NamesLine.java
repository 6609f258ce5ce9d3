package dev.jimg.fuzz;

import dev.jimg.archive.LayerMeasure;
import dev.jimg.archive.LayerWatch;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.fileindex.LayerIndexer;
import dev.jimg.oci.Digest;
import dev.jimg.testing.SameHash;
import dev.jimg.testing.TempDirs;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Layers of many files, looked at without being unpacked: sound, with names that are there to fall together. */
final class NamesLine implements FuzzLine {

    private Path cache;
    private IndexCache indexes;

    @Override
    public String name() {
        return "names in layers";
    }

    @Override
    public byte[] make(Random random) {
        RawTar tar = new RawTar();
        for (int i = random.nextInt(40); i > 0; i--) {
            String name = SameHash.name(random.nextInt(1 << random.nextInt(1, 20)));
            tar.file("d/".repeat(random.nextInt(3)) + name, "x".repeat(random.nextInt(3)));
        }
        return tar.end();
    }

    @Override
    public void feed(byte[] input) throws IOException {
        if (indexes == null) {
            cache = Files.createTempDirectory("jimg-names-");
            indexes = new IndexCache(cache);
        }
        LayerIndexer.index(new ByteArrayInputStream(input), Digest.Algorithm.SHA256, indexes.feed(), part -> { },
                Cancellation.none());
        LayerMeasure.measure(new ByteArrayInputStream(input), input.length, Digest.Algorithm.SHA256, LayerWatch.NONE,
                (done, total) -> { }, Cancellation.none());
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of();
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("names of one hash", 4_000, n -> {
            RawTar tar = new RawTar();
            for (int i = 0; i < n; i++) {
                tar.file("d/" + SameHash.name(i), "");
            }
            return tar.end();
        }));
    }

    @Override
    public void close() throws IOException {
        if (cache != null) {
            TempDirs.delete(cache);
            indexes = null;
            cache = null;
        }
    }
}
