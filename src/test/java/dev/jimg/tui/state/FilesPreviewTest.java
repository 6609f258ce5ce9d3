package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The Files tab while an engine prepares the layers, and with a layer that cannot be read. */
class FilesPreviewTest {

    private static FilesTab tab(Play play) {
        return play.state().detail().files();
    }

    private static FilesModel model(Play play) {
        return tab(play).model().value().orElseThrow();
    }

    private static String selected(Play play) {
        return model(play).tree().path(tab(play).selected().orElseThrow());
    }

    private static Play at(Play play, String path) {
        for (int i = 0; i < 40 && !selected(play).equals(path); i++) {
            play.press("j");
        }
        assertEquals(path, selected(play));
        return play;
    }

    @Test
    void allLayersTogetherGrowUntilTheLayersOwnTreeTakesTheirPlace() {
        Play play = SomeFiles.preparing(120, 40);
        long request = play.one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10")));
        assertTrue(model(play).together());
        assertEquals(2, tab(play).rows().count());
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10", "usr/bin/bash 5"), 0));
        assertEquals(List.of("etc A", "  passwd A", "usr A", "  bin A", "    bash A"), SomeFiles.rows(play));
        at(play, "etc/passwd");
        SomeFiles.grow(play, request, 0, 2);
        assertFalse(model(play).together());
        assertEquals("etc/passwd", selected(play));
        assertTrue(SomeFiles.rows(play).contains("  passwd C"), SomeFiles.rows(play)::toString);
    }

    @Test
    void aLayerThatIsReadIsNotHiddenByAllTogether() {
        Play play = SomeFiles.growing(120, 40);
        play.happen(new Event.FilesGrew(tab(play).model().request(), SomeFiles.together(SomeFiles.layer("zoo 1"), 2)));
        assertFalse(play.take().stream().anyMatch(Effect.MergeParts.class::isInstance));
        assertFalse(model(play).together());
    }

    @Test
    void whoHasNotMovedSeesTheLayerAsItOpens() {
        Play play = SomeFiles.preview(120, 40);
        SomeFiles.grow(play, tab(play).model().request(), 2);
        assertTrue(SomeFiles.rows(play).contains("      model.bin A"), SomeFiles.rows(play)::toString);
        assertEquals(0, tab(play).cursor().index());
    }

    @Test
    void whatSomebodyClosedStaysClosedAsItGrows() {
        Play play = SomeFiles.preparing(120, 40);
        long request = play.one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10")));
        play.press("space");
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10", "usr/bin/bash 5")));
        assertEquals(List.of("etc A", "usr A"), SomeFiles.rows(play));
    }

