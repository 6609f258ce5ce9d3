package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileStatus;
import dev.jimg.files.FileTree;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.Waste;
import dev.jimg.oci.Reference;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageContents;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The files of images, without unpacking them. */
public abstract class FilesContract extends ImageServiceContract {

    /** Three layers: files, changes to them, and some that are taken away. */
    private static ImageFixture layered(String name) {
        return ImageFixture.builder()
                .layer("COPY base", LayerFixture.of(Compression.GZIP, tar -> tar.directory("etc")
                        .file("etc/name", name).file("etc/hosts", "127.0.0.1\n").hardLink("etc/again", "etc/hosts")
                        .symlink("bin", "usr/bin").directory("cache").file("cache/a", "a".repeat(1000))
                        .file("cache/b", "b".repeat(500))))
                .emptyLayer("ENV A=b")
                .layer("RUN change", LayerFixture.of(Compression.GZIP, tar -> tar.directory("etc")
                        .file("etc/hosts", "10.0.0.1\n").file("etc/größe", "ü")))
                .layer("RUN clean", LayerFixture.of(Compression.GZIP, tar -> tar.directory("etc")
                        .whiteout("etc", "name").file(".wh.cache", "")))
                .build();
    }

    private ImageContents read(String image) {
        return service.files().read(image, progress -> { }, Cancellation.none());
    }

