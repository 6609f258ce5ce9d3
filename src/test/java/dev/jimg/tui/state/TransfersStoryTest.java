package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.Pause;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Transfer.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransfersStoryTest {

    private final Play play = Play.on(120, 40).press("4");

    @Test
    void aTransferRunsThroughItsStages() {
        long id = pull("nginx");
        assertEquals(Stage.RESOLVING, only().stage());
        resolved(id, 3);
        assertEquals(Stage.RUNNING, only().stage());
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 50, 100));
        assertEquals(50, only().amount().done());
        assertEquals(200, only().amount().total());
        done(id, true);
        assertEquals(Stage.DONE, only().stage());
        assertEquals(1, play.take().stream().filter(Effect.ListImages.class::isInstance).count());
        assertEquals("transfer.pulled", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void layersThatAreHereCountAsLayersButNotAsBytes() {
        long id = pull("nginx");
        resolved(id, 3);
        Amount amount = only().amount();
        assertEquals(new Amount(0, 200, 1, 3, 0), amount);
        progress(id, PullSamples.layer(1, Phase.COMPLETE, 100, 100));
        assertEquals(50, only().amount().percent());
    }

    @Test
    void whatIsVerifiedHasBeenFetched() {
        long id = pull("nginx");
        resolved(id, 2);
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 100, 100));
        progress(id, PullSamples.layer(1, Phase.VERIFYING, 10, 100));
        assertEquals(100, only().amount().percent());
    }

    @Test
    void whereASizeIsUnknownTheLayersTellHowFarItIs() {
        Amount amount = Amount.of(List.of(PullSamples.layer(0, Phase.COMPLETE, 5, 5),
                PullSamples.layer(1, Phase.WAITING, 0, -1)));
        assertEquals(-1, amount.total());
        assertEquals(50, amount.percent());
    }

    @Test
    void progressAfterTheEndIsIgnored() {
        long id = pull("nginx");
        resolved(id, 3);
        done(id, true);
        Transfer ended = only();
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 1, 100));
        play.happen(new Event.TransferFailed(id, PullSamples.NO_LOGIN));
        assertEquals(ended, only());
    }

    @Test
    void aSettledLayerStaysSettled() {
        long id = pull("nginx");
        resolved(id, 2);
        progress(id, PullSamples.layer(1, Phase.COMPLETE, 100, 100));
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 90, 100));
        assertEquals(100, only().amount().percent());
    }

    @Test
    void cancelledOnlyWhenTheServiceSaysSoAndResumedUnderANewNumber() {
        long id = pull("nginx");
        resolved(id, 3);
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 41, 100));
        play.press("d", "d");
        assertEquals(id, play.one(Effect.CancelTransfer.class).transfer());
        assertEquals(Stage.CANCELLING, only().stage());
        play.happen(new Event.TransferCancelled(id));
        assertEquals(Stage.CANCELLED, only().stage());
        assertEquals(41, only().amount().done());
        play.press("r");
        Effect.StartPull again = play.one(Effect.StartPull.class);
        assertTrue(again.transfer() != id);
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 99, 100));
        assertEquals(Stage.RESOLVING, only().stage());
        assertEquals(0, only().amount().done());
    }

    @Test
    void aCancelThatCameTooLateIsADone() {
        long id = pull("nginx");
        resolved(id, 1);
        play.press("d");
        done(id, true);
        assertEquals(Stage.DONE, only().stage());
    }

    @Test
    void aFailureSaysWhyAndCanBeTriedAgain() {
        long id = pull("ghcr.io/a/b:1");
        play.happen(new Event.TransferFailed(id, PullSamples.NO_LOGIN));
        assertEquals(PullSamples.NO_LOGIN, only().failure().orElseThrow());
        play.press("r");
        assertEquals("ghcr.io/a/b:1", play.one(Effect.StartPull.class).what().reference().familiar());
    }

    @Test
    void theCursorStaysOnItsTransferWhenOthersComeAndLayersOpen() {
        long first = pull("a");
        pull("b");
        play.press("j");
        assertEquals("a", selected());
        pull("c");
        assertEquals("a", selected());
        resolved(first, 3);
        assertEquals("a", selected());
        play.press("enter", "enter");
        assertEquals("a", selected());
    }

    @Test
    void layersOpenWhileThereIsRoom() {
        long small = pull("small");
        resolved(small, 3);
        long large = pull("large");
        resolved(large, 40);
        assertTrue(transfer(small).open());
        assertFalse(transfer(large).open());
        assertEquals(5, play.state().transfers().lineCount());
    }

    @Test
    void clearingTakesTheEndedOnesAway() {
        long first = pull("a");
        pull("b");
        play.happen(new Event.TransferCancelled(first));
        play.press("c");
        assertEquals("b", selected());
        assertEquals(1, play.state().transfers().all().size());
    }

    @Test
    void theSpeedIsThatOfTheLastSecondsAndFallsSilentWithTheTransfer() {
        long id = pull("nginx");
        resolved(id, 2);
        for (int i = 1; i <= 10; i++) {
            later(Duration.ofSeconds(1));
            progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 5L * i, 100));
        }
        Transfer transfer = only();
        assertEquals(5, transfer.speed().current(play.state().now()), 0.01);
        assertEquals(10, transfer.speed().secondsLeft(play.state().now(), 50).orElseThrow());
        assertTrue(transfer.speed().secondsLeft(play.state().now().plusSeconds(60), 50).isEmpty());
    }

    @Test
    void bytesThatAnEarlierAttemptLeftAreNotSpeed() {
        long id = pull("nginx");
        resolved(id, 2);
        later(Duration.ofSeconds(1));
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 60, 100));
        later(Duration.ofSeconds(1));
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 65, 100));
        assertEquals(5, only().speed().current(play.state().now()), 0.01);
        assertEquals(65, only().amount().percent());
    }

    @Test
    void reportsOfManyLayersAllReachTheirLayer() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long id = pull("image" + i);
            resolved(id, 40);
            ids.add(id);
        }
        for (int i = 0; i < 390; i++) {
            progress(ids.get(i % 10), PullSamples.layer(1 + i / 10, Phase.DOWNLOADING, 1 + i % 10, 100));
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(39L * (i + 1), transfer(ids.get(i)).amount().done());
        }
    }

    @Test
    void aTransferThatNothingIsHeardOfIsStalled() {
        long id = pull("nginx");
        resolved(id, 2);
        later(Duration.ofSeconds(1));
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 5, 100));
        assertFalse(only().speed().stalled(play.state().now()));
        for (int i = 0; i < 5; i++) {
            later(Duration.ofSeconds(1));
            play.happen(new Event.Ticked());
        }
        assertTrue(only().speed().stalled(play.state().now()));
        assertEquals(0, only().speed().current(play.state().now()));
        assertEquals(List.of(), play.take());
    }

    /** Layers that are verified, and reports that say nothing new, are no bytes. */
    @Test
    void onlyBytesEndASilence() {
        long id = pull("nginx");
        resolved(id, 3);
        progress(id, PullSamples.layer(1, Phase.DOWNLOADING, 100, 100));
        for (int i = 1; i <= 7; i++) {
            later(Duration.ofSeconds(1));
            progress(id, PullSamples.layer(1, Phase.VERIFYING, 10 * i, 100));
            progress(id, PullSamples.layer(2, Phase.DOWNLOADING, 0, 100));
        }
        assertEquals(7, only().speed().silentSeconds(play.state().now()));
        assertTrue(only().speed().stalled(play.state().now()));
        progress(id, PullSamples.layer(2, Phase.DOWNLOADING, 1, 100));
        assertEquals(0, only().speed().silentSeconds(play.state().now()));
    }

    @Test
    void aRegistryThatDoesNotSayWhatANameStandsForIsSilentToo() {
        pull("nginx");
        later(Duration.ofSeconds(9));
        assertEquals(9, only().speed().silentSeconds(play.state().now()));
    }

    @Test
    void aWaitForTheRegistryIsCountedDownUntilBytesCome() {
        long id = pull("nginx");
        resolved(id, 3);
        play.happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(4), false)));
        later(Duration.ofMillis(1500));
        play.happen(new Event.Ticked());
        assertEquals(3, waits().orElseThrow().secondsLeft(play.state().now()));
        progress(id, PullSamples.layer(1, Phase.VERIFYING, 0, 0));
        progress(id, PullSamples.layer(2, Phase.DOWNLOADING, 0, 100));
        assertTrue(waits().isPresent());
        progress(id, PullSamples.layer(2, Phase.DOWNLOADING, 10, 100));
        assertTrue(waits().isEmpty());
        later(Duration.ofSeconds(1));
        assertTrue(waits().isPresent(), "the one layer came, the other waits still");
        later(Duration.ofSeconds(2));
        assertTrue(waits().isEmpty());
    }

    private Optional<Pause> waits() {
        return only().speed().waits(play.state().now());
    }

    @Test
    void theSoonestOfSeveralWaitsIsCountedDown() {
        long id = pull("nginx");
        resolved(id, 3);
        play.happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(4), false)));
        play.happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(9), false)));
        assertEquals(4, only().speed().pause().orElseThrow().secondsLeft(play.state().now()));
        play.happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(2), false)));
        assertEquals(2, only().speed().pause().orElseThrow().secondsLeft(play.state().now()));
        later(Duration.ofSeconds(2));
        play.happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(8), false)));
        assertEquals(8, only().speed().pause().orElseThrow().secondsLeft(play.state().now()));
    }

    @Test
    void resumeSaysWhyThereIsNothingToResume() {
        long id = pull("nginx");
        assertEquals("disabled.not-stopped", resumeRefused());
        done(id, true);
        assertEquals("disabled.done", resumeRefused());
        play.press("L").press("/", "x").press("enter");
        play.happen(new Event.TransferFailed(play.one(Effect.StartJob.class).transfer(),
                new Failure(Failure.Kind.NOT_FOUND, "load", "/x", "no such file", ""))).press("g");
        assertEquals("disabled.file-missing", resumeRefused());
    }

    private String resumeRefused() {
        return play.press("r").state().notice().orElseThrow().text().key();
    }

    private long pull(String name) {
        play.press("p").type(name).press("enter");
        Effect.PlanPull plan = play.one(Effect.PlanPull.class);
        play.happen(new Event.PullPlanned(plan.request(), PullSamples.plan(plan.what()))).press("enter");
        return play.one(Effect.StartPull.class).transfer();
    }

    /** The lowest layer is here, the others of 100 bytes wait. */
    private void resolved(long id, int layers) {
        List<LayerProgress> all = new ArrayList<>();
        all.add(PullSamples.layer(0, Phase.ALREADY_HERE, 0, 700));
        for (int i = 1; i < layers; i++) {
            all.add(PullSamples.layer(i, Phase.WAITING, 0, 100));
        }
        play.happen(new Event.TransferMoved(id, new TransferEvent.Resolved(PullSamples.digest("x"), all)));
    }

    private void progress(long id, LayerProgress report) {
        play.happen(new Event.TransferMoved(id, report));
    }

    private void done(long id, boolean fresh) {
        play.happen(new Event.TransferDone(id, new PullResult(Reference.parse("nginx:latest"), PullSamples.digest("x"),
                new ImageId(PullSamples.digest("config")), fresh, 200)));
    }

    private void later(Duration time) {
        play.at(play.state().now().plus(time));
    }

    private Transfer only() {
        assertEquals(1, play.state().transfers().all().size());
        return play.state().transfers().all().get(0);
    }

    private Transfer transfer(long id) {
        return play.state().transfers().find(id).orElseThrow();
    }

    private String selected() {
        return play.state().transfers().selected().orElseThrow().job().name().split(":")[0];
    }
}
