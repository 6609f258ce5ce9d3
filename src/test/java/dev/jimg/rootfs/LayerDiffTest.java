package dev.jimg.rootfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tools;
import dev.jimg.testing.TreeListing;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LayerDiffTest {

    private static final String BEFORE = """
            mkdir -p etc usr/lib/deep var/log; echo root > etc/passwd; echo a > usr/lib/a; echo b > usr/lib/b
            echo d > usr/lib/deep/d; ln usr/lib/a usr/lib/a2; ln -s usr/lib lib; echo l > var/log/l; echo k > kind
            touch -d 2001-01-01 etc/passwd usr/lib/* kind
            """;

    /** A change of every kind, those that keep size and time among them. */
    private static final String CHANGES = """
            echo evil > etc/passwd; truncate -s 5 etc/passwd; touch -d 2001-01-01 etc/passwd
            rm usr/lib/b; rm -r usr/lib/deep; chmod 4755 usr/lib/a; setfattr -n user.x -v 1 var; rm kind; mkdir kind
            echo in > kind/in; rm lib; mkdir lib; echo new > lib/new; ln lib/new lib/new2; chown 3000000:1 var/log/l
            long=$(printf 'n%.0s' $(seq 1 150)); mkdir $long; echo x > $long/$long; mkfifo pipe; mknod n c 1 3
            echo c > cap; setcap cap_net_raw+ep cap; printf x > "$(printf '\\377')"; touch -d 1960-01-01 cap
            """;

    private final Path directory = TempDirs.create("jimg-diff-");
    private final Path tree = directory.resolve("tree");

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("tar", "setcap", "setfattr", "getfattr");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(tree);
        Trees.shell(tree, BEFORE);
        Trees.shell(directory, "cp -a tree copy");
    }

    @AfterEach
    void clean() {
        TempDirs.delete(directory);
    }

    @Test
    void theLayerOnACopyOfTheOldTreeGivesTheNew() throws IOException {
        TreeSnapshot before = Trees.snapshot(tree);
        Trees.shell(tree, CHANGES);
        byte[] layer = Trees.diff(before, tree);
        Path copy = Trees.unpacked(directory.resolve("copy"), layer);
        assertEquals(rootless(TreeListing.inSeconds(tree)), rootless(TreeListing.inSeconds(copy)));
        assertArrayEquals(layer, Trees.diff(before, tree));
    }

    @Test
    void gnuTarReadsTheLayer() throws IOException {
        TreeSnapshot before = Trees.snapshot(tree);
        Trees.shell(tree, CHANGES);
        Files.write(directory.resolve("layer.tar"), Trees.diff(before, tree));
        Path gnu = Files.createDirectory(directory.resolve("gnu"));
        Trees.shell(directory, "tar --xattrs --xattrs-include=* --numeric-owner -p -C gnu -xf layer.tar");
        String n = "n".repeat(150);
        assertEquals("x\n", Files.readString(gnu.resolve(n).resolve(n)));
        assertEquals("3000000", Run.command("stat", "-c", "%u", gnu.resolve("var/log/l").toString()).out().strip());
        assertTrue(Files.exists(gnu.resolve("usr/lib/.wh.deep")));
        assertTrue(Files.exists(gnu.resolve("usr/lib/.wh.b")));
    }

    @Test
    void saysOnlyWhatChanged() throws IOException {
        TreeSnapshot before = Trees.snapshot(tree);
        Trees.shell(tree, "echo x > usr/lib/b; rm -r var/log");
        assertEquals(List.of("usr/", "usr/lib/", "usr/lib/b", "var/", "var/.wh.log"), names(Trees.diff(before, tree)));
    }

    @Test
    void nothingChangedIsNoChange() throws IOException {
        TreeSnapshot before = Trees.snapshot(tree);
        Trees.shell(tree, "cat etc/passwd; ls -lR . > /dev/null");
        try (RootTree root = RootTree.open(tree)) {
            assertTrue(LayerDiff.since(before, root).isEmpty());
        }
    }

    @Test
    void aSnapshotSurvivesBeingWrittenDown() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Trees.snapshot(tree).write(file);
        TreeSnapshot before = TreeSnapshot.read(new ByteArrayInputStream(file.toByteArray()));
        Trees.shell(tree, "chmod 700 etc/passwd");
        assertEquals(List.of("etc/", "etc/passwd"), names(Trees.diff(before, tree)));
    }

    @Test
    void theUpperDirectoryOfAnOverlayIsTheSameLayer() throws IOException {
        Trees.shell(directory, """
                mkdir upper work merged
                mount -t overlay overlay -o lowerdir=copy,upperdir=upper,workdir=work,metacopy=off merged
                """);
        try {
            Trees.shell(directory.resolve("merged"), CHANGES);
        } finally {
            Run.command("umount", directory.resolve("merged").toString());
        }
        TreeSnapshot before = Trees.snapshot(tree);
        Trees.shell(tree, CHANGES);
        try (RootTree upper = RootTree.open(directory.resolve("upper"))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            LayerDiff.ofOverlay(upper).writeTo(bytes, Cancellation.none());
            Trees.unpacked(directory.resolve("copy"), bytes.toByteArray());
        }
        String expected = rootless(TreeListing.inSeconds(tree));
        assertEquals(timeless(expected), timeless(rootless(TreeListing.inSeconds(directory.resolve("copy")))));
    }

    /** A layer says nothing of the root itself. */
    private static String rootless(String listing) {
        return listing.replaceAll("(?m)^\\. d .*\n", "");
    }

    /** Two runs of one script are seconds apart; and a file that is copied up loses its other names (here, a2). */
    private static String timeless(String listing) {
        return listing.replaceAll("(?m)^\\./usr/lib/a2 .*\n", "").replaceAll("(?m)^(\\S+ \\S \\d+ \\d+ \\d+)( \\d+)? -?\\d+", "$1");
    }

    private List<String> names(byte[] layer) throws IOException {
        return Trees.names(directory, layer);
    }
}