    private static Map<String, FileStatus> tree(List<LayerFiles> layers) {
        FileTree tree = FileTree.of(layers);
        Map<String, FileStatus> files = new TreeMap<>();
        for (int node = 1; node < tree.count(); node++) {
            if (!tree.isDirectory(node)) {
                files.put(new String(tree.path(node).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                        tree.status(node));
            }
        }
        return files;
    }

    @Test
    void readsTheFilesOfAllLayersOnce() {
        String image = pulled(layered("once"), "files/once:1").familiar();
        boolean later = has(Backend.Limit.INDEXES_WHEN_ASKED);
        assertEquals(later, service.files().known(image).isEmpty());
        List<FilesProgress> progress = new CopyOnWriteArrayList<>();
        ImageContents contents = service.files().read(image, progress::add, Cancellation.none());
        assertEquals(later, !progress.isEmpty());
        assertTrue(!later || !progress.get(0).preparing().isEmpty() && progress.get(0).done() == 0, progress::toString);
        assertTrue(progress.stream().skip(1).allMatch(one -> one.preparing().isEmpty()), progress::toString);
        assertTrue(progress.stream().allMatch(one -> one.done() <= one.total()), progress::toString);
        assertEquals(3, contents.layers().size());
        assertEquals(Map.of("bin", FileStatus.UNCHANGED, "cache/a", FileStatus.REMOVED, "cache/b", FileStatus.REMOVED,
                "etc/again", FileStatus.UNCHANGED, "etc/größe", FileStatus.UNCHANGED, "etc/hosts",
                FileStatus.UNCHANGED, "etc/name", FileStatus.REMOVED), tree(contents.layers()));
        assertEquals(FileStatus.CHANGED, tree(contents.layers().subList(0, 2)).get("etc/hosts"));
        assertEquals(1500 + 10 + 4, Waste.of(contents.layers()).wasted());
        progress.clear();
        service.files().read(image, progress::add, Cancellation.none());
        assertEquals(List.of(), progress, "nothing is read again");
        assertEquals(tree(contents.layers()), tree(service.files().known(image).orElseThrow().layers()));
        assertEquals(List.of(Optional.of(2), Optional.of(1), Optional.empty(), Optional.of(0)),
                LayerSteps.of(service.history(image), 3));
    }

    @Test
    void viewsFilesOfAnyLayerAndLeavesNoContainer() {
        String image = pulled(layered("view"), "files/view:1").familiar();
        read(image);
        assertEquals("10.0.0.1\n", view(image, 1, "etc/hosts"));
        assertEquals("127.0.0.1\n", view(image, 0, "etc/hosts"));
        assertEquals("127.0.0.1\n", view(image, 0, "etc/again"));
        assertEquals("view", view(image, 0, "etc/name"));
        assertEquals("ü", view(image, 1, new String("etc/größe".getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1)));
        failure(Failure.Kind.NOT_FOUND, () -> view(image, 1, "etc/name"));
        failure(Failure.Kind.NOT_FOUND, () -> view(image, 7, "etc/name"));
        assertEquals(List.of(), backend.containers());
    }

    @Test
    void whatIsShownOfAllLayersTogetherIsWhatTheyShow() {
        String image = pulled(layered("together"), "files/together:1").familiar();
        List<LayersSoFar> parts = new CopyOnWriteArrayList<>();
        LayersSoFar whole = service.files().read(image, -1, progress -> { }, parts::add, Cancellation.none());
        assertEquals(List.of(3, Optional.empty()), List.of(whole.read(), whole.together()));
        List<LayerFiles> together = parts.stream().flatMap(part -> part.together().stream()).toList();
        together.forEach(all -> assertTrue(Set.of("bin", "etc/again", "etc/größe")
                .containsAll(without(tree(List.of(all)).keySet(), "etc/hosts")), () -> tree(List.of(all)).toString()));
        if (containers()) {
            assertEquals("ü", view(image, ImageFiles.TOGETHER, new String("etc/größe".getBytes(StandardCharsets.UTF_8),
                    StandardCharsets.ISO_8859_1)));
            assertEquals(List.of(), backend.containers());
        } else {
            assertEquals(List.of(), together);
            failure(Failure.Kind.NOT_FOUND, () -> view(image, ImageFiles.TOGETHER, "etc/again"));
        }
    }

    /** An engine lays a file of its own over it. */
    private static Set<String> without(Set<String> paths, String path) {
        Set<String> others = new TreeSet<>(paths);
        others.remove(path);
        return others;
    }

    @Test
    void whoWantsTheWholeIsShownNoPreview() {
        String image = pulled(layered("truth"), "files/truth:1").familiar();
        assertEquals(Map.of("bin", FileStatus.UNCHANGED, "cache/a", FileStatus.REMOVED, "cache/b", FileStatus.REMOVED,
                "etc/again", FileStatus.UNCHANGED, "etc/größe", FileStatus.UNCHANGED, "etc/hosts",
                FileStatus.UNCHANGED, "etc/name", FileStatus.REMOVED), tree(read(image).layers()));
    }

    private boolean containers() {
        return service.info().kind() != BackendInfo.Kind.STORE;
    }

    private String view(String image, int layer, String path) {
        FileContent content = service.files().view(image, layer, path, Cancellation.none());
        assertTrue(content.whole());
        return new String(content.start(), StandardCharsets.UTF_8);
    }

    @Test
    void readsOnlyTheStartOfALargeFile() {
        String image = pulled(ImageFixture.random(1, 3_000_000), "files/large:1").familiar();
        read(image);
        FileContent content = service.files().view(image, 0, "data/random-0", Cancellation.none());
        assertEquals(FileContent.MOST, content.start().length);
        assertEquals(3_000_000, content.size());
    }

    @Test
    void saysWhichImageIsNotHere() {
        failure(Failure.Kind.NOT_FOUND, () -> read("files/nowhere:1"));
        failure(Failure.Kind.NOT_FOUND, () -> service.files().known("files/nowhere:1"));
    }

    @Test
    void readsOneLayerOfARemoteImageWithoutPullingIt() {
        ImageFixture image = layered("remote");
        Reference name = pushed(image, "files/remote:1");
        RemoteContents remote = service.files().remote(name, Optional.empty(), Cancellation.none());
        assertEquals(List.of("COPY base", "RUN change", "RUN clean"),
                remote.layers().stream().map(RemoteContents.RemoteLayer::createdBy).toList());
        assertTrue(remote.layers().stream().noneMatch(RemoteContents.RemoteLayer::known));
        List<FilesProgress> progress = new ArrayList<>();
        LayerFiles files = service.files().readRemote(remote, 2, progress::add, part -> { }, Cancellation.none());
        assertEquals(Map.of("etc/name", FileStatus.REMOVED, "cache", FileStatus.REMOVED), tree(List.of(files)));
        assertFalse(progress.isEmpty());
        String blob = image.layers().get(2).content().digest();
        service.files().readRemote(remote, 2, progress::add, part -> { }, Cancellation.none());
        assertEquals(1, proxy.count("/blobs/" + blob), "it is known now");
        assertEquals(0, proxy.count("/blobs/" + image.layers().get(0).content().digest()));
        assertArrayEquals("10.0.0.1\n".getBytes(StandardCharsets.UTF_8),
                service.files().viewRemote(remote, 1, "etc/hosts", Cancellation.none()).start());
        assertEquals(List.of(), images());
    }

    @Test
    void refusesARemoteLayerWithOtherBytes() {
        ImageFixture image = ImageFixture.random(1, 300_000);
        Reference name = pushed(image, "files/corrupt:1");
        proxy.corruptAt("/blobs/" + image.layers().get(0).content().digest(), 100_000, 100);
        RemoteContents remote = service.files().remote(name, Optional.empty(), Cancellation.none());
        failure(Failure.Kind.CORRUPT,
                () -> service.files().readRemote(remote, 0, progress -> { }, part -> { }, Cancellation.none()));
        proxy.forget();
        assertFalse(service.files().remote(name, Optional.empty(), Cancellation.none()).layers().get(0).known(),
                "nothing of it is remembered");
    }

    @Test
    void stopsFetchingWhenCancelled() {
        ImageFixture image = ImageFixture.random(1, 3_000_000);
        Reference name = pushed(image, "files/cancel:1");
        proxy.holdBlobAt(image.layers().get(0).content().digest(), 1_000_000);
        RemoteContents remote = service.files().remote(name, Optional.empty(), Cancellation.none());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<LayerFiles> reading = CompletableFuture.supplyAsync(
                () -> service.files().readRemote(remote, 0, progress -> { }, part -> { }, cancellation));
        proxy.awaitHeld(BOUND);
        cancellation.cancel();
        CompletionException ended = Assertions.assertThrows(CompletionException.class, reading::join);
        assertTrue(ended.getCause() instanceof CancellationException, ended.toString());
    }
}
