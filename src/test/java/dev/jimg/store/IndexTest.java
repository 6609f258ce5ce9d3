package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.oci.Digest;
import dev.jimg.testing.Counted;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Counted("foreign entries of index.json")
class IndexTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private ImageStore store;
    private Path index;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        index = store.root().resolve("index.json");
    }

    private Listing reopened() {
        return ImageStore.open(store.root()).images().list();
    }

    private static List<String> names(Listing listing) {
        return listing.images().stream().flatMap(image -> image.tags().stream()).map(tag -> tag.familiar()).sorted()
                .toList();
    }

    @Test
    void keepsWhatOtherToolsWrote() throws IOException {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        JsonNode entry = JSON.readTree(index.toFile()).get("manifests").get(0);
        String foreign = "{\"mediaType\":\"application/vnd.example+json\",\"digest\":\"md5:1\",\"size\":0,\"z\":[1.50]}";
        String named = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"sha256:"
                + "0".repeat(64) + "\",\"size\":7,\"annotations\":{\"org.opencontainers.image.ref.name\":\"Not A Ref\","
                + "\"x\":\"y\"},\"data\":\"e30=\"}";
        Files.writeString(index, "{\"schemaVersion\":2,\"annotations\":{\"k\":\"v\"},\"manifests\":[" + foreign + ","
                + entry + "," + named + "],\"later\":12345678901234567890.10}");
        store.images().tag(digest, ref("b:1"));
        String text = Files.readString(index);
        assertTrue(text.startsWith("{\"schemaVersion\":2,\"annotations\":{\"k\":\"v\"},\"manifests\":[" + foreign + ","
                + entry + "," + named + ",{"), text);
        assertTrue(text.endsWith("],\"later\":12345678901234567890.10}"), text);
        store.garbage().remove(new Removal(Set.of(ref("b:1"), ref("a:1")), Set.of(digest)));
        assertEquals("{\"schemaVersion\":2,\"annotations\":{\"k\":\"v\"},\"manifests\":[" + foreign + "," + named
                + "],\"later\":12345678901234567890.10}", Files.readString(index));
    }

    /** It was taken for damage, and what another tool wrote in the meantime was lost with it. */
    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999", "-1.50E-9999999999", "[1,{\"a\":1e9999999999,\"b\":[2.50,true,null]}]"})
    void aNumberThatNothingHoldsComesOutAsItWentIn(String number) throws IOException {
        comesOutAsItWentIn(number);
    }

    @Test
    void aNumberOfVeryManyDigitsComesOutAsItWentIn() throws IOException {
        comesOutAsItWentIn("[" + "7".repeat(5_000) + "." + "1".repeat(5_000) + "," + "7".repeat(5_000) + "]");
    }

    private void comesOutAsItWentIn(String number) throws IOException {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        store.images().tag(digest, ref("first:1"));
        Files.writeString(index, Files.readString(index).replace("{\"schema", "{\"n\":" + number + ",\"schema")
                .replace("first:1", "foreign:1"));
        assertEquals(List.of(), reopened().problems());
        store.images().tag(digest, ref("b:1"));
        assertTrue(Files.readString(index).startsWith("{\"n\":" + number + ",\"schemaVersion\":2,"),
                Files.readString(index));
        assertTrue(names(reopened()).containsAll(List.of("b:1", "foreign:1")), names(reopened()).toString());
        store.garbage().remove(new Removal(Set.of(ref("b:1"), ref("foreign:1"), ref("a:1")), Set.of(digest)));
        assertTrue(Files.readString(index).startsWith("{\"n\":" + number + ","), Files.readString(index));
    }

    @Test
    void namesWhatItCannotReadAndShowsTheRest() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        String good = Files.readString(index);
        Files.writeString(index, good.replace("\"manifests\":[", "\"manifests\":[7,{\"digest\":\"sha256:x\","
                + "\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":1},"));
        Listing listing = reopened();
        assertEquals(List.of("a:1"), names(listing));
        assertEquals(2, listing.problems().size(), listing.problems().toString());
    }

    @Test
    void showsAnImageUnderANameThatIsNoReference() throws IOException {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Files.writeString(index, Files.readString(index).replace("docker.io/library/a:1", "Not A Ref"));
        StoredImage image = reopened().withEntry(digest).orElseThrow();
        assertEquals(List.of("Not A Ref"), image.otherNames());
        assertFalse(image.dangling());
    }

    @Test
    void readsTheFullNameThatContainerdAndDockerWriteBesideTheTag() throws IOException {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Files.writeString(index, Files.readString(index).replace("\"org.opencontainers.image.ref.name\":\""
                + "docker.io/library/a:1\"", "\"org.opencontainers.image.ref.name\":\"1.27\","
                + "\"io.containerd.image.name\":\"quay.io/team/app:1.27\""));
        assertEquals(List.of(ref("quay.io/team/app:1.27")), reopened().withEntry(digest).orElseThrow().tags());
        store.garbage().remove(new Removal(Set.of(ref("quay.io/team/app:1.27")), Set.of()));
        assertTrue(reopened().withEntry(digest).orElseThrow().dangling());
    }

    /** As a kill leaves it that comes when the old index is kept and the new one is not yet there. */
    @Test
    void leavesNothingWhereTheIndexIsItsOwnPredecessor() throws IOException {
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Path previous = store.root().resolve("index.json.previous");
        Files.deleteIfExists(previous);
        Files.createLink(previous, store.root().resolve("index.json"));
        store.images().tag(digest, ref("a:2"));
        assertArrayEquals(new String[] {"lock"}, store.root().resolve("ingest").toFile().list());
    }

    @Test
    void survivesATruncatedIndex() throws IOException {
        Digest a = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Digest b = StoreFixture.put(store, StoreFixture.small("b"), "b:1");
        byte[] whole = Files.readAllBytes(index);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        Files.write(index, half);
        Listing listing = reopened();
        assertEquals(List.of("a:1"), names(listing), "from the state before the last change");
        assertTrue(listing.withEntry(b).orElseThrow().dangling(), "from the blobs");
        assertTrue(listing.problems().get(0).contains("index.json is damaged"), listing.problems().toString());
        assertEquals(half.length, Files.size(index), "reading mends nothing");

        store.images().tag(b, ref("b:2"));
        assertEquals(List.of("a:1", "b:2"), names(reopened()));
        assertEquals(List.of(), reopened().problems());
        assertEquals(half.length, Files.size(store.root().resolve("index.json.damaged-1")));
        assertEquals(List.of(a), List.of(reopened().named(ref("a:1")).orElseThrow().entry()));
    }

    @Test
    void findsTheImagesOfALostIndexInTheBlobs() throws IOException {
        Digest a = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Files.delete(index);
        Files.deleteIfExists(store.root().resolve("index.json.previous"));
        Listing listing = reopened();
        assertEquals(a, listing.images().get(0).entry());
        assertTrue(listing.problems().get(0).contains("index.json is missing"));
        StoreFixture.put(ImageStore.open(store.root()), StoreFixture.small("b"), "b:1");
        assertEquals(List.of("b:1"), names(reopened()));
        assertEquals(2, reopened().images().size());
    }

    @Test
    void sweepsNothingWhileTheIndexIsDamaged() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Files.writeString(index, "{");
        Sweep sweep = store.garbage().sweep(Duration.ZERO);
        assertEquals(List.of(), sweep.blobs());
        assertTrue(sweep.hindrance().orElseThrow().contains("index.json is damaged"));
    }

    @Test
    void refusesAnEndlessIndex() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        try (var file = new RandomAccessFile(index.toFile(), "rw")) {
            file.setLength(10L << 30);
        }
        Listing listing = reopened();
        assertTrue(listing.problems().get(0).contains("more than"), listing.problems().toString());
        assertEquals(1, listing.images().size());
    }

    @Test
    void listsSomethingWhateverStandsInTheIndex() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        byte[] good = Files.readAllBytes(index);
        Random random = new Random(3);
        int damaged = 0;
        for (int round = 0; round < 500; round++) {
            byte[] wild = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int i = 0; i < 2 && wild.length > 0; i++) {
                wild[random.nextInt(wild.length)] = (byte) "{}[],:\"0a\\\u0000 ".charAt(random.nextInt(12));
            }
            Files.write(index, wild);
            Listing listing = reopened();
            damaged += listing.problems().isEmpty() ? 0 : 1;
        }
        assertTrue(damaged > 100, damaged + " had problems");
    }

    @Test
    void refusesAnIndexWithoutBottom() throws IOException {
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Files.writeString(index, "{\"manifests\":" + "[".repeat(100_000));
        assertTrue(reopened().problems().get(0).contains("index.json is damaged"));
    }

    @Test
    void isNotDamagedWhenThereIsNoStoreYet() {
        Listing listing = store.images().list();
        assertEquals(new Listing(List.of(), List.of()), listing);
        assertFalse(Files.exists(store.root()));
    }
}
