package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullResult;
import dev.jimg.service.UpdateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking for updates, from the question to who still runs the old image. */
class UpdatesStoryTest {

    private static List<String> marked(Play play) {
        return play.state().images().rows().stream().filter(play.state().radar()::marks).map(ImageRow::name)
                .sorted().toList();
    }

    private static String said(Play play) {
        return play.state().notice().map(notice -> notice.text().key()).orElse("");
    }

    @Test
    void asksNobodyUntilAPersonWantsIt() {
        Play play = Play.on(80, 24).happen(new Event.BackendOpened(SomeImages.STORE));
        List<Effect> effects = play.take();
        assertTrue(effects.stream().anyMatch(Effect.LoadUpdates.class::isInstance));
        assertFalse(effects.stream().anyMatch(Effect.CheckUpdates.class::isInstance));
    }

    @Test
    void marksWhatMovedWhileItIsHeard() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("U");
        long request = play.one(Effect.CheckUpdates.class).request();
        UpdateStatus nginx = SomeUpdates.list().get(0);
        play.happen(new Event.UpdateHeard(request, nginx, 1, 8));
        assertEquals(List.of("nginx:1.27"), marked(play));
        assertEquals(new Radar.Check(request, 1, 8, true), play.state().radar().check().orElseThrow());
        play.happen(new Event.UpdatesKnown(request, SomeUpdates.list(), true));
        assertEquals(List.of("nginx:1.27", "python:3.12"), marked(play));
        assertEquals(Optional.empty(), play.state().radar().check());
        assertEquals("updates.moved-unchecked-one", said(play));
        assertEquals(4, play.state().radar().listed().size());
    }

    @Test
    void showsWhatIsKnownWithoutAskingAgain() {
        Play play = SomeUpdates.asked(80, 24).press("U");
        assertEquals(List.of(), play.take());
        play.press("r");
        play.one(Effect.CheckUpdates.class);
        play.press("r");
        assertEquals(List.of(), play.take());
    }

    @Test
    void escStopsACheckAndKeepsWhatItHeard() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("U");
        long request = play.one(Effect.CheckUpdates.class).request();
        play.happen(new Event.UpdateHeard(request, SomeUpdates.list().get(0), 1, 8)).press("esc");
        assertTrue(play.state().radar().check().isPresent(), "closing the list does not stop it");
        play.press("esc");
        assertEquals(request, play.one(Effect.Forget.class).request());
        assertEquals("updates.stopped", said(play));
        play.happen(new Event.UpdatesKnown(request, SomeUpdates.list(), true));
        assertEquals(List.of("nginx:1.27"), marked(play), "an answer that came too late is not heard");
    }

    @Test
    void pullsTheMarkedOnes() {
        Play play = SomeUpdates.asked(80, 24).press("U", "*", "enter");
        assertEquals(Optional.empty(), play.state().dialog());
        assertEquals(List.of("nginx:1.27", "python:3.12"), pulls(play));
        play.press("U", "j", "space", "enter");
        assertEquals(List.of(), pulls(play), "they are being pulled already");
    }

    @Test
    void pullsTheOneUnderTheCursorAndNothingThatDidNotMove() {
        Play play = SomeUpdates.asked(80, 24).press("U", "j", "enter");
        assertEquals(List.of("python:3.12"), pulls(play));
        play.press("U", "G", "enter");
        assertEquals(List.of(), pulls(play));
        assertEquals("updates.nothing-chosen", said(play));
    }

    private static List<String> pulls(Play play) {
        return play.take().stream().filter(Effect.StartPull.class::isInstance).map(Effect.StartPull.class::cast)
                .map(pull -> pull.what().reference().familiar()).toList();
    }

    @Test
    void tellsWhoStillRunsTheOldImageAfterAPull() {
        Play play = SomeUpdates.asked(80, 24).press("U", "enter");
        long transfer = play.one(Effect.StartPull.class).transfer();
        ImageSummary old = SomeImages.list().get(0);
        ImageId fresh = SomeImages.image("nginx anew", SomeImages.days(1), 1, 0).id();
        Reference name = Reference.parse("nginx:1.27");
        play.happen(new Event.TransferDone(transfer, new PullResult(name, fresh.digest(), fresh, true, 1)));
        Effect.FindRunning find = play.one(Effect.FindRunning.class);
        assertEquals(old.id(), find.image());
        play.happen(new Event.StillRunning(find.request(), find.name(), List.of("web-1", "web-2")));
        assertEquals(List.of(2, "nginx:1.27", "web-1, web-2"), play.state().notice().orElseThrow().text().arguments());
        assertEquals("updates.still-run", said(play));
    }

    @Test
    void theMarkGoesWhenTheNameStandsForAnotherImage() {
        Play play = SomeUpdates.asked(80, 24);
        List<ImageSummary> images = new ArrayList<>(SomeImages.list());
        images.set(0, SomeImages.image("nginx anew", SomeImages.days(1), 192_000_000, 0, "nginx:1.27"));
        play.press("R");
        SomeImages.relisted(play, images);
        assertEquals(List.of("python:3.12"), marked(play));
        assertEquals(1, play.state().radar().count(UpdateStatus.State.MOVED));
    }

    @Test
    void aCheckThatFailsSaysWhy() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("U");
        long request = play.one(Effect.CheckUpdates.class).request();
        play.happen(new Event.RequestFailed(request, new Failure(Failure.Kind.UNREACHABLE, "list images", "",
                "nobody listens", "")));
        assertTrue(play.state().notice().orElseThrow().failure().isPresent());
        assertEquals(Optional.empty(), play.state().radar().check());
    }

    private static Play answered(List<UpdateStatus> statuses) {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("U");
        long request = play.one(Effect.CheckUpdates.class).request();
        return play.happen(new Event.UpdatesKnown(request, statuses, true));
    }

    private static List<UpdateStatus> in(UpdateStatus.State... states) {
        return SomeUpdates.list().stream().filter(status -> List.of(states).contains(status.state())).toList();
    }

    @Test
    void whatCouldNotBeCheckedIsNoSuccess() {
        Notice none = answered(in(UpdateStatus.State.UNKNOWN, UpdateStatus.State.CURRENT)).state().notice().orElseThrow();
        assertEquals(Text.of("updates.unchecked-one", 1), none.text());
        assertEquals(Notice.Severity.ERROR, none.severity());
        assertTrue(none.failure().isPresent(), "the log tells why");
        Notice some = answered(SomeUpdates.list()).state().notice().orElseThrow();
        assertEquals(Text.of("updates.moved-unchecked-one", 1, 2), some.text());
        assertEquals(Notice.Severity.ERROR, some.severity());
        Notice all = answered(in(UpdateStatus.State.MOVED, UpdateStatus.State.CURRENT)).state().notice().orElseThrow();
        assertEquals(Text.of("updates.moved", 2), all.text());
        assertEquals(Notice.Severity.DONE, all.severity());
    }

    @Test
    void whatNobodyAskedForSaysNothingOfWhatCouldNotBeChecked() {
        Play play = everySixHours(SomeImages.shown(80, 24, SomeImages.list()));
        play.happen(new Event.UpdatesKnown(0, List.of(), false));
        long request = play.one(Effect.CheckUpdates.class).request();
        play.happen(new Event.UpdatesKnown(request, in(UpdateStatus.State.UNKNOWN), true));
        assertEquals("", said(play));
    }

    @Test
    void anotherPlaceHasOtherNames() {
        Play play = SomeUpdates.asked(80, 24).happen(new Event.BackendSwitched(SomeImages.ENGINE));
        assertEquals(Radar.EMPTY, play.state().radar());
        play.one(Effect.LoadUpdates.class);
    }

    private static Play everySixHours(Play play) {
        Preferences usual = Preferences.DEFAULT;
        return play.happen(new Event.SettingsRead(new Preferences(usual.bindings(), usual.columns(), usual.order(),
                false, List.of(), usual.quitting(), 6), true, Optional.empty()));
    }

    private static boolean asks(Play play) {
        return play.take().stream().anyMatch(Effect.CheckUpdates.class::isInstance);
    }

    @Test
    void asksByItselfWhereTheSettingsWantThat() {
        Play play = everySixHours(SomeImages.shown(80, 24, SomeImages.list()));
        assertFalse(asks(play), "not before it is known when it was asked last");
        play.happen(new Event.UpdatesKnown(0, SomeUpdates.list(), false));
        assertFalse(asks(play), "it was asked ten minutes ago");
        Instant due = Play.NOW.plus(Duration.ofHours(6));
        assertEquals(Optional.of(due), play.state().nextCheck());
        play.at(due.minusSeconds(1)).happen(new Event.Ticked());
        assertFalse(asks(play));
        play.at(due).happen(new Event.Ticked());
        long request = play.one(Effect.CheckUpdates.class).request();
        assertEquals(Optional.empty(), play.state().nextCheck());
        play.happen(new Event.RequestFailed(request, new Failure(Failure.Kind.UNREACHABLE, "list images", "", "x", "")));
        assertEquals(Optional.of(due.plus(Duration.ofHours(6))), play.state().nextCheck(), "not at once again");
    }

    @Test
    void asksAtOnceWhereNobodyEverHas() {
        Play play = everySixHours(SomeImages.shown(80, 24, SomeImages.list()));
        play.happen(new Event.UpdatesKnown(0, List.of(), false));
        long request = play.one(Effect.CheckUpdates.class).request();
        play.happen(new Event.UpdatesKnown(request, SomeUpdates.list().subList(2, 3), true));
        assertEquals("", said(play), "nobody asked, and nothing moved");
    }

    @Test
    void theListCanBeSortedByWhatMoved() {
        Play play = SomeUpdates.asked(80, 24).press(":").type("sort update").press("enter");
        assertEquals(List.of("nginx:1.27", "python:3.12", "team/broken:nightly-2025-10-18-rc1",
                "registry.example.com:5000/team/backend/api:2.3.1", "python:3.12-slim"),
                play.state().images().shown().stream().map(ImageRow::name).limit(5).toList());
        play.press(":").type("sort update").press("enter");
        assertEquals("python:3.12", play.state().images().shown().get(8).name(), "the other way round");
    }

    @Test
    void aFilterKeepsWhatMoved() {
        Play play = SomeUpdates.asked(80, 24).press("/").type("is:newer").press("enter");
        assertEquals(List.of("nginx:1.27", "python:3.12"),
                play.state().images().shown().stream().map(ImageRow::name).toList());
        play.press("/", "ctrl+u").type("!is:newer py").press("enter");
        assertEquals(List.of("python:3.12-slim", "python:3.12.7-bookworm"),
                play.state().images().shown().stream().map(ImageRow::name).toList());
    }
}
