package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.store.Hold;
import dev.jimg.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code transfers}: what workers left in a store, as they leave it there. */
class TransfersCommandTest {

    private static final String PULL = "a".repeat(31) + "1";
    private static final String SAVE = "a".repeat(31) + "2";
    private static final String BUILD = "b".repeat(32);
    private static final String LAYERS = "{\"layers\":[{\"layer\":\"aaaaaaaaaaaa\",\"phase\":\"DOWNLOADING\","
            + "\"done\":500000,\"total\":2000000}]}";

    @TempDir
    private Path directory;

    private final TestConsole console = TestConsole.pipe();
    private Path store;
    private Backends backends;

    @BeforeEach
    void open() {
        store = directory.resolve("store");
        backends = new Backends(new Environment(Map.of("JIMG_STORE", store.toString()), directory.resolve("home"),
                directory.resolve("root")), Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
    }

    /** What came before is not looked at. */
    private int jimg(String... words) {
        console.out();
        console.err();
        return console.run(backends, words);
    }

    @Test
    void withoutAnyThereIsTheHeadAlone() {
        assertEquals(0, jimg("transfers"), console.err());
        assertEquals("ID        KIND      IMAGE     BEGUN     STATUS    PROGRESS\n", console.out());
        assertFalse(Files.exists(store), "looking makes no store");
    }

    @Test
    void listsWhatRunsAndHowTheOthersEnded() throws IOException {
        spool(PULL, 60, "\"kind\":\"pull\",\"reference\":\"docker.io/library/nginx:1.27\"", "");
        spool(SAVE, 30, "\"kind\":\"save\",\"file\":\"/srv/all.tar\",\"format\":\"DOCKER\",\"images\":[\"nginx\"]",
                "{\"failure\":{\"kind\":\"DISK\",\"operation\":\"write\",\"subject\":\"/srv/all.tar\",\"why\":\"No"
                        + " space left on device\",\"advice\":\"\"}}");
        spool(BUILD, 10, "\"kind\":\"build\",\"directory\":\"/srv/app\",\"tags\":[\"docker.io/team/app:1\"]",
                "{\"outcome\":{\"kind\":\"Built\",\"image\":\"sha256:" + "c".repeat(64) + "\"}}");
        try (Hold worker = ImageStore.open(store).hold(PULL).orElseThrow()) {
            assertTrue(worker != null);
            assertEquals(0, jimg("transfers"), console.err());
            List<String> lines = console.out().lines().toList();
            assertEquals(4, lines.size(), lines.toString());
            assertTrue(lines.get(1).matches("a{12} +pull +nginx:1.27 +About a minute ago +running +500kB of 2MB"),
                    lines.get(1));
            assertTrue(lines.get(2).matches("a{12} +save +/srv/all.tar +30 seconds ago +failed: No space left on device"
                    + " +500kB of 2MB"), lines.get(2));
            assertTrue(lines.get(3).matches("b{12} +build +team/app:1 +10 seconds ago +done +.*"), lines.get(3));
        }
        assertEquals(0, jimg("transfers", "--format", "{{.ID}} {{.Kind}} {{.Status}}"));
        assertEquals("aaaaaaaaaaaa pull interrupted", console.out().lines().findFirst().orElseThrow());
        assertEquals(0, jimg("transfers", "--format", "json"));
        assertTrue(console.out().startsWith("{"), console.out());
    }

    @Test
    void whatIsBeingVerifiedWasFetchedBefore() throws IOException {
        spool(PULL, 60, "\"kind\":\"pull\",\"reference\":\"docker.io/library/nginx:1.27\"", "", "{\"layers\":["
                + "{\"layer\":\"a\",\"phase\":\"VERIFYING\",\"done\":100000,\"total\":2000000},"
                + "{\"layer\":\"b\",\"phase\":\"DOWNLOADING\",\"done\":500000,\"total\":1000000}]}");
        assertEquals(0, jimg("transfers", "--format", "{{.Progress}}"), console.err());
        assertEquals("2.5MB of 3MB\n", console.out());
    }

    @Test
    void whatAFileIsCalledDrivesNoTerminal() throws IOException {
        spool(SAVE, 5, "\"kind\":\"load\",\"file\":\"/srv/\\u001b[31mred.tar\"", "{\"cancelled\":true}");
        assertEquals(0, jimg("transfers"), console.err());
        String out = console.out();
        assertTrue(out.contains("cancelled"), out);
        assertFalse(out.contains("\u001b"), out);
    }

    @Test
    void asksOneToStop() throws IOException {
        spool(PULL, 60, "\"kind\":\"pull\",\"reference\":\"docker.io/library/nginx:1.27\"", "");
        spool(BUILD, 60, "\"kind\":\"build\",\"directory\":\"/srv/app\",\"tags\":[]", "");
        spool(SAVE, 60, "\"kind\":\"load\",\"file\":\"/srv/x.tar\"", "");
        assertEquals(0, jimg("transfers", "cancel", "bb"), console.err());
        assertEquals("bbbbbbbbbbbb\n", console.out());
        assertTrue(Files.exists(store.resolve("transfers").resolve(BUILD).resolve("cancel")));
        assertFalse(Files.exists(store.resolve("transfers").resolve(PULL).resolve("cancel")));

        assertEquals(1, jimg("transfers", "cancel", "aaaa"));
        assertTrue(console.err().contains("several begin like this"), console.err());
        assertEquals(1, jimg("transfers", "cancel", "cc"));
        assertTrue(console.err().contains("there is no such transfer"), console.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "stop aaaa", "../../etc"})
    void anUnknownWordIsNamedBesideTheOneThereIs(String words) {
        assertEquals(1, jimg(("transfers " + words).split(" ")));
        String err = console.err();
        assertTrue(err.contains("«" + words.split(" ")[0] + "» is not known, only «cancel» is"), err);
        assertTrue(err.contains("«jimg-tui transfers» lists the transfers with their IDs"), err);
    }

    @Test
    void cancelWithoutAnIdSaysWhatIsMissingAndWhereToFindIt() {
        assertEquals(1, jimg("transfers", "cancel"));
        String err = console.err();
        assertTrue(err.contains("could not understand transfers cancel: it does not say which one is to be cancelled"),
                err);
        assertTrue(err.contains("«jimg-tui transfers» lists them"), err);
    }

    @Test
    void whatIsNotKnownIsNoZero() throws IOException {
        for (String layers : new String[] {"[]", "[{\"layer\":\"a\",\"phase\":\"DOWNLOADING\",\"done\":0,\"total\":-1}]"}) {
            spool(SAVE, 5, "\"kind\":\"load\",\"file\":\"/srv/x.tar\"", "", "{\"layers\":" + layers + "}");
            assertEquals(0, jimg("transfers", "--format", "[{{.Progress}}]"), console.err());
            assertEquals("[]\n", console.out());
        }
        spool(SAVE, 5, "\"kind\":\"load\",\"file\":\"/srv/x.tar\"", "",
                "{\"layers\":[{\"layer\":\"a\",\"phase\":\"DOWNLOADING\",\"done\":7000,\"total\":-1}]}");
        assertEquals(0, jimg("transfers", "--format", "[{{.Progress}}]"), console.err());
        assertEquals("[7kB]\n", console.out());
    }

    @Test
    void whatIsNoOptionIsRefusedAsEverywhere() {
        assertEquals(125, jimg("transfers", "--nothing"));
        assertTrue(console.err().startsWith("unknown flag: --nothing"), console.err());
        assertEquals(0, jimg("transfers", "--help"));
        assertTrue(console.out().contains("jimg-tui transfers [OPTIONS] [cancel ID]"), console.out());
    }

    /** @param result how it ended; empty if it did not */
    private void spool(String id, int secondsAgo, String wish, String result) throws IOException {
        spool(id, secondsAgo, wish, result, LAYERS);
    }

    private void spool(String id, int secondsAgo, String wish, String result, String state) throws IOException {
        ImageStore.open(store).hold(id).ifPresent(Hold::close);
        Path files = Files.createDirectories(store.resolve("transfers").resolve(id));
        Instant begun = TestConsole.NOW.minusSeconds(secondsAgo);
        Files.writeString(files.resolve("request.json"), "{\"begun\":\"" + begun + "\"," + wish + "}");
        Files.writeString(files.resolve("state.json"), state);
        if (!result.isEmpty()) {
            Files.writeString(files.resolve("result.json"), result);
        }
    }
}
