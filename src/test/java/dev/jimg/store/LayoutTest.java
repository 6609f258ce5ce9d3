package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jimg.oci.Digest;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutTest {

    @TempDir
    Path directory;

    @Test
    void aDocumentThatCannotBeReadNowIsNotReplaced() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = Digest.of("x".getBytes());
        // A read of it fails as that of a bad disk does, for root too.
        Files.createDirectories(store.blobs().path(digest));
        StoreException refused = assertThrows(StoreException.class, () -> store.blobs().put("x".getBytes()));
        assertEquals(StoreException.Kind.DISK, refused.kind());
        assertTrue(Files.isDirectory(store.blobs().path(digest)));
    }

    @Test
    void isAnImageLayoutFromTheFirstWriteOn() throws IOException {
        Path root = directory.resolve("deep/below/store");
        ImageStore store = ImageStore.open(root);
        assertFalse(Files.exists(directory.resolve("deep")));
        store.blobs().put("x".getBytes());
        assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(root.resolve("oci-layout")));
        assertTrue(Files.readString(root.resolve("index.json")).contains("\"manifests\":[]"));
        assertTrue(Files.isDirectory(root.resolve("blobs/sha256")));
    }

    /** CVE-2021-41091, CVE-2024-25621: nobody else looks into the store. */
    @Test
    void isPrivateWhateverTheUmask() throws Exception {
        for (String umask : List.of("000", "022", "077", "277")) {
            Path root = directory.resolve("store-" + umask);
            Run.command("sh", "-c", "umask " + umask + " && exec \"$0\" \"$@\"",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), StoreChild.class.getName(), "fetch", root.toString(), "100");
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root)));
            assertEquals("rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("ingest"))));
        }
    }

    @Test
    void makesADirectoryPrivateThatWasThereBefore() throws IOException {
        Path root = Files.createDirectory(directory.resolve("store"));
        Files.createDirectory(root.resolve("containers"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        ImageStore.open(root).images().list();
        assertEquals("rwxr-xr-x", mode(root), "who only reads changes nothing");
        ImageStore.open(root).blobs().put("x".getBytes());
        assertEquals("rwx------", mode(root));

        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x---"));
        ImageStore.open(root).blobs().put("y".getBytes());
        assertEquals("rwxr-x---", mode(root), "that of a store is for its owner to choose");
    }

    @Test
    void whatLiesBesideTheImagesIsPrivateAndInAStoreOnly() throws IOException {
        Path root = directory.resolve("store");
        Path transfers = ImageStore.open(root).beside(StoreDirectory.TRANSFERS);
        assertEquals("rwx------", mode(transfers));
        assertEquals("rwx------", mode(root));
        assertTrue(Files.exists(root.resolve("oci-layout")));

        Path foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "x");
        assertThrows(StoreException.class, () -> ImageStore.open(foreign).beside(StoreDirectory.TRANSFERS));
        assertArrayEquals(new String[] {"thesis.txt"}, foreign.toFile().list());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void clearsAwayWhatAKilledProcessWroteIntoTheCache() throws IOException {
        ImageStore store = ImageStore.open(directory);
        Path cache = store.beside(StoreDirectory.CACHE);
        Files.writeString(cache.resolve("damage"), "");
        String dead = ProcessMark.own().replaceFirst("\\d+", "99999999");
        for (String kind : List.of("damage-", "listing-")) {
            Files.writeString(cache.resolve(kind + dead + "-1"), "x");
        }
        store.garbage().sweep(Duration.ZERO);
        assertArrayEquals(new String[] {"damage"}, cache.toFile().list());
    }

    @Test
    void refusesADirectoryThatHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "x");
        ImageStore store = ImageStore.open(directory);
        StoreException e = assertThrows(StoreException.class, () -> store.blobs().put("x".getBytes()));
        assertEquals(StoreException.Kind.INVALID, e.kind());
        assertTrue(e.why().contains("thesis.txt"), e.why());
        assertFalse(Files.exists(directory.resolve("oci-layout")));
    }

    /** Containers' lock and transfers lie beside the images, and may be there first. */
    @ParameterizedTest
    @EnumSource
    void takesADirectoryThatHoldsOnlyWhatIsOurs(StoreDirectory ours) throws IOException {
        Files.createDirectories(directory.resolve(ours.label()));
        ImageStore.open(directory).blobs().put("x".getBytes());
        assertTrue(Files.exists(directory.resolve("oci-layout")));
    }

    @Test
    void readsNothingFromADirectoryThatHoldsSomethingElseAndLeavesItAlone() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "x");
        ImageStore store = ImageStore.open(directory);
        StoreException e = assertThrows(StoreException.class, () -> store.images().list());
        assertEquals(StoreException.Kind.INVALID, e.kind());
        assertTrue(e.why().contains("thesis.txt"), e.why());
        store.watch(() -> { }).close();
        assertArrayEquals(new String[] {"thesis.txt"}, directory.toFile().list());
    }

    @Test
    void leavesAnEmptyDirectoryEmptyWhenItIsOnlyRead() {
        assertEquals(List.of(), ImageStore.open(directory).images().list().images());
        assertArrayEquals(new String[0], directory.toFile().list());
    }

    @Test
    void saysThatItIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Path nowhere = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        for (Path root : List.of(file, file.resolve("below"), nowhere)) {
            ImageStore store = ImageStore.open(root);
            for (Executable use : List.<Executable>of(() -> store.images().list(), () -> store.blobs().put(new byte[1]),
                    () -> store.garbage().sweep(Duration.ZERO))) {
                StoreException e = assertThrows(StoreException.class, use);
                assertEquals(StoreException.Kind.INVALID, e.kind(), e.getMessage());
                assertTrue(e.why().matches("(it|file) is (no directory|a symbolic link to nowhere)"), e.why());
            }
        }
        assertEquals("x", Files.readString(file));
    }

    /** An empty list would say that all is well, and the first pull that it is not. */
    @Test
    void refusesAPlaceWhereNoStoreCanBeMade() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Map<Path, String> places = Map.of(file.resolve("deep/below"), "file is no directory", Path.of("/proc/foo"),
                "no directory can be made in a file system of the kernel (proc)", Path.of("/proc/1/a/b"),
                "no directory can be made in a file system of the kernel (proc)");
        places.forEach((place, why) -> {
            StoreException e = assertThrows(StoreException.class, () -> ImageStore.open(place).images().list());
            assertEquals(StoreException.Kind.INVALID, e.kind());
            assertEquals(why, e.why());
            assertEquals("Name an empty or a new directory.", e.advice());
        });
        assertEquals(List.of(), ImageStore.open(directory.resolve("not/yet")).images().list().images());
        assertFalse(Files.exists(directory.resolve("not")));
    }

    @Test
    void refusesAPlaceThatIsNotThereAndCannotBeWritten() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        Path mountPoint = Files.createDirectory(directory.resolve("read-only"));
        if (Run.of("mount", "-t", "tmpfs", "-o", "ro", "none", mountPoint.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        try {
            StoreException e = assertThrows(StoreException.class,
                    () -> ImageStore.open(mountPoint.resolve("store")).images().list());
            assertEquals(StoreException.Kind.DISK, e.kind());
            assertEquals("read-only file system", e.why());
            assertEquals("Choose another store with --store DIR.", e.advice());
        } finally {
            Run.command("umount", mountPoint.toString());
        }
    }

    @Test
    void liesAnywhere() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        Path relative = Path.of("").toAbsolutePath().relativize(directory.resolve("relative/../relative"));
        for (Path root : List.of(directory.resolve("with two  spaces [a]{b,c}*"), directory.resolve("Ünï镜像"), link,
                relative)) {
            ImageStore store = ImageStore.open(root);
            Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
            ImageStore again = ImageStore.open(root);
            assertEquals(digest, again.images().list().named(ref("a:1")).orElseThrow().entry());
            assertEquals(0, again.partialBytes());
            assertEquals(3, again.garbage().remove(new Removal(Set.of(ref("a:1")), Set.of(digest))).blobs().size());
        }
        assertTrue(Files.exists(real.resolve("oci-layout")));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void refusesALayoutOfAnotherVersion() throws IOException {
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
        ImageStore store = ImageStore.open(directory);
        StoreException e = assertThrows(StoreException.class, () -> store.blobs().put("x".getBytes()));
        assertEquals(StoreException.Kind.UNSUPPORTED, e.kind());
    }

    @Test
    void mendsADamagedMarkerAndKeepsItAside() throws IOException {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Path marker = store.root().resolve("oci-layout");
        Files.writeString(marker, "{\"imageLay");
        ImageStore reopened = ImageStore.open(store.root());
        assertEquals(1, reopened.images().list().images().size());
        assertEquals("{\"imageLay", Files.readString(marker));
        reopened.images().tag(digest, ref("a:2"));
        assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(marker));
        assertEquals("{\"imageLay", Files.readString(store.root().resolve("oci-layout.damaged-1")));
    }

    @Test
    void listsOnAReadOnlyFileSystem() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        ImageStore store = ImageStore.open(directory.resolve("store"));
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Path mountPoint = Files.createDirectory(directory.resolve("read-only"));
        if (Run.of("mount", "--bind", store.root().toString(), mountPoint.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        try {
            Run.command("mount", "-o", "remount,bind,ro", mountPoint.toString());
            ImageStore readOnly = ImageStore.open(mountPoint);
            assertEquals(digest, readOnly.images().list().named(ref("a:1")).orElseThrow().entry());
            StoreException e =
                    assertThrows(StoreException.class, () -> readOnly.images().tag(digest, ref("a:2")));
            assertEquals(StoreException.Kind.DISK, e.kind());
            assertEquals("read-only file system", e.why());
        } finally {
            Run.command("umount", mountPoint.toString());
        }
    }

    @Test
    void saysThatTheDiskIsFullAndStillRemoves() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        Path disk = Files.createDirectory(directory.resolve("disk"));
        if (Run.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        try {
            ImageStore store = ImageStore.open(disk.resolve("store"));
            Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
            byte[] large = StoreChild.bytes(3 * 1024 * 1024);
            StoreException e = assertThrows(StoreException.class, () -> {
                try (BlobWriter out = store.blobs().tryNewWriter(StoreChild.blob(large.length)).orElseThrow()) {
                    out.write(large);
                }
            });
            assertEquals(StoreException.Kind.DISK, e.kind());
            assertEquals("no space left on device", e.why());
            long kept = store.blobs().partial(StoreChild.blob(large.length).digest());
            byte[] partial = Files.readAllBytes(store.root().resolve(
                    "ingest/sha256-" + StoreChild.blob(large.length).digest().hex()));
            assertTrue(kept > 0);
            assertArrayEquals(Arrays.copyOf(large, partial.length), partial, "what is kept can be continued");
            Run.of("sh", "-c", "cat /dev/zero >> " + disk.resolve("filler")).attempt();
            assertEquals(0, Files.getFileStore(disk).getUsableSpace());
            assertEquals(1, store.images().list().images().size());
            RemovalOutcome outcome = store.garbage().remove(
                    new Removal(Set.of(ref("a:1")), Set.of(digest)));
            assertEquals(3, outcome.blobs().size());
            assertEquals(0, store.images().list().images().size());
        } finally {
            Run.command("umount", disk.toString());
        }
    }
}
