package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.testing.Content;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerMeasureTest {

    /** How many blocks of the wild tars have something in them. */
    private static final int ENTRY_BLOCKS = 12;

    @TempDir
    Path directory;

    private static LayerMeasurement measure(Path blob) throws IOException {
        return LayerMeasure.measure(Files.newInputStream(blob), Files.size(blob), Digest.Algorithm.SHA256, LayerWatch.NONE,
                ProgressSink.NONE, Cancellation.none());
    }

    private static long size(LayerFixture.Entries entries) throws IOException {
        return measure(LayerFixture.of(Compression.NONE, entries).content().file()).unpackedSize();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void tellsTheDiffIdOfEveryCompression(Compression compression) throws IOException {
        LayerFixture layer = LayerFixture.random(compression, 3, 3_000_000);
        LayerMeasurement measured = measure(layer.content().file());
        assertEquals(layer.diffId(), measured.diffId().toString());
        assertEquals(3_000_000, measured.unpackedSize());
        assertTrue(measured.tarSize() > 3_000_000 && measured.tarSize() % 512 == 0, "" + measured.tarSize());
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        Content blob = LayerFixture.random(Compression.GZIP, 3, 3_000_000).content();
        List<Long> done = new ArrayList<>();
        LayerMeasure.measure(Files.newInputStream(blob.file()), blob.size(), Digest.Algorithm.SHA256, LayerWatch.NONE,
                (at, total) -> {
                    assertEquals(blob.size(), total);
                    done.add(at);
                }, Cancellation.none());
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(blob.size(), done.get(done.size() - 1));
    }

    @Test
    void stopsWhenCancelled() {
        Content blob = LayerFixture.random(Compression.NONE, 3, 3_000_000).content();
        Cancellation cancellation = Cancellation.none();
        assertThrows(CancellationException.class, () -> LayerMeasure.measure(Files.newInputStream(blob.file()),
                blob.size(), Digest.Algorithm.SHA256, LayerWatch.NONE, (at, total) -> cancellation.cancel(), cancellation));
    }

    @Test
    void countsAsDockerDoes() throws IOException {
        assertEquals(0, size(tar -> tar.directory("etc").directory("etc/x")));
        assertEquals(5, size(tar -> tar.file("etc/a", "12345")));
        assertEquals(6, size(tar -> tar.symlink("bin/sh", "target")));
        assertEquals(5, size(tar -> tar.file("a", "12345").hardLink("b", "a")));
        assertEquals(0, size(tar -> tar.whiteout("etc", "passwd")));
        assertEquals(2, size(tar -> tar.file("a", "12345").file("./a", "12")), "the last counts");
        assertEquals(0, size(tar -> { }));
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 100, 101, 155, 256, 300, 5000})
    void readsLongNamesAndTargets(int length) throws IOException {
        String name = "d/" + "n".repeat(length - 2);
        assertEquals(length + 3, size(tar -> tar.symlink(name, "t".repeat(length)).file(name + "2", "abc")));
        assertEquals(3, size(tar -> tar.file(name, "a").file(name, "abc")));
        assertEquals(4, size(tar -> tar.file(name + "x", "a").file(name + "y", "abc")));
    }

    /** What GNU tar writes in each of its formats, it reads back with the sizes the file system has. */
    @ParameterizedTest
    @ValueSource(strings = {"v7", "oldgnu", "gnu", "ustar", "posix"})
    void readsEveryFormatOfGnuTar(String format) throws Exception {
        Tools.require("tar", "truncate");
        Path root = Files.createDirectories(directory.resolve("root/sub"));
        Files.writeString(root.resolve("short"), "12345");
        boolean longNames = format.equals("gnu") || format.equals("oldgnu") || format.equals("posix");
        if (longNames) {
            Files.writeString(root.resolve("l".repeat(200)), "1234567");
            Files.createSymbolicLink(root.resolve("link"), Path.of("t".repeat(180)));
        }
        Path tar = directory.resolve("a.tar");
        Run.command("tar", "--format=" + format, "-C", directory.resolve("root").toString(), "-cf", tar.toString(),
                ".");
        LayerMeasurement measured = measure(tar);
        assertEquals(longNames ? 5 + 7 + 180 : 5, measured.unpackedSize());
        assertEquals(Files.size(tar), measured.tarSize());
        assertEquals(Digest.of(Files.readAllBytes(tar)), measured.diffId().digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=gnu", "--format=posix --sparse-version=0.0", "--format=posix --sparse-version=0.1",
        "--format=posix --sparse-version=1.0"})
    void countsTheWholeSizeOfSparseFiles(String options) throws Exception {
        Tools.require("tar", "sh");
        Path root = Files.createDirectories(directory.resolve("root"));
        // Thirty islands in a file of holes: more than the four of a header and the twenty-one of a block after it.
        try (var file = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            for (int i = 0; i < 30; i++) {
                file.seek(i * 1_000_000L);
                file.write(i + 1);
            }
            file.setLength(40_000_000);
        }
        Files.writeString(root.resolve("z-after"), "123");
        Path tar = directory.resolve("a.tar");
        Run.command("sh", "-c", "tar -S " + options + " -C " + root + " -cf " + tar + " sparse z-after");
        assertTrue(Files.size(tar) < 10_000_000, "the archive has holes");
        assertEquals(40_000_003, measure(tar).unpackedSize());
    }

    @Test
    void refusesWhatIsNoTar() {
        for (byte[] bytes : List.of("no tar at all".getBytes(), new byte[100], "x".repeat(1000).getBytes())) {
            assertThrows(ArchiveException.class, () -> LayerMeasure.measure(new ByteArrayInputStream(bytes),
                    bytes.length, Digest.Algorithm.SHA256, LayerWatch.NONE, ProgressSink.NONE, Cancellation.none()));
        }
    }

    @Test
    void refusesATarThatIsCutOff() throws IOException {
        byte[] tar = Files.readAllBytes(LayerFixture.random(Compression.NONE, 1, 5000).content().file());
        for (int length : new int[] {100, 511, 513, 3000}) {
            assertThrows(ArchiveException.class, () -> LayerMeasure.measure(
                    new ByteArrayInputStream(tar, 0, length), length, Digest.Algorithm.SHA256, LayerWatch.NONE, ProgressSink.NONE,
                    Cancellation.none()));
        }
    }

    /** CVE-2024-26308, of headers: what they take in memory has an end. */
    @Test
    void refusesHeadersThatWantAllMemory() throws IOException {
        byte[] tar = Files.readAllBytes(
                LayerFixture.of(Compression.NONE, entries -> entries.file("n".repeat(300), "x")).content().file());
        assertEquals('x', tar[156]);
        byte[] huge = "77777777777\0".getBytes();
        System.arraycopy(huge, 0, tar, 124, huge.length);
        checksum(tar);
        ArchiveException e = assertThrows(ArchiveException.class, () -> LayerMeasure.measure(
                new ByteArrayInputStream(tar), tar.length, Digest.Algorithm.SHA256, LayerWatch.NONE, ProgressSink.NONE,
                Cancellation.none()));
        assertTrue(e.getMessage().contains("more than the 1048576 allowed"), e.getMessage());
    }

    @Test
    void refusesASparseFileOfLessThanNothing() throws IOException {
        byte[] tar = Files.readAllBytes(
                LayerFixture.of(Compression.NONE, entries -> entries.file("f", "x")).content().file());
        tar[156] = 'S';
        Arrays.fill(tar, 483, 495, (byte) 0xff);
        checksum(tar);
        assertThrows(ArchiveException.class, () -> LayerMeasure.measure(new ByteArrayInputStream(tar), tar.length,
                Digest.Algorithm.SHA256, LayerWatch.NONE, ProgressSink.NONE, Cancellation.none()));
    }

    /** Every header keeps its checksum, so that the damage gets past it. */
    @Test
    void neitherFailsNorHangsOnTarsWithWildHeaders() throws IOException {
        byte[] tar = Files.readAllBytes(LayerFixture.of(Compression.NONE, entries -> entries.directory("d")
                .file("n".repeat(300), "content").symlink("s".repeat(200), "t".repeat(300)).file("plain", "x"))
                .content().file());
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] wild = tar.clone();
            for (int i = 0; i < 3; i++) {
                int block = random.nextInt(ENTRY_BLOCKS) * 512;
                // Every second time where size and type stand.
                int place = random.nextBoolean() ? 124 + random.nextInt(33) : random.nextInt(512);
                wild[block + place] = (byte) random.nextInt(256);
                checksum(wild, block);
            }
            try {
                LayerMeasurement measured = LayerMeasure.measure(new ByteArrayInputStream(wild), wild.length,
                        Digest.Algorithm.SHA256, LayerWatch.NONE, ProgressSink.NONE, Cancellation.none());
                assertTrue(measured.unpackedSize() >= 0);
            } catch (ArchiveException e) {
                refused++;
            }
        }
        assertTrue(refused > 100 && refused < 2900, refused + " were refused");
    }

    private static void checksum(byte[] header) {
        checksum(header, 0);
    }

    private static void checksum(byte[] tar, int block) {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? ' ' : tar[block + i] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(), 0, tar, block + 148, 8);
    }
}
