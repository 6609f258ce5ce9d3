package dev.jimg.backend.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ListRequest;
import dev.jimg.service.Pause;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.PushRequest;
import dev.jimg.service.TransferOutcome;
import dev.jimg.store.Hold;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreDirectory;
import dev.jimg.testing.Await;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does, in this process, and what its files tell everybody else. */
class StoreTransfersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final long LAYER = 2_000_000;
    private static final Copies NO_COPIES = (request, events, cancellation) -> {
        throw new AssertionError("nobody asked for a copy");
    };

    @TempDir
    private Path home;
    private RealRegistry registry;
    private FaultProxy proxy;
    private ImageStore store;
    private StoreBackend images;
    private StoreTransfers transfers;
    private final ImageFixture image = ImageFixture.random(2, LAYER);

    @BeforeEach
    void open() {
        registry = RealRegistry.open();
        proxy = FaultProxy.before(registry);
        image.push(registry, "team/api:1");
        store = ImageStore.open(home.resolve("store"));
        images = new StoreBackend(store, new RegistryClient(RegistryOptions.of(new Environment(Map.of(), home, home))),
                "a test wants it", Clock.systemUTC());
        transfers = new StoreTransfers(store, images, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        images.close();
        proxy.close();
        registry.close();
    }

    @Test
    void aStoreThatNobodyUsedYetHasNone() {
        assertEquals(List.of(), transfers.list());
        assertTrue(Files.notExists(store.root()), "and looking makes none");
    }

    @Test
    void watchingMakesNothingWhereNoStoreMayBe() throws IOException {
        Path foreign = Files.createDirectory(home.resolve("documents"));
        Files.writeString(foreign.resolve("thesis.txt"), "x");
        new StoreTransfers(ImageStore.open(foreign), images, Clock.systemUTC()).watch(() -> {}).close();
        assertArrayEquals(new String[] {"thesis.txt"}, foreign.toFile().list());
    }

    @Test
    void watchingMakesAPrivateStore() throws IOException {
        transfers.watch(() -> {}).close();
        for (Path made : List.of(store.root(), store.root().resolve("transfers"))) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)), made::toString);
        }
        assertTrue(Files.exists(store.root().resolve("oci-layout")));
    }

    @Test
    void tellsHowAPullEndedUntilThatIsDismissed() throws IOException {
        wish(pull("team/api:1"));
        assertEquals(Status.RUNNING, only().status(), "its process is on its way");
        transfers.work(ID, NO_COPIES, Cancellation.none());

        BackgroundTransfer done = only();
        assertEquals(Status.DONE, done.status());
        PullResult pulled = ((TransferOutcome.Pulled) done.outcome().orElseThrow()).result();
        assertEquals(name("team/api:1"), pulled.reference());
        assertTrue(pulled.fetched() > LAYER, done.toString());
        assertTrue(done.layers().stream().allMatch(layer -> layer.phase().settled()), done.layers().toString());
        assertEquals(1, images.list(ListRequest.EVERYTHING).size());

        transfers.dismiss(ID);
        assertEquals(List.of(), transfers.list());
        assertTrue(Files.notExists(store.root().resolve("transfers").resolve(ID)));
    }

    @Test
    void tellsHowAPushEnded() throws IOException {
        images.pull(PullRequest.of(name("team/api:1")), event -> {}, Cancellation.none());
        wish(new BackgroundWish.Push(new PushRequest(name("team/copy:2")), Optional.of(name("team/api:1").familiar())));
        transfers.work(ID, NO_COPIES, Cancellation.none());
        assertEquals(Status.DONE, only().status(), only().toString());
        TransferOutcome outcome = only().outcome().orElseThrow();
        assertEquals(name("team/copy:2"), ((TransferOutcome.Pushed) outcome).result().reference());
    }

    @Test
    void stopsWhenSomebodyAsksForIt() throws Exception {
        Thread worker = heldInTheMiddle(Cancellation.none());
        assertEquals(Status.RUNNING, only().status());
        transfers.dismiss(ID);
        assertEquals(Status.RUNNING, only().status(), "one that runs stays");
        transfers.cancel(ID);
        worker.join(SOON.toMillis());
        assertEquals(Status.CANCELLED, only().status());
        assertTrue(store.partialBytes() >= LAYER / 4, "what was fetched is kept");
    }

    @Test
    void isInterruptedWhereItsProcessEndsWithoutAWord() throws Exception {
        Cancellation ending = new Cancellation();
        Thread worker = heldInTheMiddle(ending);
        ending.cancel();
        worker.join(SOON.toMillis());
        assertEquals(Status.INTERRUPTED, only().status());
        assertTrue(store.partialBytes() >= LAYER / 4, "what was fetched is kept");
    }

    @Test
    void tellsWhatItWaitsForBeforeItAsksTheRegistryAgain() throws Exception {
        proxy.answer(image.layers().get(0).content().digest(), 429, 1, "Retry-After: 50");
        wish(pull("team/api:1"));
        Thread worker = new Thread(() -> transfers.work(ID, NO_COPIES, Cancellation.none()));
        worker.start();
        Await.until(SOON, "the wait is told", () -> only().pause().isPresent(), () -> only().toString());
        Pause pause = only().pause().orElseThrow();
        assertTrue(pause.asked(), pause.toString());
        long left = pause.secondsLeft(Instant.now());
        assertTrue(left > 50 - SOON.toSeconds() && left <= 50, pause.toString());
        transfers.cancel(ID);
        worker.join(SOON.toMillis());
        assertEquals(Status.CANCELLED, only().status());
    }

    @Test
    void tellsWhyItFailed() throws IOException {
        wish(pull("team/none:9"));
        transfers.work(ID, NO_COPIES, Cancellation.none());
        assertEquals(Status.FAILED, only().status());
        assertEquals(Failure.Kind.NOT_FOUND, only().failure().orElseThrow().kind());
        assertTrue(only().failure().get().getMessage().contains("team/none:9"), only().failure().get().getMessage());
    }

    @Test
    void theRoomOfItsResultIsTakenFromTheBeginning() throws IOException {
        wish(pull("team/api:1"));
        Path reserve = store.root().resolve("transfers").resolve(ID).resolve("result.reserve");
        assertEquals(16 * 1024, Files.size(reserve));
        Object file = Files.getAttribute(reserve, "unix:ino");
        transfers.work(ID, NO_COPIES, Cancellation.none());
        assertEquals(file, Files.getAttribute(reserve.resolveSibling("result.json"), "unix:ino"),
                "the result lies where the room was kept: a full disk cannot refuse it");
    }

    @Test
    void twoProcessesDoNotDoTheSame() throws IOException {
        wish(pull("team/api:1"));
        try (Hold other = store.hold(ID).orElseThrow()) {
            assertTrue(store.isHeld(ID), other.toString());
            assertEquals(Failure.Kind.CONFLICT,
                    assertThrows(Failure.class, () -> transfers.work(ID, NO_COPIES, Cancellation.none())).kind());
        }
    }

    @Test
    void whatIsHalfMadeOrNotOursIsLeftAlone() throws IOException {
        Path spool = Files.createDirectories(store.root().resolve("transfers"));
        Files.createDirectories(spool.resolve("fedcba98765432100123456789abcdef"));
        Files.createDirectories(spool.resolve("notes"));
        Path later = Files.createDirectories(spool.resolve(ID));
        Files.writeString(later.resolve("request.json"), "{\"kind\":\"teleport\",\"reference\":\"a/b:1\",\"begun\":\"x\"}");
        assertEquals(List.of(), transfers.list());
        assertThrows(Failure.class, () -> transfers.cancel("../../etc"));
    }

    @Test
    void whatAKilledProcessHadHalfMadeGoes() throws IOException {
        Path spool = store.beside(StoreDirectory.TRANSFERS);
        String dead = ProcessMark.own().replaceFirst("\\d+", "99999999");
        Path gone = Files.createDirectory(spool.resolve("." + ID + "-" + dead));
        Files.writeString(gone.resolve("result.reserve"), " ");
        Path old = Files.createDirectory(spool.resolve("." + ID));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path living = Files.createDirectory(spool.resolve("." + ID + "-" + ProcessMark.own()));
        Path foreign = Files.createDirectory(spool.resolve(".notes"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));
        assertEquals(List.of(), transfers.list());
        assertTrue(Files.notExists(gone), gone::toString);
        assertTrue(Files.notExists(old), old::toString);
        assertTrue(Files.exists(living), "it is being made");
        assertTrue(Files.exists(foreign), "it is not ours");
    }

    @Test
    void nothingIsLeftOfOneWhoseProcessCannotBeStarted() throws IOException {
        String classPath = System.getProperty("java.class.path");
        // No argument of a program can have this character.
        System.setProperty("java.class.path", "\0");
        try {
            Failure failure = assertThrows(Failure.class, () -> transfers.begin(pull("team/api:1"), List.of()));
            assertTrue(failure.getMessage().contains("null character"), failure.getMessage());
        } finally {
            System.setProperty("java.class.path", classPath);
        }
        assertArrayEquals(new String[0], store.place(StoreDirectory.TRANSFERS).toFile().list());
    }

    private Thread heldInTheMiddle(Cancellation ending) throws IOException {
        proxy.holdBlobAt(image.layers().get(0).content().digest(), LAYER / 2 + 1000);
        wish(pull("team/api:1"));
        Thread worker = new Thread(() -> transfers.work(ID, NO_COPIES, ending));
        worker.start();
        proxy.awaitHeld(SOON);
        Await.until(SOON, "half of it is here", () -> store.partialBytes() >= LAYER / 4
                && only().layers().stream().anyMatch(layer -> layer.phase().settled()), () -> only().toString());
        return worker;
    }

    private void wish(BackgroundWish wish) throws IOException {
        SpoolFixture.put(store.root(), ID, wish);
    }

    private BackgroundTransfer only() {
        List<BackgroundTransfer> all = transfers.list();
        assertEquals(1, all.size(), all.toString());
        return all.get(0);
    }

    private BackgroundWish pull(String image) {
        return new BackgroundWish.Pull(PullRequest.of(name(image)));
    }

    private Reference name(String image) {
        return Reference.parse(proxy.hostPort() + "/" + image);
    }
}