    @Test
    void whatIsOpenDoesNotFoldAsItGrows() {
        Play play = SomeFiles.preparing(40, 10);
        long request = play.one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10")));
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10", "etc/hosts 1", "etc/group 1",
                "a/", "b/", "c/", "d/")));
        assertTrue(SomeFiles.rows(play).contains("  passwd A"), SomeFiles.rows(play)::toString);
    }

    @Test
    void whoCameBackToTheTopKeepsWhatIsOpenWhenTheLayerComes() {
        Play play = SomeFiles.preparing(120, 40);
        long request = play.one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10")));
        play.press("j", "k");
        SomeFiles.grow(play, request, 2);
        assertTrue(SomeFiles.rows(play).contains("  passwd A"), SomeFiles.rows(play)::toString);
        assertFalse(SomeFiles.rows(play).contains("  app A"), SomeFiles.rows(play)::toString);
    }

    @Test
    void itIsSaidOnceThatTheLayerItselfIsRead() {
        Play play = SomeFiles.preview(120, 40);
        assertTrue(play.state().notice().isEmpty());
        SomeFiles.grow(play, tab(play).model().request(), 2);
        assertEquals(Text.of("files.layer-came", 3), play.state().notice().orElseThrow().text());
        play.press("j");
        SomeFiles.grow(play, tab(play).model().request(), 1, 2);
        assertTrue(play.state().notice().isEmpty());
    }

    @Test
    void theLayerBelowIsOfferedOnceItIsRead() {
        Play play = SomeFiles.preview(120, 40);
        assertFalse(offered(play, Action.LAYER_BELOW));
        SomeFiles.grow(play, tab(play).model().request(), 1, 2);
        assertTrue(offered(play, Action.LAYER_BELOW));
    }

    private static boolean offered(Play play, Action action) {
        return KeyMap.available(play.state()).stream().anyMatch(binding -> binding.action() == action);
    }

    @Test
    void whatTellsLayersApartWaitsForThem() {
        Play play = SomeFiles.growing(120, 40).press("a", "esc");
        long request = play.press("enter").one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10")));
        assertEquals(2, tab(play).rows().count(), "also of who hides what is added");
        for (String key : List.of("t", "a", "r", "m")) {
            play.press(key);
            assertEquals("disabled.files-together", play.state().notice().orElseThrow().text().key());
        }
        play.press("<");
        assertEquals("disabled.files-below", play.state().notice().orElseThrow().text().key());
        play.press("w");
        assertEquals("disabled.files-coming", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void aFileIsViewedAsAllLayersTogetherShowIt() {
        Play play = at(SomeFiles.preview(120, 40), "etc/passwd").press("enter");
        Effect.ViewFile view = play.one(Effect.ViewFile.class);
        assertEquals(ImageFiles.TOGETHER, view.layer());
        assertEquals("etc/passwd", view.path());
    }

    @Test
    void aLayerBelowThatIsReadCanBeGoneToAndAllTogetherComeBack() {
        Play play = SomeFiles.preparing(120, 40);
        long request = play.one(Effect.ReadFiles.class).request();
        SomeFiles.grow(play, request, SomeFiles.together(SomeFiles.layer("etc/", "etc/passwd 10"), 1));
        play.press("<");
        merged(play);
        assertEquals(1, model(play).layer());
        assertFalse(model(play).together());
        play.press(">");
        merged(play);
        assertTrue(model(play).together());
    }

    private static void merged(Play play) {
        Effect.MergeParts merge = play.one(Effect.MergeParts.class);
        play.happen(new Event.FilesMerged(merge.request(), FilesModel.of(merge.parts())));
    }

    @Test
    void escLeavesNothingOfThePreview() {
        Play play = SomeFiles.preview(120, 40).press("esc");
        assertTrue(tab(play).model().value().isEmpty());
        play.one(Effect.Forget.class);
    }

    @Test
    void aLayerThatCannotBeReadHidesNoOther() {
        Play play = SomeFiles.unreadable(120, 40, 1);
        assertEquals(2, model(play).layer());
        assertTrue(SomeFiles.rows(play).contains("    main.py A"), SomeFiles.rows(play)::toString);
        assertTrue(play.state().notice().isPresent(), "it is told");
        play.press("w");
        assertEquals("disabled.files-unreadable", play.state().notice().orElseThrow().text().key());
        turn(play, "<");
        assertEquals(1, model(play).layer());
        assertTrue(model(play).failure().isPresent());
        assertEquals(0, tab(play).rows().count());
        play.take();
        play.press("enter", "/", "a", "S");
        assertEquals(List.of(), play.take(), "there is no tree to do anything with");
        assertFalse(tab(play).typing());
        turn(play, "<");
        assertTrue(model(play).failure().isEmpty());
        assertTrue(SomeFiles.rows(play).contains("  passwd A"), SomeFiles.rows(play)::toString);
    }

    @Test
    void ofAnEmptyLayerNothingIsOfferedToBeOpened() {
        Play play = SomeFiles.reading(80, 24);
        play.happen(new Event.FilesRead(play.one(Effect.ReadFiles.class).request(), Optional.of(FilesModel.of(
                FilesParts.of(new LayersSoFar(List.of(LayerSoFar.whole(new LayerFilesBuilder().build()))),
                        SomeDetails.steps(1), 0)))));
        play.take();
        play.press("enter");
        assertEquals("disabled.no-file", play.state().notice().orElseThrow().text().key());
        assertEquals(List.of(), play.take());
    }

    private static void turn(Play play, String key) {
        Effect.MergeFiles merge = play.press(key).one(Effect.MergeFiles.class);
        play.happen(new Event.FilesRead(merge.request(), Optional.of(merge.model().upTo(merge.layer()))));
    }

    @Test
    void aLayerThatCannotBeReadIsGoneToWhileOthersAreRead() {
        Play play = SomeFiles.reading(120, 40);
        LayersSoFar one = SomeFiles.damaged(2).soFar();
        SomeFiles.grow(play, play.one(Effect.ReadFiles.class).request(),
                FilesParts.of(new LayersSoFar(one.layers()), SomeDetails.steps(3), 0));
        assertTrue(model(play).failure().isPresent());
        assertEquals(0, tab(play).rows().count());
    }
}
