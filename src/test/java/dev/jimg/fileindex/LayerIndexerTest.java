package dev.jimg.fileindex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarWriter;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** From the tar of a layer to its index. */
class LayerIndexerTest {

    static final TarEntry FILE = TarEntry.of("etc/hosts", TarEntry.Type.FILE, 0640, 7, 8, 99).withSize(5);

    /** A tar of a few entries of every kind. */
    static byte[] tar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(out)) {
            tar.put(TarEntry.of("./etc/", TarEntry.Type.DIRECTORY, 0755, 0, 0, 1));
            tar.put(FILE, new ByteArrayInputStream("hosts".getBytes(StandardCharsets.UTF_8)));
            tar.put(TarEntry.of("bin", TarEntry.Type.SYMLINK, 0777, 0, 0, 2).withLink("usr/bin"));
            tar.put(TarEntry.of("usr/bin/again", TarEntry.Type.HARD_LINK, 0755, 0, 0, 3).withLink("/etc/hosts"));
            tar.put(TarEntry.of("dev/null", TarEntry.Type.CHARACTER_DEVICE, 0666, 0, 0, 4).withDevice(1, 3));
            tar.put(TarEntry.of("etc/.wh.motd", TarEntry.Type.FILE, 0, 0, 0, 0));
            tar.put(TarEntry.of("usr/bin/.wh..wh..opq", TarEntry.Type.FILE, 0, 0, 0, 0));
            tar.put(TarEntry.of(".wh..wh.plnk/1.2", TarEntry.Type.FILE, 0, 0, 0, 0));
            tar.put(TarEntry.of("\u00ff\u00e4", TarEntry.Type.FIFO, 0600, 1 << 20, 0, -5));
        }
        return out.toByteArray();
    }

    private static IndexFeed feed() {
        return new IndexFeed(new HashKey(12345));
    }

    static IndexedTar index(byte[] tar) throws IOException {
        return LayerIndexer.index(new ByteArrayInputStream(tar), Digest.Algorithm.SHA256, feed(), part -> { },
                Cancellation.none());
    }

    private static Map<String, FileKind> kinds(LayerFiles files) {
        Map<String, FileKind> kinds = new TreeMap<>();
        for (int node = 1; node < files.count(); node++) {
            kinds.put(files.path(node), files.kind(node));
        }
        return kinds;
    }

    @Test
    void keepsWhatTheHeadersSay() throws IOException {
        byte[] tar = tar();
        IndexedTar index = index(tar);
        assertEquals(new DiffId(Digest.of(tar)), index.diffId());
        LayerFiles files = index.files();
        assertEquals(Map.of("etc", FileKind.DIRECTORY, "etc/hosts", FileKind.FILE, "bin", FileKind.SYMLINK,
                "usr", FileKind.DIRECTORY, "usr/bin", FileKind.DIRECTORY, "usr/bin/again", FileKind.HARD_LINK,
                "dev", FileKind.DIRECTORY, "dev/null", FileKind.CHARACTER_DEVICE, "etc/motd", FileKind.WHITEOUT,
                "\u00ff\u00e4", FileKind.FIFO), kinds(files));
        int hosts = files.find("etc/hosts").orElseThrow();
        assertEquals("hosts 640 7:8 5 99", files.name(hosts) + " " + Integer.toOctalString(files.mode(hosts)) + " "
                + files.user(hosts) + ":" + files.group(hosts) + " " + files.size(hosts) + " " + files.time(hosts));
        assertEquals(Optional.of("usr/bin"), files.link(files.find("bin").orElseThrow()));
        assertEquals(Optional.of("etc/hosts"), files.link(files.find("usr/bin/again").orElseThrow()));
        assertTrue(files.opaque(files.find("usr/bin").orElseThrow()));
        assertTrue(files.implicit(files.find("usr").orElseThrow()));
        assertEquals("\ufffd\ufffd", files.name(files.find("\u00ff\u00e4").orElseThrow()));
        assertEquals(-5, files.time(files.find("\u00ff\u00e4").orElseThrow()));
        assertEquals(5, files.total());
        assertEquals(7, files.files());
    }

    @Test
    void refusesWhatLeadsOutOfTheRoot() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(out)) {
            tar.put(TarEntry.of("a/../../etc/passwd", TarEntry.Type.FILE, 0644, 0, 0, 0));
        }
        TarException refused = assertThrows(TarException.class, () -> index(out.toByteArray()));
        assertTrue(refused.getMessage().contains("leads out"), refused.getMessage());
    }

    @Test
    void stopsWhenItIsCancelled() throws IOException {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        byte[] tar = tar();
        assertThrows(CancellationException.class, () ->
                LayerIndexer.index(new ByteArrayInputStream(tar), Digest.Algorithm.SHA256, feed(), part -> { }, cancelled));
    }

    @Test
    void readsTheStartOfOneFile() throws IOException {
        FileFinder.Found found = FileFinder.find(new ByteArrayInputStream(tar()), "etc/hosts", 3).orElseThrow();
        assertArrayEquals("hos".getBytes(StandardCharsets.UTF_8), found.start());
        assertEquals(5, found.size());
        assertEquals(Optional.empty(), FileFinder.find(new ByteArrayInputStream(tar()), "etc/motd", 3));
    }
}
