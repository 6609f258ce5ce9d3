package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.config.Environment;
import dev.jimg.engine.ContainerRow;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineEvent;
import dev.jimg.engine.FilesName;
import dev.jimg.engine.Transports;
import dev.jimg.files.FileTree;
import dev.jimg.oci.Reference;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import dev.jimg.testing.Await;
import dev.jimg.testing.EngineGate;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProcessMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of an engine's image before the engine sends its layers, and the container that it takes. */
abstract class PreviewCases {

    static final Duration BOUND = Duration.ofSeconds(60);
    static final String SAVE = "GET /images/get";
    private static final String LIST = "GET /containers/json";
    /** Docker's way and Podman's. */
    private static final Predicate<String> LOOK = line -> line.endsWith("/export") || line.endsWith("/archive");
    private static final String NAME = "preview/some:1";

    private final Cancellation cancellation = new Cancellation();
    private final List<LayersSoFar> parts = new CopyOnWriteArrayList<>();
    EngineGate gate;
    private EnginePlace place;
    EngineBackend service;
    private EngineClient engine;
    String image;

    /** The engine's socket. */
    abstract Path socket();

    abstract EnginePlace place(String address);

    void open(ImageFixture fixture) {
        gate = new EngineGate(socket());
        place = place(gate.host());
        service = place.open();
        engine = EngineClient.connect(Transports.open("unix://" + socket(), new Environment(Map.of(), place.home(),
                place.home())));
        try (RealRegistry registry = RealRegistry.open()) {
            image = fixture.push(registry, NAME).reference();
            service.pull(PullRequest.of(Reference.parse(image)), event -> { }, Cancellation.none());
        }
    }

    /** In turn, whatever becomes of the others; what could not be opened is null. */
    @AfterEach
    void close() {
        EngineGate front = gate;
        EnginePlace home = place;
        EngineClient direct = engine;
        EngineBackend behind = service;
        try (front; home; direct) {
            try (behind) {
                if (front != null) {
                    front.open();
                }
            }
            if (direct != null) {
                left().forEach(container -> direct.containerEndpoints().removeUnstarted(container.id()));
            }
        }
    }

    static ImageFixture layered() {
        return ImageFixture.builder()
                .layer("base", LayerFixture.gzip(tar -> tar.directory("srv").file("srv/a", "a").file("srv/b", "bb")))
                .layer("more", LayerFixture.gzip(tar -> tar.directory("srv").file("srv/c", "ccc").symlink("link", "srv/a")))
                .layer("less", LayerFixture.gzip(tar -> tar.directory("srv").whiteout("srv", "b"))).build();
    }

    CompletableFuture<LayersSoFar> read() {
        return CompletableFuture.supplyAsync(
                () -> service.files().read(image, -1, progress -> { }, parts::add, cancellation));
    }

