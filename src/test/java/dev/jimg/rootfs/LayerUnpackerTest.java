package dev.jimg.rootfs;

import static dev.jimg.rootfs.Trees.directory;
import static dev.jimg.rootfs.Trees.file;
import static dev.jimg.rootfs.Trees.hardLink;
import static dev.jimg.rootfs.Trees.layer;
import static dev.jimg.rootfs.Trees.symlink;
import static dev.jimg.rootfs.Trees.unpacked;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.posix.Dir;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tools;
import dev.jimg.testing.TreeListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerUnpackerTest {

    private static final int EXCHANGES = 50;

    /** Every kind of file, and all that is awkward about names, owners, modes, times and attributes. */
    private static final String AWKWARD = """
            mkdir -p a/b/c empty 'name with blanks' "$(printf 'caf\\303\\251')" "$(printf 'latin\\351')"
            echo one > a/one; echo two > a/b/two; ln a/one a/b/again; ln a/one zz
            printf x > "$(printf 'latin\\351')/$(printf '\\377\\376')"
            long=$(printf 'l%.0s' $(seq 1 200)); mkdir -p $long/$long; echo deep > $long/$long/$long
            ln -s ../a/one empty/link; ln -s /etc/passwd absolute; ln -s $long/$long/$long longlink
            mkfifo pipe; mknod null c 1 3; mknod disk b 259 70000
            echo s > setuid; chown 1000:2000 setuid; chmod 6755 setuid
            echo cap > cap; setcap cap_net_raw+ep cap; echo big > bigid; chown 3000000:4000000000 bigid
            setfattr -n user.text -v value a/one; setfattr -n user.bytes -v 0xfffe00010a a/b; chmod 1777 empty
            truncate -s 3M sparse; printf data | dd of=sparse bs=1 seek=1048576 conv=notrunc 2>/dev/null
            ln cap capagain; chown -h 5:6 absolute
            touch -h -d '1999-12-31 23:59:59.123456789 UTC' absolute a/one sparse
            touch -d '1960-01-01 UTC' setuid; touch -d '2001-01-01 UTC' pipe empty a/b a
            """;

    private final Path directory = TempDirs.create("jimg-unpack-");

    @AfterEach
    void clean() {
        TempDirs.delete(directory);
    }

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("tar", "setcap", "setfattr", "getfattr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=pax", "--format=pax --sparse", "--format=pax --sparse --sparse-version=0.1",
            "--format=pax --sparse --sparse-version=0.0", "--format=gnu", "--format=gnu --sparse"})
    void unpacksWhatGnuTarPacksAsGnuTarDoes(String options) throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        Trees.shell(source, AWKWARD);
        Path reference = Files.createDirectory(directory.resolve("reference"));
        String xattrs = options.contains("pax") ? " --xattrs --xattrs-include=*" : "";
        Trees.shell(directory, "tar " + options + xattrs + " -C source -cf layer.tar .; tar --xattrs "
                + "--xattrs-include=* --numeric-owner -p -C reference -xf layer.tar");
        Path ours = unpacked(directory.resolve("ours"), Files.readAllBytes(directory.resolve("layer.tar")));
        assertEquals(TreeListing.of(reference), TreeListing.of(ours));
    }

    @Test
    void keepsTheHolesOfASparseFile() throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        Trees.shell(source, "truncate -s 1G hole; truncate -s 5000 small");
        Trees.shell(directory, "tar --format=pax --sparse -C source -cf layer.tar .");
        Path ours = unpacked(directory.resolve("ours"), Files.readAllBytes(directory.resolve("layer.tar")));
        assertEquals(1L << 30, Files.size(ours.resolve("hole")));
        assertEquals("0", Run.command("stat", "-c", "%b", ours.resolve("hole").toString()).out().strip());
    }

    @Test
    void laterLayersReplaceAndHide() throws IOException {
        Path root = unpacked(directory.resolve("root"),
                layer(directory("d"), file("d/kept"), file("d/gone"), directory("e"), file("e/x"), file("f")),
                layer(file("d/.wh.gone"), file("e"), directory("f"), file("f/inner")));
        assertEquals(List.of("", "d", "d/kept", "e", "f", "f/inner"), paths(root));
        assertTrue(Files.isRegularFile(root.resolve("e")));
    }

    @Test
    void anOpaqueDirectoryHidesWhatIsBelowAndKeepsItsOwn() throws IOException {
        Path root = unpacked(directory.resolve("root"),
                layer(directory("d"), file("d/low"), directory("d/sub"), file("d/sub/low")),
                layer(directory("d"), directory("d/sub"), file("d/sub/new"), file("d/new"), file("d/.wh..wh..opq")));
        assertEquals(List.of("", "d", "d/new", "d/sub", "d/sub/new"), paths(root));
    }

    @Test
    void aWhiteoutDoesNotHideWhatItsOwnLayerBrings() throws IOException {
        Path root = unpacked(directory.resolve("root"), layer(file("old"), file("both")),
                layer(file("both"), file(".wh.both"), file(".wh.old"), file(".wh.never")));
        assertEquals(List.of("", "both"), paths(root));
    }

    @Test
    void directoriesKeepTheTimesThatLayersSaid() throws IOException {
        Path root = unpacked(directory.resolve("root"), layer(directory("d"), file("d/a")), layer(file("d/b")),
                layer(file("d/.wh.a")));
        assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(root.resolve("d")));
    }

    @Test
    void aPathThroughALinkIsFollowedInsideTheRoot() throws IOException {
        Path root = unpacked(directory.resolve("root"),
                layer(directory("usr"), directory("usr/lib"), symlink("lib", "/usr/lib"), symlink("up", "../../../usr")),
                layer(file("lib/one"), file("up/two"), hardLink("three", "lib/one")));
        assertEquals(List.of("", "lib", "three", "up", "usr", "usr/lib", "usr/lib/one", "usr/two"), paths(root));
    }

    @Test
    void aDirectoryReplacesALinkToOne() throws IOException {
        Path root = unpacked(directory.resolve("root"),
                layer(directory("real"), file("real/x"), symlink("d", "real")), layer(directory("d"), file("d/y")));
        assertEquals(List.of("", "d", "d/y", "real", "real/x"), paths(root));
    }

    /**
     * CVE-2021-32760 and CVE-2021-29136 are among them: each tries to write, chmod, link or delete in the canary directory
     * beside the root.
     */
    @Test
    void nothingGetsOutOfTheRoot() throws IOException {
        Path canary = Files.createDirectory(directory.resolve("canary"));
        Files.writeString(canary.resolve("secret"), "secret");
        Trees.shell(canary, "chmod 600 secret; touch -d 2001-01-01 secret .");
        String before = TreeListing.of(canary);
        List<byte[]> hostile = new ArrayList<>(List.of(
                layer(file("../canary/secret")),
                layer(file("a/../../canary/new")),
                layer(symlink("l", "../canary"), file("l/secret")),
                layer(symlink("l", canary.toString()), file("l/secret"), directory("l/new")),
                layer(symlink("l", canary + "/secret"), file("l")),
                layer(symlink("l", canary + "/secret"), directory("l")),
                layer(symlink("l", "../canary"), file("l/.wh.secret")),
                layer(symlink("l", "../canary"), file("l/.wh..wh..opq")),
                layer(file(".wh..")), layer(file(".wh...")), layer(file(".wh.")),
                layer(hardLink("h", "../canary/secret"), file("h")),
                layer(hardLink("h", canary + "/secret"), file("h")),
                layer(symlink("l", "../canary"), hardLink("h", "l/secret")),
                // CVE-2021-32760: the mode of a hard link to a link.
                layer(symlink("l", canary + "/secret"), hardLink("h", "l")),
                layer(symlink("a", "b"), symlink("b", "a"), file("a/x")),
                layer(symlink("l", "."), symlink("l/m", ".."), symlink("l/m/n", "../../canary"), file("n/secret")),
                layer(directory("x"), symlink("x/y", "../.."), file("x/y/canary/secret")),
                layer(symlink(".", "../canary"), file("secret")),
                layer(file("\0/../../canary/secret"))));
        for (int i = 0; i < hostile.size(); i++) {
            Path root = directory.resolve("root" + i);
            try {
                unpacked(root, hostile.get(i));
            } catch (IOException e) {
                // Refused is as good as kept inside.
            }
            assertEquals(before, TreeListing.of(canary), "case " + i);
        }
        assertEquals("secret", Files.readString(canary.resolve("secret")));
        assertFalse(Files.exists(directory.resolve("new")));
    }

    /** CVE-2021-21272, CVE-2026-50163: the target of a hard link is looked for in the root, and not where we are. */
    @Test
    void aHardLinkToAFileOfOurOwnDirectoryLeadsNowhere() {
        assertTrue(Files.exists(Path.of("pom.xml")));
        assertThrows(TarException.class, () -> unpacked(directory.resolve("root"), layer(hardLink("h", "pom.xml"))));
    }

    /**
     * CVE-2025-47290: between the check of a directory and its use, somebody makes it a link to elsewhere. Here that is
     * done all the time that layers are unpacked, by exchanging both in one call of the system.
     */
    @Test
    void aDirectoryThatIsExchangedForALinkMeanwhileLeadsNowhereElse() throws Exception {
        Path canary = Files.createDirectory(directory.resolve("canary"));
        Files.writeString(canary.resolve("f0"), "secret");
        Trees.shell(canary, "touch -d 2001-01-01 f0 .");
        String before = TreeListing.of(canary);
        Path root = Files.createDirectories(directory.resolve("root/d")).getParent();
        Files.createSymbolicLink(directory.resolve("link"), canary);
        List<TarEntry> entries = new ArrayList<>();
        for (int i = 0; i < EXCHANGES; i++) {
            entries.addAll(List.of(file("d/f" + i % 7), file("x"), file("d/.wh.f" + i % 5), directory("d/n" + i % 3)));
        }
        byte[] layer = layer(entries.toArray(TarEntry[]::new));
        Exchange exchange = new Exchange(root.resolve("d"), directory.resolve("link"));
        Thread thread = new Thread(exchange);
        thread.start();
        try {
            exchange.awaitBegun();
            for (int i = 0; i < 20; i++) {
                try {
                    unpacked(root, layer);
                } catch (IOException e) {
                    // That it fails is no harm.
                }
            }
        } finally {
            exchange.end();
            thread.join();
        }
        assertTrue(exchange.count() > EXCHANGES, exchange.count() + " exchanges");
        assertEquals(before, TreeListing.of(canary));
    }

    @Test
    void aHardLinkToALinkLinksTheLink() throws IOException {
        Path root = unpacked(directory.resolve("root"), layer(symlink("l", "nowhere"), hardLink("h", "l")));
        assertTrue(Files.isSymbolicLink(root.resolve("h")));
    }

    @Test
    void refusesALinkToNothing() {
        TarException e = assertThrows(TarException.class,
                () -> unpacked(directory.resolve("root"), layer(hardLink("h", "missing"))));
        assertEquals("the layer's entry \"h\" is a hard link to nothing", e.getMessage());
    }

    @Test
    void unpacksAndRemovesDeepPathsAndRefusesThoseBeyondReason() throws IOException {
        String deep = "some-name/".repeat(LayerPaths.MAX_DEPTH - 1);
        Path root = unpacked(directory.resolve("root"), layer(file(deep + "f")), layer(file(".wh.some-name")));
        assertEquals(List.of(""), paths(root));
        assertThrows(TarException.class, () -> unpacked(directory.resolve("other"), layer(file(deep + "d/f"))));
    }

    @Test
    void attributesOfOverlayfsAreLeftOut() throws IOException {
        TarEntry entry = directory("d").withXattrs(new TreeMap<>(Map.of(
                "trusted.overlay.opaque", new byte[] {'y'}, "user.kept", new byte[] {0, (byte) 0xff})));
        Path root = unpacked(directory.resolve("root"), layer(entry));
        try (Dir dir = Dir.open(root)) {
            assertEquals(Set.of("user.kept"), dir.xattrs("d").all().keySet());
            assertArrayEquals(new byte[] {0, (byte) 0xff}, dir.xattrs("d").all().get("user.kept"));
        }
    }

    @Test
    void aTarThatIsCutOffIsSaidToBe() throws IOException {
        byte[] whole = layer(file("a"), file("b"));
        for (int length : new int[] {100, 600, 1024 + 100, 1024 + 512}) {
            TarException e = assertThrows(TarException.class,
                    () -> unpacked(directory.resolve("root" + length), Arrays.copyOf(whole, length)));
            assertTrue(e.getMessage().matches("the tar is cut off|it is no tar"), e.getMessage());
        }
    }

    private static List<String> paths(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }
}
