package dev.jimg.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.LayerFilesBuilder.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What tells the files of two images apart. */
class TreeDiffTest {

    private static final int ROUNDS = 400;

    private static LayerFiles layer(Map<String, Facts> entries) {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        new TreeMap<>(entries).forEach(builder::add);
        return builder.build();
    }

    private static Facts file(int mode, long size, long content) {
        return new Facts(FileKind.FILE, mode, 0, 0, size, 0, "", content, 0);
    }

    private static Facts directory(int mode) {
        return new Facts(FileKind.DIRECTORY, mode, 0, 0, 0, 0, "");
    }

    private static Facts link(FileKind kind, String target) {
        return new Facts(kind, 0777, 0, 0, 0, 0, target);
    }

    private static TreeDiff diff(Map<String, Facts> left, Map<String, Facts> right) {
        return TreeDiff.of(List.of(layer(left)), List.of(layer(right)));
    }

    /** Every node but the root that is not the same: its path and status. */
    private static Map<String, FileStatus> differing(TreeDiff diff) {
        Map<String, FileStatus> differing = new TreeMap<>();
        for (int node = 1; node < diff.count(); node++) {
            if (diff.status(node) != FileStatus.UNCHANGED) {
                differing.put(diff.path(node) + (diff.isDirectory(node) ? "/" : ""), diff.status(node));
            }
        }
        return differing;
    }

    private static List<FileAspect> aspects(Facts left, Facts right) {
        return diff(Map.of("x", left), Map.of("x", right)).aspects(1);
    }

    @Test
    void agreesWithTheModel() {
        Random random = new Random(8);
        for (int round = 0; round < ROUNDS; round++) {
            List<List<Model.Added>> shared = layers(random, random.nextInt(3));
            List<List<Model.Added>> left = new ArrayList<>(shared);
            left.addAll(layers(random, random.nextInt(3)));
            List<List<Model.Added>> right = new ArrayList<>(shared);
            right.addAll(layers(random, random.nextInt(3)));
            TreeDiff diff = TreeDiff.of(left.stream().map(Model::build).toList(),
                    right.stream().map(Model::build).toList());
            Map<String, FileStatus> found = differing(diff);
            found.keySet().removeIf(path -> path.endsWith("/"));
            Map<String, Model.Entry> before = Model.shown(left);
            Map<String, Model.Entry> after = Model.shown(right);
            assertEquals(expected(before, after), found, "round " + round);
            assertEquals(total(after) - total(before), diff.change(0), "round " + round);
            assertEquals(total(after) - total(before), diff.bytes(FileStatus.ADDED) - diff.bytes(FileStatus.REMOVED)
                    + diff.bytes(FileStatus.CHANGED));
        }
    }