    static <T> T end(CompletableFuture<T> reading) {
        try {
            return reading.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of the files that were last shown of all layers together. */
    Set<String> together() {
        Set<String> paths = new TreeSet<>();
        parts.stream().flatMap(part -> part.together().stream()).reduce((before, after) -> after).ifPresent(files -> {
            FileTree tree = FileTree.of(List.of(files));
            for (int node = 1; node < tree.count(); node++) {
                paths.add(tree.path(node));
            }
        });
        return paths;
    }

    void awaitTogether(Set<String> paths) {
        Await.until(BOUND, "all layers together are shown", () -> together().equals(paths),
                () -> together() + " " + gate.asked());
    }

    List<ContainerRow> left() {
        return engine.containerEndpoints().forFiles();
    }

    @Test
    void allLayersTogetherAreShownWhileTheyArePrepared() {
        open(layered());
        gate.holding(SAVE::equals);
        CompletableFuture<LayersSoFar> reading = read();
        awaitTogether(Set.of("srv", "srv/a", "srv/c", "link"));
        assertTrue(parts.stream().allMatch(part -> part.read() == 0), parts::toString);
        gate.open();
        LayersSoFar whole = end(reading);
        assertEquals(List.of(true, true, true), whole.layers().stream().map(LayerSoFar::whole).toList());
        assertEquals(Optional.empty(), whole.together());
        assertEquals(List.of(), left());
    }

    @Test
    void itsContainerHoldsNothingAndIsNotListed() {
        open(layered());
        // A container that is looked at stays until the answer has come.
        gate.holding(line -> line.equals(SAVE) || LOOK.test(line));
        CompletableFuture<LayersSoFar> reading = read();
        gate.awaitAsked(BOUND, LOOK);
        ContainerRow container = left().get(0);
        assertEquals("created", container.state());
        assertEquals(Optional.of(ProcessMark.own()), container.filesMark());
        assertEquals(List.of(), service.containers().list(ContainerListRequest.ALL));
        assertEquals(List.of(0), service.list(ListRequest.EVERYTHING).stream().map(one -> one.containers()).toList());
        assertEquals(List.of(), service.systemUsage().containers());
        assertEquals("0, of which 0 running", service.about().get("Containers"));
        cancellation.cancel();
        assertThrows(CompletionException.class, () -> end(reading));
    }

    @Test
    void whoGivesUpLeavesNoContainer() {
        open(layered());
        gate.holding(SAVE::equals);
        CompletableFuture<LayersSoFar> reading = read();
        awaitTogether(Set.of("srv", "srv/a", "srv/c", "link"));
        cancellation.cancel();
        CompletionException ended = assertThrows(CompletionException.class, () -> end(reading));
        assertTrue(ended.getCause() instanceof CancellationException, ended::toString);
        assertEquals(List.of(), left());
    }

    @Test
    void whoGivesUpAsksForNoMoreThanToTakeItsContainerAway() {
        open(layered());
        gate.holding(line -> line.equals(SAVE) || LOOK.test(line));
        CompletableFuture<LayersSoFar> reading = read();
        gate.awaitAsked(BOUND, LOOK);
        cancellation.cancel();
        assertThrows(CompletionException.class, () -> end(reading));
        assertFalse(gate.asked().contains(LIST), () -> gate.asked().toString());
        assertEquals(List.of(), left());
    }

    /** What others left is looked for when all is shown; an engine may stand still just then. */
    @Test
    void whoGivesUpDoesNotWaitForWhatOthersLeft() {
        open(layered());
        gate.holding(line -> line.equals(SAVE) || line.equals(LIST));
        CompletableFuture<LayersSoFar> reading = read();
        gate.awaitAsked(BOUND, LIST::equals);
        cancellation.cancel();
        assertThrows(ExecutionException.class, () -> reading.get(20, TimeUnit.SECONDS));
        assertEquals(List.of(), left());
    }

    @Test
    void whatAProgramThatIsGoneLeftIsTakenAway() {
        open(layered());
        String own = ProcessMark.own();
        String elsewhere = "7.1";
        for (String mark : List.of(own, gone(), elsewhere)) {
            make(FilesName.of(mark), "true");
        }
        gate.holding(SAVE::equals);
        CompletableFuture<LayersSoFar> reading = read();
        awaitTogether(Set.of("srv", "srv/a", "srv/c", "link"));
        gate.open();
        end(reading);
        assertEquals(Set.of(own, elsewhere), new TreeSet<>(left().stream()
                .flatMap(container -> container.filesMark().stream()).toList()));
    }

    @Test
    void whatAProgramThatIsGoneLeftIsTakenAwayByOneThatStays() {
        open(layered());
        String own = ProcessMark.own();
        for (String mark : List.of(own, gone())) {
            make(FilesName.of(mark), "true");
        }
        service.subscribe(event -> { });
        Await.until(BOUND, "one is gone", () -> left().size() == 1, () -> left().toString());
        assertEquals(Optional.of(own), left().get(0).filesMark());
    }

    @Test
    void anImageThatIsLookedAtIsPruned() {
        open(layered());
        make(FilesName.of(ProcessMark.own()), "true");
        PruneRequest all = new PruneRequest(true, Map.of());
        assertEquals(1, service.planPrune(all).images().size());
        service.prune(all);
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
        assertEquals(List.of(), left());
    }

    @Test
    void anImageThatIsLookedAtLeavesTheTrash() {
        open(layered());
        service.undo().keepDeleted(true);
        service.remove(RemoveRequest.of(List.of(image)).forUndo());
        image = engine.images(false, false, Map.of()).get(0).id().toString();
        make(FilesName.of(ProcessMark.own()), "true");
        service.undo().emptyTrash();
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
        assertEquals(List.of(), left());
    }

    @Test
    void theNewestAreAsManyAsAreAskedFor() {
        open(layered());
        make("some", "true");
        make("other", "true");
        for (int i = 0; i < 3; i++) {
            make(FilesName.of(ProcessMark.own()), "true");
        }
        assertEquals(2, engine.containerEndpoints().list(true, 2, false, Map.of()).size());
        assertEquals(2, engine.containerEndpoints().list(true, 3, false, Map.of()).size());
    }

    @Test
    void whatHappensToItsContainerIsNoNews() throws Exception {
        open(layered());
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        CountDownLatch heard = new CountDownLatch(1);
        Cancellation enough = new Cancellation();
        CompletableFuture<Void> hearing = CompletableFuture.runAsync(
                () -> engine.events(heard::countDown, events::add, enough));
        assertTrue(heard.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        gate.holding(SAVE::equals);
        CompletableFuture<LayersSoFar> reading = read();
        awaitTogether(Set.of("srv", "srv/a", "srv/c", "link"));
        gate.open();
        end(reading);
        make("user", "true");
        Await.until(BOUND, "the user's is news", () -> events.stream().anyMatch(event -> event.name().equals("user")),
                () -> events.toString());
        enough.cancel();
        hearing.exceptionally(e -> null).join();
        assertTrue(events.stream().anyMatch(event -> event.name().startsWith("jimg-files-")), events::toString);
        assertEquals(List.of("user"), events.stream().filter(event -> event.type().equals("container"))
                .filter(event -> !event.forFiles()).map(EngineEvent::name).distinct().toList());
    }

    /** Containers inherit the labels of their image, and people choose names: neither says that nobody needs one. */
    @Test
    void neitherALabelNorANameHidesOrLosesAContainerOfTheUser() {
        String gone = gone();
        open(ImageFixture.busyboxBuilder().label("dev.jimg.files", gone).build());
        make("made", "true");
        for (String ran : List.of("ran", "jimg-files-" + gone + "-0123456789abcdef")) {
            engine.containerEndpoints().start(make(ran, "true"));
        }
        engine.containerEndpoints().start(make("runs", "sleep", "600"));
        Await.until(BOUND, "two have ended", () -> states().equals(List.of("created", "exited", "exited", "running")),
                () -> states().toString());
        assertTheUsersAreThere();
        end(read());
        assertEquals(1, service.remove(RemoveRequest.of(List.of(image))).failures().size());
        service.prune(new PruneRequest(true, Map.of()));
        assertTheUsersAreThere();
    }

    private void assertTheUsersAreThere() {
        assertEquals(List.of("created", "exited", "exited", "running"), states());
        assertEquals(4, service.containers().list(ContainerListRequest.ALL).size());
        assertEquals(List.of(4), service.list(ListRequest.EVERYTHING).stream().map(one -> one.containers()).toList());
        assertEquals(4, service.systemUsage().containers().size());
    }

    /** Of all containers, sorted. */
    private List<String> states() {
        return engine.containerEndpoints().list(true, 0, false, Map.of()).stream().map(ContainerRow::state).sorted()
                .toList();
    }

    /** The mark of a process that is known to be gone. */
    private static String gone() {
        String own = ProcessMark.own();
        return "99999999" + own.substring(own.indexOf('.'));
    }

    private String make(String name, String... command) {
        return engine.containerEndpoints().create(image, Optional.of(name), Optional.empty(), Map.of("Image", image,
                "Cmd", List.of(command), "HostConfig", Map.of("NetworkMode", "none")), Cancellation.none()).id();
    }
}
