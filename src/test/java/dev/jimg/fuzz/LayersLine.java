package dev.jimg.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.archive.LayerMeasure;
import dev.jimg.archive.LayerWatch;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.fileindex.LayerIndexer;
import dev.jimg.oci.Digest;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.tar.TarException;
import dev.jimg.testing.TempDirs;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Layers: measured, indexed, and unpacked into a directory that has another one beside it, in which nothing may change.
 * It lies in memory where there is such a place, because a disk would make up most of the time.
 */
final class LayersLine implements FuzzLine {

    private static final Path MEMORY = Path.of("/dev/shm");

    private Path directory;
    private Path cache;
    private Path root;
    private IndexCache indexes;
    private String before;

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public byte[] make(Random random) {
        byte[] tar = HostileTar.make(random);
        return random.nextInt(4) == 0 ? Mutation.of(List.of(tar), List.of("../", "0", "\0")).change(random, tar) : tar;
    }

    @Override
    public void feed(byte[] input) throws IOException {
        prepare();
        IOException refused = null;
        try (LayerUnpacker unpacker = LayerUnpacker.open(root)) {
            unpacker.apply(new ByteArrayInputStream(input), Cancellation.none());
        } catch (IOException e) {
            refused = e;
        } finally {
            assertEquals(before, outside(), "outside of the root");
            TempDirs.delete(root);
            Files.createDirectory(root);
        }
        LayerIndexer.index(new ByteArrayInputStream(input), Digest.Algorithm.SHA256, indexes.feed(), part -> { },
                Cancellation.none());
        LayerMeasure.measure(new ByteArrayInputStream(input), input.length, Digest.Algorithm.SHA256, LayerWatch.NONE,
                (done, total) -> { }, Cancellation.none());
        if (refused != null) {
            throw refused;
        }
    }

    private void prepare() throws IOException {
        if (directory == null) {
            directory = temporary();
            // Not where nothing may change.
            cache = temporary();
            root = Files.createDirectory(directory.resolve("root"));
            indexes = new IndexCache(cache);
            indexes.feed();
            Files.createDirectory(directory.resolve("outside"));
            Files.writeString(directory.resolve("outside/secret"), "secret");
            before = outside();
        }
    }

    private static Path temporary() throws IOException {
        return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "jimg-fuzz-")
                : Files.createTempDirectory("jimg-fuzz-");
    }

    /** All beside the root, with modes, owners, times and number of links. */
    private String outside() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(path -> !path.startsWith(root)).sorted().toList()) {
                boolean top = path.equals(directory);
                all.append(path).append(Files.readAttributes(path, "unix:mode,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS))
                        .append(top ? "" : Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS))
                        .append(Files.isRegularFile(path) ? Files.readString(path) : "").append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        // What the file system refuses, such as a name of 300 bytes, is a PosixException: declared by the unpacker.
        return List.of(TarException.class, dev.jimg.posix.PosixException.class, dev.jimg.archive.ArchiveException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("files of a directory", 60, n -> numbered(n, "d/%d", '0')),
                new Growth("directories in each other", 40, n -> numbered(n, "d/", '0')),
                new Growth("opaque whiteouts of a full directory", 40, LayersLine::whiteouts),
                new Growth("links to one another", 60, n -> numbered(n, "l%d/x", '2')),
                new Growth("the same path", 60, n -> numbered(n, "same", '0')));
    }

    private static byte[] numbered(int n, String name, char type) {
        RawTar tar = new RawTar();
        for (int i = 0; i < n; i++) {
            boolean nested = name.equals("d/");
            String path = nested ? "d/".repeat(i % 40 + 1) + i : String.format(name, i);
            if (path.length() > 100) {
                tar.pax('x', "path=" + path);
            }
            tar.entry(path, type, type == '2' ? "l" + (i + 1) : "", new byte[0]);
        }
        return tar.end();
    }

    private static byte[] whiteouts(int n) {
        RawTar tar = new RawTar();
        for (int i = 0; i < n; i++) {
            tar.file("d/" + i, "");
        }
        for (int i = 0; i < n; i++) {
            tar.file("d/.wh..wh..opq", "").file(".wh.d", "");
        }
        return tar.end();
    }

    @Override
    public void close() throws IOException {
        if (directory != null) {
            TempDirs.delete(directory);
            TempDirs.delete(cache);
            directory = null;
        }
    }
}