    private static List<List<Model.Added>> layers(Random random, int count) {
        List<List<Model.Added>> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(Model.layer(random, random.nextInt(30)));
        }
        return layers;
    }

    private static Map<String, FileStatus> expected(Map<String, Model.Entry> before, Map<String, Model.Entry> after) {
        Map<String, FileStatus> expected = new TreeMap<>();
        before.keySet().forEach(path -> expected.put(path, FileStatus.REMOVED));
        after.forEach((path, entry) -> {
            if (!before.containsKey(path)) {
                expected.put(path, FileStatus.ADDED);
            } else if (before.get(path).size() == entry.size()) {
                expected.remove(path);
            } else {
                expected.put(path, FileStatus.CHANGED);
            }
        });
        return expected;
    }

    private static long total(Map<String, Model.Entry> files) {
        return files.values().stream().mapToLong(Model.Entry::size).sum();
    }

    @Test
    void saysInWhatAFileDiffers() {
        Facts plain = file(0644, 5, 1);
        assertEquals(List.of(), aspects(plain, plain));
        assertEquals(List.of(FileAspect.CONTENT), aspects(plain, file(0644, 5, 2)));
        assertEquals(List.of(FileAspect.CONTENT, FileAspect.MODE), aspects(plain, file(04755, 6, 3)));
        assertEquals(List.of(FileAspect.OWNER), aspects(plain, new Facts(FileKind.FILE, 0644, 0, 7, 5, 0, "", 1, 0)));
        assertEquals(List.of(FileAspect.ATTRIBUTES),
                aspects(plain, new Facts(FileKind.FILE, 0644, 0, 0, 5, 0, "", 1, 9)));
        assertEquals(List.of(), aspects(plain, new Facts(FileKind.FILE, 0644, 0, 0, 5, 1_700_000_000, "", 1, 0)));
        assertEquals(List.of(FileAspect.LINK),
                aspects(link(FileKind.SYMLINK, "a"), link(FileKind.SYMLINK, "b")));
        assertEquals(List.of(FileAspect.KIND, FileAspect.MODE), aspects(plain, link(FileKind.SYMLINK, "b")));
    }

    @Test
    void takesAnotherNameOfTheSameBytesForTheSameFile() {
        TreeDiff diff = diff(Map.of("a", file(0777, 5, 1), "b", link(FileKind.HARD_LINK, "a")),
                Map.of("a", file(0777, 5, 1), "b", file(0777, 5, 1)));
        assertTrue(diff.same());
        assertEquals(0, diff.change(0));
        TreeDiff other = diff(Map.of("a", file(0777, 5, 1), "b", link(FileKind.HARD_LINK, "a")),
                Map.of("a", file(0777, 5, 1), "b", file(0777, 7, 2)));
        assertEquals(Map.of("b", FileStatus.CHANGED), differing(other));
        assertEquals(2, other.change(0));
    }

    @Test
    void aDirectoryInPlaceOfAFileIsBothRemovedAndAdded() {
        TreeDiff diff = diff(Map.of("x", file(0644, 5, 1)), Map.of("x", directory(0755), "x/y", file(0644, 8, 1)));
        assertEquals(Map.of("x", FileStatus.REMOVED, "x/", FileStatus.ADDED, "x/y", FileStatus.ADDED),
                differing(diff));
        assertEquals(3, diff.change(0));
    }

    @Test
    void countsDirectoriesThatAreEmptyOrChanged() {
        TreeDiff diff = diff(Map.of("gone", directory(0755), "kept", directory(0755), "kept/a", file(0644, 1, 1)),
                Map.of("kept", directory(0700), "kept/a", file(0644, 1, 1), "new", directory(0755),
                        "new/b", file(0644, 2, 1)));
        assertEquals(Map.of("gone/", FileStatus.REMOVED, "kept/", FileStatus.CHANGED, "new/", FileStatus.ADDED,
                "new/b", FileStatus.ADDED), differing(diff));
        assertEquals(1, diff.files(FileStatus.ADDED));
        assertEquals(1, diff.files(FileStatus.REMOVED));
        assertEquals(1, diff.files(FileStatus.CHANGED));
    }

    @Test
    void saysNothingOfADirectoryThatOneSideOnlyHasOnTheWay() {
        assertTrue(diff(Map.of("d/a", file(0644, 1, 1)), Map.of("d", directory(0700), "d/a", file(0644, 1, 1))).same());
    }

    @Test
    void leavesOutWhatALayerTookAway() {
        LayerFiles below = layer(Map.of("a", file(0644, 1, 1), "d/b", file(0644, 2, 1)));
        LayerFiles above = layer(Map.of(".wh.d", file(0, 0, 0)));
        TreeDiff diff = TreeDiff.of(List.of(below, above), List.of(below));
        assertEquals(Map.of("d/", FileStatus.ADDED, "d/b", FileStatus.ADDED), differing(diff));
        assertTrue(TreeDiff.of(List.of(below, above), List.of(layer(Map.of("a", file(0644, 1, 1))))).same());
    }

    @Test
    void putsFirstWhatGrewOrShrankMost() {
        TreeDiff diff = diff(Map.of("a", file(0644, 100, 1), "b", file(0644, 50, 1), "c", file(0644, 9, 1)),
                Map.of("a", file(0644, 90, 2), "b", file(0644, 10, 2), "c", file(0644, 9, 1)));
        assertTrue(diff.compareSizes(2, 1, false) < 0);
        assertTrue(diff.compareSizes(1, 3, false) < 0);
    }

    @Test
    void comparesImagesWithoutLayers() {
        assertTrue(TreeDiff.of(List.of(), List.of()).same());
        assertFalse(TreeDiff.of(List.of(), List.of(layer(Map.of("a", file(0644, 1, 1))))).same());
    }
}
