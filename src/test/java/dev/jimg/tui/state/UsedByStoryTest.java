package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The containers of an image, and what is done to them from there. */
class UsedByStoryTest {

    private final Play play = SomeImages.shown(120, 40, SomeImages.list());

    private UsedByTab tab() {
        return play.state().detail().usedBy();
    }

    private Play containers() {
        return SomeContainers.shown(play, SomeContainers.list());
    }

    @Test
    void asksForTheContainersOfTheImageUnderTheCursor() {
        play.press("u");
        assertEquals(SomeImages.list().get(0).id().toString(), play.one(Effect.ListContainers.class).image());
        assertEquals(Pane.DETAIL, play.state().focus());
        assertEquals(DetailTab.USED_BY, play.state().detail().tab());
    }

    @Test
    void stopsARunningContainerAtOnceAndSaysSo() {
        containers().press("s");
        Effect.ChangeContainer stop = play.one(Effect.ChangeContainer.class);
        assertEquals(ContainerChange.STOP, stop.change());
        assertEquals(Text.of("container.stop", "web-1"), play.state().notice().orElseThrow().text());
        play.happen(new Event.ContainerChanged(stop.change(), stop.name()));
        assertEquals(Text.of("container.stop-done", "web-1"), play.state().notice().orElseThrow().text());
        List<Effect> asked = play.take();
        assertTrue(asked.stream().anyMatch(Effect.ListContainers.class::isInstance), asked::toString);
        assertTrue(asked.stream().anyMatch(Effect.ListImages.class::isInstance), asked::toString);
    }

    @Test
    void cannotStopWhatDoesNotRun() {
        containers().press("j", "j", "s");
        assertEquals(List.of(), play.take());
        assertEquals(Text.of("disabled.not-running-container"), play.state().notice().orElseThrow().text());
    }

    @Test
    void asksBeforeItRemovesAndForcesOnlyWhatRuns() {
        containers().press("d", "d", "enter");
        assertEquals(1, play.state().dialogs().size(), "it runs, so d is no answer");
        play.press("f");
        assertEquals(ContainerChange.FORCE_REMOVE, play.one(Effect.ChangeContainer.class).change());
        play.press("G", "d", "f");
        assertEquals(1, play.state().dialogs().size(), "it does not run, so there is nothing to force");
        play.press("d");
        assertEquals(ContainerChange.REMOVE, play.one(Effect.ChangeContainer.class).change());
    }

    @Test
    void keepsTheContainerOnEscape() {
        containers().press("X", "esc", "d", "esc");
        assertEquals(List.of(), play.take());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void opensAShellInARunningContainer() {
        containers().press("!");
        assertEquals("web-1", play.one(Effect.Shell.class).name());
    }

    @Test
    void asksAgainWhenSomethingChangedOutsideAndKeepsTheCursorOnItsContainer() {
        containers().press("j");
        play.take();
        play.happen(new Event.ImagesChanged());
        ContainerSummary fresh = SomeContainers.container("api-1", "running", "Up 1 second", "api", "");
        SomeContainers.answer(play, List.of(fresh, SomeContainers.list().get(0), SomeContainers.list().get(1)));
        assertEquals("web-canary", UsedByTab.name(tab().selected().orElseThrow()));
    }

    @Test
    void asksOnceMoreForChangesThatCameWhileItAsked() {
        play.press("u");
        long first = play.one(Effect.ListContainers.class).request();
        play.happen(new Event.ImagesChanged()).happen(new Event.ImagesChanged());
        assertTrue(play.take().stream().noneMatch(Effect.ListContainers.class::isInstance), "one question at a time");
        play.happen(new Event.ContainersListed(first, List.of()));
        SomeContainers.answer(play, SomeContainers.list());
        assertEquals(3, tab().shown().size());
    }

    @Test
    void asksNothingWhileItIsOutOfSight() {
        containers().press("[", "[");
        play.take();
        play.happen(new Event.ImagesChanged());
        assertTrue(play.take().stream().noneMatch(Effect.ListContainers.class::isInstance));
        play.press("]", "]");
        play.one(Effect.ListContainers.class);
    }

    @Test
    void readsALogUntilItIsLeft() {
        containers().press("enter");
        Effect.ReadLog read = play.one(Effect.ReadLog.class);
        play.happen(new Event.LogGrew(read.request(), "one\ntw")).happen(new Event.LogGrew(read.request(), "o\n"));
        assertEquals(List.of("one", "two"), tab().log().orElseThrow().text().lines());
        play.press("esc");
        assertEquals(read.request(), play.one(Effect.Forget.class).request());
        assertEquals(Optional.empty(), tab().log());
        assertEquals(Pane.DETAIL, play.state().focus());
        play.happen(new Event.LogGrew(read.request(), "late\n"));
        assertEquals(Optional.empty(), tab().log());
    }

    @Test
    void holdsTheLogStillWhileOneReadsInIt() {
        containers().press("o");
        long read = play.one(Effect.ReadLog.class).request();
        for (int i = 0; i < 100; i++) {
            play.happen(new Event.LogGrew(read, "line " + i + "\n"));
        }
        play.press("g").happen(new Event.LogGrew(read, "more\n"));
        assertEquals(0, tab().log().orElseThrow().text().first(10));
        play.press("f");
        assertTrue(tab().log().orElseThrow().text().follow());
        play.press("k");
        assertTrue(!tab().log().orElseThrow().text().follow());
        play.press("G");
        assertTrue(tab().log().orElseThrow().text().follow());
    }

    @Test
    void saysWhyALogBrokeOff() {
        containers().press("o");
        long read = play.one(Effect.ReadLog.class).request();
        Failure gone = new Failure(Failure.Kind.UNREACHABLE, "read the log", "web-1", "the engine went away", "");
        play.happen(new Event.RequestFailed(read, gone));
        assertEquals(gone, tab().log().orElseThrow().failure().orElseThrow());
        play.press("esc", "esc");
        assertTrue(play.take().stream().noneMatch(Effect.Forget.class::isInstance), "there is nothing left to forget");
    }

    @Test
    void letsGoOfTheLogWhenAnotherImageIsSelected() {
        containers().press("o");
        long read = play.one(Effect.ReadLog.class).request();
        play.press("1", "j");
        List<Effect> effects = play.take();
        assertTrue(effects.contains(new Effect.Forget(read)), effects::toString);
        assertEquals(Optional.empty(), tab().log());
    }
}
