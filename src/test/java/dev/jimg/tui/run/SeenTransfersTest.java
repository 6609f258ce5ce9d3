package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.ImageService;
import dev.jimg.testing.Await;
import dev.jimg.tui.state.Amount;
import dev.jimg.tui.state.BuildLog;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Speed;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.state.Transfer.Stage;
import dev.jimg.tui.state.TransfersPane;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store still knows of a transfer that failed without a screen, after a screen showed it and ended. */
class SeenTransfersTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aFailureStaysUntilItIsHandedOverAnew() {
        BackendChoice choice = new BackendChoice(Optional.of(directory.resolve("store")), Optional.empty(),
                Optional.empty());
        Backends backends = new Backends(new Environment(Map.of(), directory, directory), Clock.systemUTC());
        BackgroundWish wish = new BackgroundWish.Load(directory.resolve("none.tar"));
        ServiceHolder holder = new ServiceHolder(backends, choice);
        Workers workers = new Workers();
        try (ImageService store = holder.open()) {
            BackgroundTransfers background = store.background().orElseThrow();
            BackgroundDesk desk = new BackgroundDesk(new Mailbox(), holder, workers,
                    new StoreBeside(backends));
            String first = failed(background, wish);
            desk.forgetSeen(shown(wish, Stage.FAILED, Optional.of(first), Optional.empty()));
            assertEquals(List.of(first), ids(background), "r can still resume it");
            TransfersPane resumed = shown(wish, Stage.RUNNING, Optional.empty(), Optional.of(first));
            new HandOver(Optional.of(background), choice, new StoreBeside(backends), resumed).begin(Map.of(1L, wish));
            List<String> left = ids(background);
            assertEquals(1, left.size(), "the new one alone: " + left);
            assertEquals(false, left.contains(first));
            ended(background, left.get(0));
            desk.forgetSeen(shown(wish, Stage.CANCELLED, Optional.of(left.get(0)), Optional.empty()));
            assertEquals(List.of(), ids(background), "what was given up needs no record");
        } finally {
            workers.close();
        }
    }

    /** Resumed on an engine, all else would be done there. */
    @Test
    void onAnEngineThereAreTheCopiesThatNameBothPlaces() {
        BackendChoice choice = new BackendChoice(Optional.of(directory.resolve("store")), Optional.empty(),
                Optional.empty());
        Backends backends = new Backends(new Environment(Map.of(), directory, directory), Clock.systemUTC());
        try (ImageService store = backends.open(choice)) {
            BackgroundTransfers all = store.background().orElseThrow();
            ended(all, all.begin(copy(CopyPlace.Kind.CURRENT), List.of()));
            String copied = all.begin(copy(CopyPlace.Kind.ENGINE), List.of());
            ended(all, copied);
            assertEquals(2, all.list().size());
            CopiesIntoStore seen = new CopiesIntoStore(all);
            assertEquals(List.of(copied), ids(seen));
            seen.dismiss(copied);
            assertEquals(1, all.list().size());
        }
    }

    private static BackgroundWish copy(CopyPlace.Kind from) {
        return new BackgroundWish.Copy(new CopyRequest(new CopyPlace(from, from == CopyPlace.Kind.ENGINE
                ? "unix:///nowhere.sock" : "", "nothing:1"), new CopyPlace(CopyPlace.Kind.STORE, "", "nothing:1"),
                Optional.empty(), false), "nothing:1", "store://nothing:1");
    }

    private static String failed(BackgroundTransfers background, BackgroundWish wish) {
        String id = background.begin(wish, List.of());
        ended(background, id);
        assertEquals(Status.FAILED, background.list().get(0).status());
        return id;
    }

    private static void ended(BackgroundTransfers background, String id) {
        Await.until(SOON, "it has ended", () -> background.list().stream().noneMatch(one -> one.id().equals(id)
                && one.status() == Status.RUNNING), () -> background.list().toString());
    }

    private static List<String> ids(BackgroundTransfers background) {
        return background.list().stream().map(BackgroundTransfer::id).toList();
    }

    private static TransfersPane shown(BackgroundWish wish, Stage stage, Optional<String> background,
            Optional<String> resumes) {
        return new TransfersPane(List.of(new Transfer(1, Job.of(wish), stage, List.of(), Amount.NONE,
                Speed.from(Instant.EPOCH), Optional.empty(), Optional.empty(), Optional.empty(), false, BuildLog.EMPTY,
                background, resumes)), ListCursor.START, List.of());
    }
}
