package dev.jimg.fileindex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerColumns;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that are kept. */
class IndexCacheTest {

    private static final long KEY = 77;

    @TempDir
    Path directory;

    private static IndexedTar random(int seed, int files) {
        Random random = new Random(seed);
        LayerFilesBuilder builder = new LayerFilesBuilder();
        for (int i = 0; i < files; i++) {
            FileKind kind = random.nextInt(5) == 0 ? FileKind.SYMLINK : FileKind.FILE;
            builder.add("d" + random.nextInt(10) + "/f" + random.nextInt(1000), new LayerFilesBuilder.Facts(kind,
                    random.nextInt(010000), random.nextInt(1 << 30), -random.nextInt(3), random.nextLong() >>> 14,
                    random.nextInt(), kind == FileKind.SYMLINK ? "\u00e4/" + i : ""));
        }
        return new IndexedTar(new DiffId(Digest.of(("layer " + seed).getBytes(StandardCharsets.UTF_8))),
                builder.build());
    }

    private static byte[] written(IndexedTar index) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IndexCodec.write(index, KEY, out);
        return out.toByteArray();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(IndexFiles.SUFFIX)).sorted().toList();
        }
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            IndexedTar index = random(seed, seed * 20);
            LayerColumns before = index.files().columns();
            LayerColumns after = IndexCodec.read(new ByteArrayInputStream(written(index)),
                    index.diffId().toString(), KEY).orElseThrow().columns();
            assertArrayEquals(before.parent(), after.parent());
            assertArrayEquals(before.names(), after.names());
            assertArrayEquals(before.nameEnds(), after.nameEnds());
            assertArrayEquals(before.kinds(), after.kinds());
            assertArrayEquals(before.modes(), after.modes());
            assertArrayEquals(before.sizes(), after.sizes());
            assertArrayEquals(before.times(), after.times());
            assertArrayEquals(before.owners(), after.owners());
            assertArrayEquals(before.ownerIds(), after.ownerIds());
            assertArrayEquals(before.linked(), after.linked());
            assertArrayEquals(before.links(), after.links());
        }
    }

    @Test
    void saysWhyItKeptNothingUntilItCan() throws IOException {
        IndexedTar index = random(1, 100);
        Path place = Files.writeString(directory.resolve("cache"), "in the way");
        IndexCache cache = new IndexCache(place);
        assertTrue(cache.refusal().isEmpty());
        cache.put(index);
        assertTrue(cache.refusal().isPresent());
        assertEquals(index.files().total(), cache.get(index.diffId()).orElseThrow().total());
        Files.delete(place);
        cache.put(index);
        assertTrue(cache.refusal().isEmpty());
    }

    @Test
    void servesAnotherProcess() {
        IndexedTar index = random(1, 100);
        new IndexCache(directory).put(index);
        IndexCache other = new IndexCache(directory);
        assertTrue(other.has(index.diffId()));
        assertEquals(index.files().total(), other.get(index.diffId()).orElseThrow().total());
        assertFalse(other.has(random(2, 1).diffId()));
    }

    @Test
    void aDamagedFileIsAsIfItWereNotThere() throws IOException {
        IndexedTar index = random(3, 100);
        new IndexCache(directory).put(index);
        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);
        assertTrue(new IndexCache(directory).get(index.diffId()).isPresent());
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            damaged[i < 120 ? i : random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertTrue(new IndexCache(directory).get(index.diffId()).isEmpty(), "byte " + i);
            assertTrue(Files.notExists(file), "and it is taken away");
        }
        Files.write(file, Arrays.copyOf(sound, sound.length / 2));
        assertTrue(new IndexCache(directory).get(index.diffId()).isEmpty());
    }

    @Test
    void dropsWhatWasNotUsedForTheLongestTime() throws IOException {
        long size = written(random(1, 500)).length;
        IndexCache cache = new IndexCache(directory, size * 5 / 2);
        for (int seed = 1; seed <= 2; seed++) {
            cache.put(random(seed, 500));
            Files.setLastModifiedTime(files().stream().filter(file -> Files.isRegularFile(file))
                    .max((a, b) -> time(a).compareTo(time(b))).orElseThrow(), FileTime.from(Instant.EPOCH.plusSeconds(seed)));
        }
        assertTrue(new IndexCache(directory).get(random(1, 500).diffId()).isPresent(), "which is a use");
        cache.put(random(3, 500));
        IndexCache fresh = new IndexCache(directory);
        assertTrue(fresh.has(random(1, 500).diffId()));
        assertFalse(fresh.has(random(2, 500).diffId()));
        assertTrue(fresh.has(random(3, 500).diffId()));
    }

    @Test
    void keepsWhatIsPutAsideForLaterAndHoldsItNotInMemory() {
        IndexedTar index = random(1, 100);
        IndexCache cache = new IndexCache(directory);
        cache.keep(index);
        assertTrue(cache.has(index.diffId()));
        assertTrue(cache.get(index.diffId()).orElseThrow() != index.files(), "it is read");
    }

    @Test
    void anIndexWhoseHashesWereMadeWithAnotherKeyIsNotBelievedAndStaysForWhoHasThat() throws IOException {
        IndexedTar index = random(1, 100);
        new IndexCache(directory).put(index);
        byte[] key = Files.readAllBytes(directory.resolve("key"));
        Files.delete(directory.resolve("key"));
        assertFalse(new IndexCache(directory).has(index.diffId()), "one is made");
        assertTrue(new IndexCache(directory).get(index.diffId()).isEmpty());
        assertEquals(1, files().size());
        byte[] another = Files.readAllBytes(directory.resolve("key"));
        Files.write(directory.resolve("key"), key);
        assertTrue(new IndexCache(directory).get(index.diffId()).isPresent());
        Files.write(directory.resolve("key"), another);
        new IndexCache(directory).put(index);
        assertTrue(new IndexCache(directory).get(index.diffId()).isPresent());
    }

    @Test
    void anIndexOfAnotherVersionOrLayerKeepsNoneFromBeingMade() throws IOException {
        IndexedTar index = random(1, 100);
        new IndexCache(directory).put(index);
        byte[] sound = Files.readAllBytes(files().get(0));
        byte[] version = sound.clone();
        version[7]++;
        Files.write(files().get(0), version);
        assertFalse(new IndexCache(directory).has(index.diffId()));
        Files.write(files().get(0), Arrays.copyOf(sound, 30));
        assertFalse(new IndexCache(directory).has(index.diffId()));
        Files.write(files().get(0), sound);
        assertTrue(new IndexCache(directory).has(index.diffId()));
    }

    @Test
    void withoutHardLinksTheFirstKeyWinsToo() throws IOException {
        HashKey first = HashKey.drawn();
        HashKey.create(directory.resolve("key"), first);
        HashKey.create(directory.resolve("key"), HashKey.drawn());
        assertEquals(first, HashKey.of(directory));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("key"))));
    }

    @Test
    void takesAwayWhatAnEndedProcessLeft() throws IOException {
        Path left = Files.createFile(directory.resolve("index-1.tmp"));
        Path fresh = Files.createFile(directory.resolve("index-2.tmp"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));
        new IndexCache(directory).put(random(1, 1));
        assertTrue(Files.notExists(left));
        assertTrue(Files.exists(fresh));
    }

    @Test
    void aDirectoryThatCannotBeMadeCostsOnlyTheKeeping() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        IndexCache cache = new IndexCache(file.resolve("below"));
        IndexedTar index = random(1, 1);
        cache.put(index);
        assertTrue(cache.get(index.diffId()).isPresent());
        assertTrue(new IndexCache(file.resolve("below")).get(index.diffId()).isEmpty());
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
