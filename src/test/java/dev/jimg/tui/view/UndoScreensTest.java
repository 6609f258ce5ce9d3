package dev.jimg.tui.view;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalPlan.Target;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.SystemUsage;
import dev.jimg.service.Undoable;
import dev.jimg.tui.state.Effect.ListUndo;
import dev.jimg.tui.state.Effect.PlanPrune;
import dev.jimg.tui.state.Effect.ReadTrash;
import dev.jimg.tui.state.Effect.ReadUsage;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomePlans;
import dev.jimg.tui.state.SomeUndo;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be taken back, and what dialogs say of it. */
class UndoScreensTest {

    private static Play list(int columns, int rows) {
        return SomeImages.shown(columns, rows, SomeImages.list());
    }

    private static Play choice(int columns, int rows, List<Undoable> changes) {
        Play play = list(columns, rows).press("Z");
        return play.happen(new Event.UndoListed(play.one(ListUndo.class).request(), changes));
    }

    private static Play removal(int columns, int rows) {
        Play play = list(columns, rows).press("space", "space", "d");
        List<Target> targets = List.of(SomePlans.target("nginx:1.27", Effect.DELETE, 192_000_000, 2),
                SomePlans.target("python:3.12", Effect.UNTAG, 1_020_000_000, 0));
        return SomePlans.answer(play, new RemovalPlan(targets, 904_000_000, 1_900_000_000L, true));
    }

    private static Play prune(int columns, int rows) {
        Play play = list(columns, rows).press("b");
        for (var effect : play.take()) {
            if (effect instanceof PlanPrune plan) {
                play.happen(new Event.PrunePlanned(plan.request(), plan.what().all()
                        ? new PrunePlan(plan.what(), SomeImages.list().subList(1, 7), 2_312_000_000L, 12_000_000, 0,
                                2_300_000_000L)
                        : new PrunePlan(plan.what(), SomeImages.list().subList(4, 5), 880_000_000, 0, 0, 880_000_000)));
            } else if (effect instanceof ReadTrash trash) {
                play.happen(new Event.TrashRead(trash.request(), 1_200_000_000L));
            }
        }
        return play;
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsWhatCanBeTakenBack(int columns, int rows) {
        Golden.expect("undo/choice", choice(columns, rows, SomeUndo.changes()).press("down").state());
    }

    @Test
    void showsItInChinese() {
        Golden.expect("undo/choice-zh", choice(80, 24, SomeUndo.changes()).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void showsItInAscii() {
        Golden.expect("undo/choice-ascii", choice(80, 24, SomeUndo.changes()).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysThatThereIsNothing(int columns, int rows) {
        Golden.expect("undo/none", choice(columns, rows, List.of()).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void asksBeforeManyThingsComeBack(int columns, int rows) {
        Golden.expect("undo/ask",
                list(columns, rows).happen(new Event.UndoFound(SomeUndo.changes().subList(3, 4))).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void aRemovalSaysThatItCanBeUndone(int columns, int rows) {
        Golden.expect("undo/remove", removal(columns, rows).state());
    }

    @Test
    void aRemovalSaysItInChinese() {
        Golden.expect("undo/remove-zh", removal(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void thePruneMenuEmptiesTheTrash(int columns, int rows) {
        Golden.expect("undo/prune", prune(columns, rows).state());
    }

    @Test
    void thePruneMenuSaysItInChinese() {
        Golden.expect("undo/prune-zh", prune(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void theStatusBarSaysHowToUndo(int columns, int rows) {
        RemovalResult removed = SomePlans.removed(SomeImages.list().get(0));
        Golden.expect("undo/removed", list(columns, rows).happen(new Event.Removed(
                new RemovalResult(removed.steps(), List.of(), 0, 904_000_000, true), 1)).state());
    }

    @Test
    void diskUseCountsTheTrash() {
        Play play = list(80, 24).press(":").type("df").press("enter");
        Golden.expect("undo/df", play.happen(new Event.UsageRead(play.one(ReadUsage.class).request(),
                new SystemUsage(1_900_000_000L, List.of(), List.of(), List.of(), List.of(), List.of(),
                        new SystemUsage.Trash(2, 1_200_000_000L)))).state());
    }
}
