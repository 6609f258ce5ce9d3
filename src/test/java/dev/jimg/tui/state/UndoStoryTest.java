package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.Undoable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking back what was removed or tagged. */
class UndoStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private Text notice() {
        return play.state().notice().orElseThrow().text();
    }

    @Test
    void takesTheNewestBackAtOnceAndSaysWhat() {
        play.press("z").one(Effect.FindUndo.class);
        List<Undoable> changes = SomeUndo.changes();
        play.happen(new Event.UndoFound(changes));
        assertEquals(Text.of("undo.working", Text.count("undo.remove", 1, "nginx:1.27")), notice());
        assertEquals(changes.get(0), play.one(Effect.TakeBack.class).change());
        play.happen(new Event.TakenBack(changes.get(0)));
        assertEquals(Text.of("undo.done", Text.count("undo.remove", 1, "nginx:1.27")), notice());
        play.one(Effect.ListImages.class);
    }

    @Test
    void asksBeforeItTakesManyThingsBack() {
        Undoable prune = SomeUndo.changes().get(3);
        play.happen(new Event.UndoFound(List.of(prune)));
        assertEquals(List.of(), play.take());
        play.press("enter");
        assertEquals(List.of(), play.take(), "Enter does nothing");
        play.press("z");
        assertEquals(prune, play.one(Effect.TakeBack.class).change());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void saysHowManyNamesAreTakenAwayAtOnce() {
        Undoable tags = new Undoable("9", SomeUndo.changes().get(0).at(), Undoable.Operation.TAG,
                List.of("mine/a:1", "mine/b:1"), 0, 0);
        play.happen(new Event.UndoFound(List.of(tags)));
        assertEquals(Text.of("undo.working", Text.count("undo.tag", 2, "mine/a:1")), notice());
    }

    @Test
    void saysThatThereIsNothing() {
        play.happen(new Event.UndoFound(List.of()));
        assertEquals(Text.of("undo.nothing"), notice());
    }

    @Test
    void offersAChoice() {
        long request = play.press("Z").one(Effect.ListUndo.class).request();
        play.press("enter");
        assertEquals(List.of(), play.take());
        play.happen(new Event.UndoListed(request, SomeUndo.changes())).press("j", "enter");
        assertEquals(SomeUndo.changes().get(1), play.one(Effect.TakeBack.class).change());
        assertEquals(List.of(), play.state().dialogs());
        play.press(":").type("undo").press("enter");
        play.one(Effect.ListUndo.class);
    }

    @Test
    void aRemovalSaysHowToUndoItAndWhenItsRoomIsFree() {
        RemovalResult removed = SomePlans.removed(SomeImages.list().get(0));
        play.happen(new Event.Removed(new RemovalResult(removed.steps(), List.of(), 0, 904_000_000, true), 1));
        assertEquals(Text.count("remove.done-kept", 1, new ByteCount(904_000_000), 24), notice());
        play.happen(new Event.Removed(new RemovalResult(removed.steps().subList(0, 1), List.of(), 0, 0, true), 0));
        assertEquals(Text.of("undo.hint", Text.count("remove.untagged", 1, "nginx:1.27")), notice());
        play.happen(new Event.Tagged("nginx:1.27", Reference.parse("mine:1")));
        assertEquals(Text.of("undo.hint", Text.of("tag.done", "nginx:1.27", "mine:1")), notice());
    }

    @Test
    void emptiesTheTrashFromThePruneMenu() {
        play.press("b", "t");
        assertEquals(Text.of("prune.nothing"), notice());
        long request = play.take().stream().filter(Effect.ReadTrash.class::isInstance)
                .map(Effect.ReadTrash.class::cast).findFirst().orElseThrow().request();
        play.happen(new Event.TrashRead(request, 1_200_000_000L));
        assertTrue(play.state().dialog().orElseThrow().hints().stream().anyMatch(hint -> hint.key().equals("t")));
        play.press("t").one(Effect.EmptyTrash.class);
        play.happen(new Event.TrashEmptied(1_200_000_000L));
        assertEquals(Text.of("undo.emptied", new ByteCount(1_200_000_000L)), notice());
        play.press(":").type("empty-trash").press("enter").one(Effect.EmptyTrash.class);
    }
}
