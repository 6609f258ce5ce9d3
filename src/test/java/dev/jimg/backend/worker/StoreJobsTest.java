package dev.jimg.backend.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferOutcome;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker saves, loads, imports, copies and builds as a screen does, and tells all that a screen would show. */
class StoreJobsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path home;
    private RealRegistry registry;
    private Backends backends;
    private BackendChoice choice;
    private Path root;
    private ImageService images;
    private BackgroundTransfers transfers;

    @BeforeEach
    void open() {
        registry = RealRegistry.open();
        ImageFixture.busybox().push(registry, "bb:1");
        openAt(home.resolve("store"));
    }

    private void openAt(Path store) {
        root = store;
        Environment environment = new Environment(Map.of("PATH", System.getenv("PATH")), home, home);
        backends = new Backends(environment, Clock.systemUTC());
        choice = new BackendChoice(Optional.of(store), Optional.empty(), Optional.empty());
        images = backends.open(choice);
        transfers = images.background().orElseThrow();
    }

    @AfterEach
    void close() {
        images.close();
        registry.close();
    }

    @Test
    void savesAndLoads() throws IOException {
        pull();
        Path file = home.resolve("bb.tar");
        TransferOutcome.Saved saved = (TransferOutcome.Saved) done(new BackgroundWish.Save(
                new SaveRequest(List.of(bb().familiar()), SaveRequest.Format.OCI, Optional.empty()), file));
        assertEquals(Files.size(file), saved.bytes());
        assertEquals(new TransferOutcome.Loaded(1, bb().familiar()), done(new BackgroundWish.Load(file)));
        assertTrue(transfers.list().get(0).layers().stream().allMatch(layer -> layer.phase().settled()),
                transfers.list().toString());
    }

    @Test
    void imports() throws IOException {
        Path tar = home.resolve("root.tar");
        Path files = Files.createDirectories(home.resolve("files"));
        Files.writeString(files.resolve("hello"), "hello\n");
        Run.command("tar", "-C", files.toString(), "-cf", tar.toString(), ".");
        Reference name = Reference.parse("made:1");
        TransferOutcome outcome = done(new BackgroundWish.Import(tar.toString(), Optional.of(name)));
        assertEquals(new TransferOutcome.Imported(images.inspect("made:1").summary().id()), outcome);
    }

    @Test
    void copies() throws IOException {
        CopyRequest there = new CopyRequest(new CopyPlace(CopyPlace.Kind.REGISTRY, "", bb().familiar()),
                new CopyPlace(CopyPlace.Kind.CURRENT, "", "bb:here"), Optional.empty(), false);
        TransferOutcome.Copied copied = (TransferOutcome.Copied) done(
                new BackgroundWish.Copy(there, "docker://" + bb().familiar(), "bb:here"));
        assertEquals("bb:here", copied.result().name().familiar());
        assertEquals(1, images.list(ListRequest.EVERYTHING).size());
    }

    @Test
    void buildsAndTellsWhatTheStepsWrote() throws IOException {
        Tools.requireRoot();
        Tools.require("runc");
        pull();
        TransferOutcome.Built built = (TransferOutcome.Built) done(build("RUN echo one; echo two"));
        assertEquals(images.inspect("made:1").summary().id(), built.image());
        BackgroundOutput said = transfers.output(ID, 0);
        assertEquals(List.of("FROM " + bb().familiar(), "RUN echo one; echo two"), said.events().stream()
                .filter(BuildEvent.Step.class::isInstance).map(step -> ((BuildEvent.Step) step).instruction()).toList());
        assertTrue(text(said).contains("one\ntwo\n"), text(said));
        assertEquals(List.of(), transfers.output(ID, said.next()).events(), "what was told is not told again");
    }

    @Test
    void aBuildThatFailsSaysWhatItWroteAndWhy() throws IOException {
        Tools.requireRoot();
        Tools.require("runc");
        pull();
        Failure why = failed(build("RUN echo so far; exit 7"));
        assertTrue(why.why().contains("7"), why.toString());
        assertTrue(text(transfers.output(ID, 0)).contains("so far\n"));
    }

    @Test
    void tellsWhoListensOfWhatComesAndGoes() throws Exception {
        pull();
        CountDownLatch came = new CountDownLatch(1);
        try (ImageService.Subscription watch = transfers.watch(came::countDown)) {
            assertTrue(watch != null);
            SpoolFixture.put(root, ID, new BackgroundWish.Load(home.resolve("none.tar")));
            assertTrue(came.await(SOON.toSeconds(), TimeUnit.SECONDS));
            assertEquals(1, transfers.list().size(), "and it is there whole");
        }
    }

    private void pull() {
        images.pull(PullRequest.of(bb()), event -> {}, Cancellation.none());
    }

    private Reference bb() {
        return Reference.parse(registry.hostPort() + "/bb:1");
    }

    private BackgroundWish build(String step) throws IOException {
        Path context = Files.createDirectories(home.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), "FROM " + bb().familiar() + "\n" + step + "\n");
        return new BackgroundWish.Build(context, Optional.empty(), List.of(Reference.parse("made:1")));
    }

    private TransferOutcome done(BackgroundWish wish) throws IOException {
        BackgroundTransfer ended = ended(wish);
        assertEquals(Status.DONE, ended.status(), ended.toString());
        assertEquals(wish, ended.wish());
        return ended.outcome().orElseThrow();
    }

    private Failure failed(BackgroundWish wish) throws IOException {
        BackgroundTransfer ended = ended(wish);
        assertEquals(Status.FAILED, ended.status(), ended.toString());
        return ended.failure().orElseThrow();
    }

    private BackgroundTransfer ended(BackgroundWish wish) throws IOException {
        transfers.dismiss(ID);
        SpoolFixture.put(root, ID, wish);
        transfers.work(ID, backends.copies(choice), Cancellation.none());
        return transfers.list().get(0);
    }

    private static String text(BackgroundOutput said) {
        return said.events().stream().filter(BuildEvent.Output.class::isInstance)
                .map(output -> ((BuildEvent.Output) output).text()).collect(Collectors.joining());
    }
}
