package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import dev.jimg.service.Pause;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.tui.state.Transfer.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Transfers of other processes among those of this one. */
class BackgroundLogicTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Failure REFUSED =
            new Failure(Failure.Kind.UNREACHABLE, "pull", "nginx:1.28", "nobody listens", "");

    @Test
    void leavingTheStoreKeepsThePullsUnlessSaidOtherwise() {
        assertEquals(new Effect.Quit(true), last(SomeDetails.pulling(80, 24).press("q", "enter")));
        assertEquals(new Effect.Quit(true), last(SomeDetails.pulling(80, 24).press("q", "y")));
        assertEquals(new Effect.Quit(false), last(SomeDetails.pulling(80, 24).press("q", "c")));
        Play stays = SomeDetails.pulling(80, 24).press("q", "esc");
        assertTrue(stays.take().stream().noneMatch(Effect.Quit.class::isInstance));
    }

    @Test
    void aTerminalThatIsGoneAsksNothing() {
        Play play = SomeDetails.pulling(80, 24).happen(new Event.ShutdownRequested());
        assertEquals(new Effect.Quit(true), last(play));
    }

    @Test
    void oneThatRunsIsShownAndCancelledWhereItRuns() {
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.RUNNING, 400));
        assertEquals(Stage.RUNNING, only(play).stage());
        assertEquals(0, ConfirmQuitDialog.running(play.state()).size(), "it does not end with this process");
        play.take();
        play.press("4", "d");
        assertEquals(List.of(new Effect.CancelBackground(ID)), play.take());
        play.happen(listed(Status.RUNNING, 500));
        assertEquals(Stage.CANCELLING, only(play).stage(), "it has not heard of it yet");
        play.happen(listed(Status.CANCELLED, 500));
        assertEquals(Stage.CANCELLED, only(play).stage());
    }

    @Test
    void whatItHadWhenItWasFirstSeenIsNoSpeed() {
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.RUNNING, 900));
        assertFalse(only(play).speed().current(Play.NOW) >= 1);
    }

    @Test
    void aWaitForTheRegistryIsTold() {
        Pause pause = new Pause(Play.NOW.plusSeconds(8), true);
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.RUNNING, 900, Optional.of(pause)));
        assertEquals(Optional.empty(), only(play).speed().waits(Play.NOW), "bytes come");
        assertEquals(Optional.of(pause), only(play).speed().waits(Play.NOW.plusSeconds(1)));
        assertEquals(Optional.empty(), only(play).speed().waits(Play.NOW.plusSeconds(8)));
    }

    @Test
    void anEndIsToldOnceAndForgottenWhenItIsCleared() {
        BackgroundTransfer failed = new BackgroundTransfer(ID, wish(), Play.NOW, Status.FAILED, List.of(),
                Optional.empty(), Optional.empty(), Optional.of(new Failure(Failure.Kind.DISK, "write", "/store",
                        "no space left on device", "Free some space.")));
        Play play = SomeDetails.withHistory(120, 40);
        int said = play.state().log().size();
        play.happen(new Event.BackgroundListed(List.of(failed))).happen(new Event.BackgroundListed(List.of(failed)));
        assertEquals(said + 1, play.state().log().size());
        assertEquals(Stage.FAILED, only(play).stage());
        play.take();
        play.press("4", "c");
        assertEquals(List.of(new Effect.DismissBackground(ID)), play.take());
        assertEquals(List.of(), play.state().transfers().all());
    }

    @Test
    void oneWhoseProcessDiedIsResumedByThisOne() {
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.INTERRUPTED, 400));
        assertEquals(Stage.INTERRUPTED, only(play).stage());
        play.take();
        play.press("4", "r");
        long transfer = play.one(Effect.StartPull.class).transfer();
        assertFalse(only(play).inBackground());
        play.happen(listed(Status.INTERRUPTED, 400));
        assertEquals(Stage.RESOLVING, only(play).stage(), "what the other left is no line of its own");
        play.take();
        play.happen(new Event.TransferDone(transfer, pulled()));
        assertTrue(play.take().contains(new Effect.DismissBackground(ID)), "nothing is left to resume");
    }

    @Test
    void oneThatFailsHereTooIsStillThereForTheNextScreen() {
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.INTERRUPTED, 400)).press("4", "r");
        play.happen(new Event.TransferFailed(play.one(Effect.StartPull.class).transfer(), REFUSED));
        assertEquals(List.of(), forgotten(play));
        assertEquals(List.of(), play.state().transfers().settled());
        play.press("r");
        long again = play.one(Effect.StartPull.class).transfer();
        play.happen(new Event.TransferCancelled(again));
        assertEquals(List.of(ID), play.state().transfers().settled(), "a person gave it up");
        play.press("c");
        assertEquals(List.of(new Effect.DismissBackground(ID)), forgotten(play));
    }

    @Test
    void onlyWhatIsDoneOrCancelledIsPutAwayWhenItWasSeen() {
        for (Status status : Status.values()) {
            Optional<Failure> why = status == Status.FAILED ? Optional.of(REFUSED) : Optional.empty();
            Play play = SomeDetails.withHistory(120, 40).happen(new Event.BackgroundListed(List.of(
                    new BackgroundTransfer(ID, wish(), Play.NOW, status, List.of(), Optional.empty(), Optional.empty(),
                            why))));
            boolean over = status == Status.DONE || status == Status.CANCELLED;
            assertEquals(over ? List.of(ID) : List.of(), play.state().transfers().settled(), status.toString());
        }
    }

    private static List<Effect> forgotten(Play play) {
        return play.take().stream().filter(Effect.DismissBackground.class::isInstance).toList();
    }

    private static PullResult pulled() {
        ImageId image = SomeImages.list().get(0).id();
        return new PullResult(Reference.parse("nginx:1.28"), image.digest(), image, true, 1);
    }

    @Test
    void oneThatAnotherScreenClearedIsGoneHereToo() {
        Play play = SomeDetails.withHistory(120, 40).happen(listed(Status.RUNNING, 400))
                .happen(new Event.BackgroundListed(List.of()));
        assertEquals(List.of(), play.state().transfers().all());
    }

    @Test
    void whatCannotGoOnAloneIsNoReasonToOfferIt() {
        Play play = SomeDetails.withHistory(80, 24).press("L").press("/", "x").press("enter");
        Job load = play.one(Effect.StartJob.class).job();
        long id = play.state().transfers().all().get(0).id();
        assertEquals(List.of(load), ConfirmQuitDialog.running(play.state()));
        assertTrue(ConfirmQuitDialog.of(play.state()).keeps());
        play.happen(new Event.TransferBound(id));
        assertFalse(ConfirmQuitDialog.of(play.state()).keeps());
    }

    @Test
    void onAnEngineACopyIntoTheStoreGoesOnAndNothingElse() {
        Play play = SomeDetails.withHistory(80, 24).happen(new Event.BackendOpened(SomeImages.ENGINE))
                .press("L").press("/", "x").press("enter");
        assertFalse(ConfirmQuitDialog.of(play.state()).keeps());
        assertFalse(copyTo("engine+tcp://h:1/").outlives(false));
        assertFalse(copyTo("docker://h/a:1").outlives(false));
        assertTrue(copyTo("store://").outlives(false));
        assertTrue(copyTo("engine+tcp://h:1/").outlives(true));
    }

    private static Job copyTo(String place) {
        return new Job.Copy(new CopyRequest(CopyPlace.parse("a:1"), CopyPlace.parse(place), Optional.empty(), false),
                "a:1", place);
    }

    @Test
    void aBuildShowsWhatItSaidElsewhereAndWhyItFailed() {
        BackgroundWish build = new BackgroundWish.Build(Path.of("/srv/app"), Optional.empty(), List.of());
        Play play = SomeDetails.withHistory(120, 40).happen(new Event.BackgroundListed(
                List.of(built(build, Status.RUNNING, Optional.empty())), Map.of(ID, List.of(
                        new BuildEvent.Step(1, 2, "FROM a"), new BuildEvent.Step(2, 2, "RUN make"),
                        new BuildEvent.Output("so ", false)))));
        play.happen(new Event.BackgroundListed(List.of(built(build, Status.FAILED,
                Optional.of(new Failure(Failure.Kind.INVALID, "build", "", "make ended with 2", "")))),
                Map.of(ID, List.of(new BuildEvent.Output("far", true)))));
        BuildLog log = only(play).output();
        assertEquals(List.of("FROM a", "RUN make"), log.steps().stream().map(BuildLog.Step::instruction).toList());
        assertEquals(2, log.steps().get(1).text().count(), "what it wrote, in one line, and why it failed");
    }

    private static BackgroundTransfer built(BackgroundWish build, Status status, Optional<Failure> failure) {
        return new BackgroundTransfer(ID, build, Play.NOW, status, List.of(), Optional.empty(), Optional.empty(), failure);
    }

    private static Transfer only(Play play) {
        List<Transfer> all = play.state().transfers().all();
        assertEquals(1, all.size());
        return all.get(0);
    }

    private static Effect last(Play play) {
        List<Effect> effects = play.take();
        return effects.get(effects.size() - 1);
    }

    private static Event listed(Status status, long done) {
        return listed(status, done, Optional.empty());
    }

    private static Event listed(Status status, long done, Optional<Pause> pause) {
        return new Event.BackgroundListed(List.of(new BackgroundTransfer(ID, wish(), Play.NOW, status,
                List.of(new LayerProgress("aaaaaaaaaaaa", Phase.DOWNLOADING, done, 1000)), pause, Optional.empty(),
                Optional.empty())));
    }

    private static BackgroundWish wish() {
        return new BackgroundWish.Pull(PullRequest.of(Reference.parse("nginx:1.28")));
    }
}
