package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ways out, and what belongs to no pane. */
class AppStoryTest {

    @Test
    void escGoesOutStepByStep() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "/").type("p").press("enter", "space", "+");
        assertEquals(1, play.state().emphasis());
        play.press("esc");
        assertEquals("", play.state().images().filter().text());
        play.press("esc");
        assertTrue(play.state().images().marks().isEmpty());
        play.press("esc");
        assertEquals(0, play.state().emphasis());
        play.press("3", "esc");
        assertEquals(Pane.IMAGES, play.state().focus());
    }

    @Test
    void escEndsASearchInTheJsonBeforeItLeaves() {
        Play play = SomeDetails.withJson(80, 24).press("/").type("env").press("enter", "esc");
        assertEquals(Pane.DETAIL, play.state().focus());
        assertEquals(Pane.IMAGES, play.press("esc").state().focus());
    }

    @Test
    void qGoesBackFromWhereEnterLed() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "enter", "q");
        assertEquals(Pane.IMAGES, play.state().focus());
        assertEquals(List.of(), play.take());
        play.press("q");
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
    }

    @Test
    void saysOfQWhatItDoes() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "enter");
        assertEquals("action.quit-detail", KeyMap.find(play.state(), "q").orElseThrow().label());
        assertEquals("action.quit", KeyMap.find(play.press("q").state(), "q").orElseThrow().label());
    }

    @Test
    void qQuitsWhereOnlyTheFocusWasMoved() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "enter", "1", "3", "q");
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
    }

    @Test
    void ctrlCQuitsLikeQ() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "ctrl+c");
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
    }

    @Test
    void ctrlCLeavesADialogAndALine() {
        Play play = SomeDetails.withHistory(80, 24).press("?", "ctrl+c", "1", "/", "x", "ctrl+c");
        assertTrue(play.state().dialogs().isEmpty());
        assertEquals("", play.state().images().filter().text());
        assertTrue(play.take().stream().noneMatch(Effect.Quit.class::isInstance));
    }

    @Test
    void asksBeforeTransfersAreBrokenOff() {
        Play play = SomeDetails.pulling(80, 24).press("q");
        assertInstanceOf(ConfirmQuitDialog.class, play.state().dialog().orElseThrow());
        assertEquals(2, ConfirmQuitDialog.running(play.state()).size());
        assertEquals(List.of(), play.take());
        play.press("enter");
        assertTrue(play.state().dialogs().isEmpty());
        play.press("q", "y");
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
    }

    @Test
    void ctrlCTwiceQuitsInAnyCase() {
        Play play = SomeDetails.pulling(80, 24).press("ctrl+c", "ctrl+c");
        assertInstanceOf(Effect.Quit.class, play.take().get(0));
    }

    @Test
    void theLogTellsTheWholeStoryOfAnError() {
        Play play = SomeDetails.withFailure(80, 24).press("@");
        LogDialog log = assertInstanceOf(LogDialog.class, play.state().dialog().orElseThrow());
        assertEquals(SomeDetails.CORRUPT, log.selected().orElseThrow().failure().orElseThrow());
        play.press("enter");
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void enterIsThePanesAlsoWhileAnErrorIsShown() {
        Play play = SomeDetails.withFailure(80, 24).press("enter");
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void theLogShowsTheLatestFirst() {
        AppState state = Play.on(80, 24).state().say(Notice.Severity.INFO, Text.of("a"))
                .say(Notice.Severity.INFO, Text.of("b"));
        LogDialog log = (LogDialog) Play.from(state).press("@").state().dialog().orElseThrow();
        assertEquals(List.of("b", "a"), log.entries().stream().map(notice -> notice.text().key()).toList());
    }

    @Test
    void repaintAndSuspendWorkInDialogs() {
        Play play = Play.on(80, 24).press(":", "ctrl+l", "ctrl+z");
        assertEquals(List.of(new Effect.Repaint(), new Effect.Suspend()), play.take());
    }

    @Test
    void anActionRunsFromItsMenuByCursorAndByKey() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "x", "j", "j", "j", "j", "enter");
        assertEquals(DetailTab.INSPECT, play.state().detail().tab());
        assertTrue(play.state().dialogs().isEmpty());
        play.press("1", "x", "*");
        assertEquals(4, play.state().images().chosen().size());
    }

    @Test
    void aMenuEntryThatCannotBeDoneSaysWhy() {
        Play play = Play.on(80, 24).press("x", "t");
        assertEquals("disabled.no-image", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void helpClosesByTheFirstQ() {
        Play play = Play.on(80, 24).press("?", "q");
        assertTrue(play.state().dialogs().isEmpty());
        assertEquals(List.of(), play.take());
    }

    @Test
    void everyKeyIsBoundOnceInItsContextButForEnterThatOpensTwoKindsAndForTheWayOut() {
        for (Context context : Context.values()) {
            List<String> keys = new ArrayList<>(KeyMap.all().stream().filter(b -> b.where() == context)
                    .flatMap(b -> b.keys().stream()).toList());
            if (context == Context.SEARCH || context == Context.TRANSFERS) {
                assertTrue(keys.remove("enter"));
            }
            if (context == Context.EVERYWHERE) {
                assertTrue(keys.removeAll(List.of("q", "ctrl+c")));
            }
            assertEquals(keys.size(), Set.copyOf(keys).size(), context::name);
        }
    }

    @Test
    void enterAsksForATermWhereThereIsNoResultToOpen() {
        Play play = Play.on(80, 24).press("2", "enter").type("nginx").press("enter");
        Effect.Search search = play.one(Effect.Search.class);
        play.happen(new Event.SearchDone(search.request(), PullSamples.hub())).press("enter");
        assertEquals("nginx", play.one(Effect.ListTags.class).repository().familiarName());
    }

    @Test
    void whereTheServiceCouldNotBeOpenedRefreshOpensItAgain() {
        Play play = Play.on(80, 24).happen(new Event.BackendFailed(PullSamples.NO_LOGIN)).press("R");
        assertEquals(List.of(new Effect.OpenService()), play.take());
        assertTrue(play.state().images().images().failure().isEmpty());
        play.happen(new Event.BackendOpened(SomeImages.STORE));
        assertEquals(1, play.take().stream().filter(Effect.ListImages.class::isInstance).count());
    }

    @Test
    void tellsForHowLongAnEngineHasNotAnswered() {
        Play play = Play.on(80, 24).happen(new Event.BackendOpened(SomeImages.ENGINE));
        long request = play.one(Effect.ListImages.class).request();
        play.at(Play.NOW.plusSeconds(4)).happen(new Event.Ticked());
        assertEquals(0, play.state().silence(), "that is not long yet");
        play.at(Play.NOW.plusSeconds(9)).press("R").happen(new Event.Ticked());
        assertEquals(9, play.state().silence(), "to ask again does not count as an answer");
        request = play.one(Effect.ListImages.class).request();
        play.happen(new Event.ImagesListed(request, List.of()));
        assertEquals(0, play.state().silence());
        assertTrue(play.state().askedAt().isEmpty(), "who owes nothing needs no timer");
    }

    @Test
    void noCtrlKeyIsTheOnlyOneButForTheTerminalsOwn() {
        List<Action> terminal = List.of(Action.REPAINT, Action.SUSPEND);
        for (Binding binding : KeyMap.all()) {
            assertTrue(terminal.contains(binding.action())
                    || binding.keys().stream().anyMatch(key -> !key.startsWith("ctrl+")), binding::toString);
        }
    }
}
