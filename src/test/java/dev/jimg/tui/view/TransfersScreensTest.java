package dev.jimg.tui.view;

import dev.jimg.oci.Reference;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.term.Glyphs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransfersScreensTest {

    @Test
    void empty() {
        Golden.expect("transfers/empty", PullScenes.on(80, 24).press("4").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void running(int columns, int rows) {
        Golden.expect("transfers/running", pulling(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40", "200,60"})
    void mixed(int columns, int rows) {
        Golden.expect("transfers/mixed", PullScenes.on(columns, rows).mixed().press("+", "+").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void stalled(int columns, int rows) {
        Golden.expect("transfers/stalled", silent(pulling(columns, rows), 6).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void stalledInChinese(int columns, int rows) {
        Golden.expect("transfers/stalled-zh", silent(pulling(columns, rows).press("enter"), 48).state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void theRegistryDoesNotSayWhatTheNameStandsFor() {
        PullScenes scenes = PullScenes.on(80, 24);
        scenes.pull("nginx:1.28");
        Golden.expect("transfers/resolving-silent", silent(scenes, 12).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void theRegistryIsWaitedFor(int columns, int rows) {
        Golden.expect("transfers/waiting", waiting(columns, rows, false).state());
    }

    @Test
    void theRegistryIsWaitedForInChinese() {
        Golden.expect("transfers/waiting-zh", waiting(80, 24, false).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void theRegistryAsksToWait() {
        Golden.expect("transfers/waiting-asked", waiting(80, 24, true).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    private static PullScenes waiting(int columns, int rows, boolean asked) {
        PullScenes scenes = pulling(columns, rows);
        long id = scenes.state().transfers().all().get(0).id();
        scenes.play().happen(new Event.TransferMoved(id, new TransferEvent.Waiting(Duration.ofSeconds(8), asked)));
        return silent(scenes, 2);
    }

    private static PullScenes silent(PullScenes scenes, int seconds) {
        scenes.play().at(scenes.state().now().plusSeconds(seconds)).happen(new Event.Ticked());
        return scenes;
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void verifyingTheLastLayer(int columns, int rows) {
        Golden.expect("transfers/verifying", PullScenes.on(columns, rows).verifying("nginx:1.28").state());
    }

    @Test
    void verifyingInChinese() {
        Golden.expect("transfers/verifying-zh", PullScenes.on(80, 24).verifying("nginx:1.28").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void finished() {
        PullScenes scenes = PullScenes.on(120, 40);
        scenes.done(scenes.running("nginx:1.28"), "nginx:1.28", true);
        Golden.expect("transfers/finished", scenes.state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void interruptedWithoutAScreen(int columns, int rows) {
        Golden.expect("transfers/interrupted", interrupted(columns, rows).state());
    }

    @Test
    void interruptedInChinese() {
        Golden.expect("transfers/interrupted-zh", interrupted(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    private static PullScenes interrupted(int columns, int rows) {
        PullScenes scenes = PullScenes.on(columns, rows);
        BackgroundWish wish = new BackgroundWish.Pull(PullRequest.of(Reference.parse("nginx:1.28")));
        scenes.play().happen(new Event.BackgroundListed(List.of(new BackgroundTransfer("0".repeat(32), wish,
                scenes.state().now(), BackgroundTransfer.Status.INTERRUPTED, List.of(new LayerProgress("a0a0a0a0a0a0",
                        Phase.DOWNLOADING, 31_000_000, 62_000_000)), Optional.empty(), Optional.empty(),
                Optional.empty()))));
        scenes.press("4");
        return scenes;
    }

    @Test
    void aPushWaitsForTheOtherSide() {
        Golden.expect("transfers/push-waiting", sent().state());
    }

    /** What was sent is kept by the other side, or not: that is not known here. */
    @Test
    void aCancelledPushKeepsNothing() {
        Play play = sent();
        long id = play.state().transfers().all().get(0).id();
        Golden.expect("transfers/push-cancelled", play.press("d").happen(new Event.TransferCancelled(id)).state());
    }

    @Test
    void aPushToWhoDoesNotAnswer() {
        Play play = sent();
        Golden.expect("transfers/push-silent",
                play.at(play.state().now().plusSeconds(20)).happen(new Event.Ticked()).state());
    }

    private static Play sent() {
        Play play = SomeDetails.pushing(80, 24).press("4");
        return play.happen(new Event.TransferMoved(play.state().transfers().all().get(0).id(),
                new TransferEvent.Resolved(Optional.empty(), List.of(PullSamples.layer(1, Phase.UPLOADING, 100, 100)))));
    }

    @Test
    void unfocused() {
        Golden.expect("transfers/unfocused", pulling(120, 40).press("1").state());
    }

    @Test
    void inChinese() {
        Golden.expect("transfers/mixed-zh", PullScenes.on(120, 40).mixed().press("+", "+").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void eachStateHasItsOwnSignInAscii() {
        Golden.expect("transfers/mixed-ascii", PullScenes.on(80, 24).mixed().press("+", "+").state(), Golden.ENGLISH,
                Glyphs.ASCII);
    }

    @Test
    void inAscii() {
        Golden.expect("transfers/running-ascii", pulling(80, 24).press("+", "+").state(), Golden.ENGLISH,
                Glyphs.ASCII);
    }

    private static PullScenes pulling(int columns, int rows) {
        PullScenes scenes = PullScenes.on(columns, rows);
        scenes.running("nginx:1.28");
        return scenes;
    }
}
