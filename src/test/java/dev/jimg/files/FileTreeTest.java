package dev.jimg.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.Model.Added;
import dev.jimg.files.Model.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Layers laid over each other. */
class FileTreeTest {

    private static final int RUNS = 400;

    @Test
    void showsWhatApplyingTheLayersOneByOneGives() {
        for (int seed = 0; seed < RUNS; seed++) {
            List<List<Added>> layers = layers(seed);
            FileTree tree = FileTree.of(layers.stream().map(Model::build).toList());
            Map<String, Entry> below = Model.shown(layers.subList(0, layers.size() - 1));
            Map<String, Entry> shown = Model.shown(layers);
            Map<String, String> expected = new TreeMap<>();
            shown.forEach((path, entry) -> expected.put(path, entry.size() + " "
                    + (entry.layer() < layers.size() - 1 ? "UNCHANGED" : "NEW")));
            Map<String, String> actual = new TreeMap<>();
            for (int node = 1; node < tree.count(); node++) {
                if (!tree.isDirectory(node) && tree.status(node) != FileStatus.REMOVED) {
                    boolean fresh = tree.status(node) != FileStatus.UNCHANGED;
                    actual.put(tree.path(node), tree.total(node) + " " + (fresh ? "NEW" : "UNCHANGED"));
                    if (tree.status(node) == FileStatus.ADDED) {
                        assertTrue(!below.containsKey(tree.path(node)), "seed " + seed + " " + tree.path(node));
                    }
                    if (below.containsKey(tree.path(node)) && fresh) {
                        assertEquals(FileStatus.CHANGED, tree.status(node), "seed " + seed + " " + tree.path(node));
                    }
                }
            }
            assertEquals(expected, actual, "seed " + seed + " " + layers);
            assertEquals(shown.values().stream().mapToLong(Entry::size).sum(), tree.total(0), "seed " + seed);
        }
    }

    @Test
    void marksWhatTheTopmostLayerTookAway() {
        for (int seed = 0; seed < RUNS; seed++) {
            List<List<Added>> layers = layers(seed);
            FileTree tree = FileTree.of(layers.stream().map(Model::build).toList());
            Map<String, Entry> below = Model.shown(layers.subList(0, layers.size() - 1));
            for (int node = 1; node < tree.count(); node++) {
                boolean file = !tree.isDirectory(node) && tree.kind(node) != FileKind.WHITEOUT;
                if (file && tree.status(node) == FileStatus.REMOVED) {
                    assertTrue(below.containsKey(tree.path(node)), "seed " + seed + " " + tree.path(node));
                    assertEquals(below.get(tree.path(node)).size(), tree.total(node));
                }
            }
        }
    }

    @Test
    void countsInWasteWhatIsStoredAndNotShown() {
        for (int seed = 0; seed < RUNS; seed++) {
            List<List<Added>> layers = layers(seed);
            List<LayerFiles> built = layers.stream().map(Model::build).toList();
            Waste waste = Waste.of(built);
            long stored = built.stream().mapToLong(LayerFiles::total).sum();
            long shown = Model.shown(layers).values().stream().mapToLong(Entry::size).sum();
            assertEquals(stored, waste.stored());
            assertEquals(stored - shown, waste.wasted(), "seed " + seed + " " + layers);
            assertEquals(waste.wasted(), waste.paths().stream().mapToLong(Waste.Path::bytes).sum());
            assertEquals(stored == 0 ? 1 : (double) shown / stored, waste.efficiency(), 1e-9);
        }
    }

    @Test
    void aDirectoryThatIsRemovedWholeIsOneLineOfTheWaste() {
        List<Added> base = List.of(file("var/cache/apt/a.deb", 500), file("var/cache/apt/b.deb", 300), file("bin/sh", 90));
        List<Added> top = List.of(file("var/cache/.wh.apt", 0), file("bin/sh", 100));
        Waste waste = Waste.of(List.of(Model.build(base), Model.build(top)));
        assertEquals(List.of(new Waste.Path("var/cache/apt/", 800, 1, true), new Waste.Path("bin/sh", 90, 2, false)),
                waste.paths());
        assertEquals(100.0 / 990, waste.efficiency(), 1e-9);
    }

    @Test
    void aDirectoryNamedAgainIsUnchangedUntilItsModeIsAnother() {
        List<Added> base = List.of(new Added("etc", FileKind.DIRECTORY, 0755, 0), file("etc/hosts", 5));
        FileTree same = FileTree.of(List.of(Model.build(base), Model.build(List.of(
                new Added("etc", FileKind.DIRECTORY, 0755, 0), file("etc/passwd", 7)))));
        assertEquals(FileStatus.UNCHANGED, same.status(1));
        assertTrue(same.has(1, FileStatus.ADDED.bit()));
        assertEquals(7, same.own(1));
        assertEquals(12, same.total(1));
        FileTree other = FileTree.of(List.of(Model.build(base), Model.build(List.of(
                new Added("etc", FileKind.DIRECTORY, 0700, 0)))));
        assertEquals(FileStatus.CHANGED, other.status(1));
    }

    @Test
    void aLayerAloneShowsWhatItWouldRemove() {
        FileTree tree = FileTree.of(List.of(Model.build(List.of(file("etc/.wh.motd", 0), file("etc/issue", 3)))));
        int etc = tree.first(0);
        assertEquals(List.of("issue ADDED", "motd REMOVED"), List.of(tree.name(tree.first(etc)) + " "
                + tree.status(tree.first(etc)), tree.name(tree.first(etc) + 1) + " " + tree.status(tree.first(etc) + 1)));
    }

    private static Added file(String path, long size) {
        return new Added(path, FileKind.FILE, 0644, size);
    }

    private static List<List<Added>> layers(int seed) {
        Random random = new Random(seed);
        List<List<Added>> layers = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            layers.add(Model.layer(random, random.nextInt(30)));
        }
        return layers;
    }
}
