package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.oci.Reference;
import dev.jimg.service.diff.ConfigChange;
import dev.jimg.service.diff.ConfigField;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What tells two images apart, here and in registries. */
public abstract class DiffContract extends ImageServiceContract {

    private static final LayerFixture BASE = LayerFixture.gzip(tar -> tar.file("etc/base", "shared"));

    private static ImageFixture before() {
        return ImageFixture.builder().created("2024-01-02T03:04:05Z").label("kept", "1").label("gone", "x")
                .layer("COPY base", BASE)
                .layer("RUN one", LayerFixture.gzip(tar -> tar.file("etc/name", "one").file("etc/same", "same")
                        .file("old/a", "aaa"))).build();
    }

    private static ImageFixture after() {
        return ImageFixture.builder().created("2024-02-02T03:04:05.500Z").label("kept", "1").label("new", "y")
                .layer("COPY base", BASE)
                .layer("RUN two", LayerFixture.gzip(tar -> tar.file("etc/name", "two").file("etc/same", "same")
                        .file("etc/more", "12345"))).build();
    }

    private ImageDiff diff(DiffSide left, DiffSide right) {
        return service.diffs().diff(left, right, Cancellation.none());
    }

    private static DiffSide.Local local(Reference reference) {
        return new DiffSide.Local(reference.familiar());
    }

    private static DiffSide.Remote remote(Reference reference) {
        return new DiffSide.Remote(reference, Optional.empty());
    }

    private static Map<String, FileStatus> files(TreeDiff diff) {
        Map<String, FileStatus> files = new TreeMap<>();
        for (int node = 1; node < diff.count(); node++) {
            if (!diff.isDirectory(node) && diff.status(node) != FileStatus.UNCHANGED) {
                files.put(diff.path(node), diff.status(node));
            }
        }
        return files;
    }

    private static void expectBoth(ImageDiff diff) {
        assertEquals(List.of(
                new ConfigChange(ConfigField.CREATED, "", Optional.of("2024-01-02T03:04:05Z"),
                        Optional.of("2024-02-02T03:04:05.500Z")),
                new ConfigChange(ConfigField.LABELS, "gone", Optional.of("x"), Optional.empty()),
                new ConfigChange(ConfigField.LABELS, "new", Optional.empty(), Optional.of("y"))), diff.config());
        assertEquals(1, diff.shared());
        assertEquals(List.of("RUN one"), diff.leftLayers().stream().map(LayerOutline::createdBy).toList());
        assertEquals(List.of("RUN two"), diff.rightLayers().stream().map(LayerOutline::createdBy).toList());
        assertFalse(diff.same());
    }

    private void expectFiles(ImageDiff diff) {
        List<FilesProgress> progress = new CopyOnWriteArrayList<>();
        TreeDiff files = service.diffs().files(diff, progress::add, Cancellation.none());
        assertEquals(Map.of("etc/name", FileStatus.CHANGED, "etc/more", FileStatus.ADDED, "old/a", FileStatus.REMOVED),
                files(files));
        assertEquals(2, files.change(0));
        assertTrue(progress.stream().allMatch(step -> step.done() <= step.total()), progress::toString);
    }

    @Test
    void comparesImagesThatAreHere() {
        DiffSide left = local(pulled(before(), "diff/here:1"));
        DiffSide right = local(pulled(after(), "diff/here:2"));
        ImageDiff diff = diff(left, right);
        expectBoth(diff);
        assertTrue(diff.leftLayers().stream().noneMatch(LayerOutline::packed));
        assertEquals(has(Backend.Limit.INDEXES_WHEN_ASKED), service.diffs().known(diff).isEmpty());
        expectFiles(diff);
        assertEquals(Optional.of(3), service.diffs().known(diff).map(files -> files(files).size()));
    }

    @Test
    void previewsWhatARegistryHasWithoutFetchingALayer() {
        ImageFixture newer = after();
        DiffSide left = local(pulled(before(), "diff/remote:1"));
        Reference name = pushed(newer, "diff/remote:2");
        ImageDiff diff = diff(left, remote(name));
        expectBoth(diff);
        assertTrue(diff.rightLayers().stream().allMatch(LayerOutline::packed));
        assertEquals(0, proxy.count("/blobs/" + newer.layers().get(1).content().digest()));
        expectFiles(diff);
        assertEquals(1, images().size(), "nothing is pulled");
    }

    @Test
    void comparesWhatIsOnlyInARegistry() {
        ImageDiff diff = diff(remote(pushed(before(), "diff/both:1")), remote(pushed(after(), "diff/both:2")));
        expectBoth(diff);
        expectFiles(diff);
    }

    @Test
    void findsNothingBetweenAnImageAndItself() {
        Reference name = pulled(before(), "diff/itself:1");
        ImageDiff diff = diff(local(name), remote(name));
        assertEquals(List.of(), diff.config());
        assertTrue(diff.sameLayers());
        assertEquals(2, diff.shared());
        assertTrue(service.diffs().files(diff, step -> { }, Cancellation.none()).same());
    }

    @Test
    void saysWhichImageIsNotThere() {
        Reference here = pulled(before(), "diff/there:1");
        failure(Failure.Kind.NOT_FOUND, () -> diff(local(here), new DiffSide.Local("diff/nowhere:1")));
        failure(Failure.Kind.NOT_FOUND, () -> diff(local(here), remote(ref("diff/nowhere:1"))));
    }
}
