package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.service.files.LayerSoFar;
import dev.jimg.service.files.LayersSoFar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The Files tab while the layers of an image are read for the first time. */
class FilesGrowthTest {

    private final Play play = SomeFiles.reading(120, 40);
    private final long request = play.one(Effect.ReadFiles.class).request();

    private FilesTab tab() {
        return play.state().detail().files();
    }

    private String selected() {
        return tab().model().value().orElseThrow().tree().path(tab().selected().orElseThrow());
    }

    private void grow(Integer... layers) {
        SomeFiles.grow(play, request, layers);
    }

    private void ends() {
        play.happen(new Event.FilesRead(request,
                Optional.of(FilesModel.of(SomeFiles.contents(), SomeDetails.steps(3), 0))));
    }

    private boolean merges() {
        return play.take().stream().anyMatch(Effect.MergeParts.class::isInstance);
    }

    @Test
    void theWantedLayerIsShownAsSoonAsItIsRead() {
        grow(2);
        assertTrue(SomeFiles.rows(play).contains("    main.py A"), SomeFiles.rows(play)::toString);
        assertEquals(2, tab().model().value().orElseThrow().unread());
        assertTrue(tab().busy());
    }

    @Test
    void anotherLayerAloneShowsNothingYet() {
        play.happen(new Event.FilesGrew(request, SomeFiles.parts(0)));
        assertFalse(merges());
        assertTrue(tab().model().value().isEmpty());
    }

    @Test
    void whatIsBelowComesWhileTheCursorStaysOnItsFile() {
        grow(2);
        play.press("t", "j", "j", "j");
        String file = selected();
        assertEquals(List.of("passwd A"), SomeFiles.rows(play).stream().map(String::strip)
                .filter(row -> row.startsWith("passwd")).toList());
        grow(0, 2);
        assertEquals(file, selected());
        assertTrue(SomeFiles.rows(play).contains("  passwd C"), SomeFiles.rows(play)::toString);
        assertTrue(SomeFiles.rows(play).contains("usr U"), SomeFiles.rows(play)::toString);
        ends();
        assertEquals(file, selected());
        assertEquals(0, tab().model().value().orElseThrow().unread());
        assertFalse(tab().busy());
    }

    @Test
    void whatWasOpenedAndSearchedStays() {
        grow(2);
        play.press("space");
        assertFalse(SomeFiles.rows(play).contains("  passwd A"));
        grow(1, 2);
        assertFalse(SomeFiles.rows(play).contains("  passwd C"), SomeFiles.rows(play)::toString);
        play.press("/").type("main").press("enter");
        ends();
        assertEquals(List.of("srv A", "  app A", "    main.py A"), SomeFiles.rows(play));
    }

    @Test
    void theCursorStaysInItsLineOfTheScreen() {
        Play small = SomeFiles.growing(120, 40).press("t").resize(80, 12).press("G");
        FilesTab before = small.state().detail().files();
        assertTrue(before.cursor().top() > 0);
        SomeFiles.grow(small, before.model().request(), 0, 2);
        FilesTab after = small.state().detail().files();
        assertEquals(before.cursor().index() - before.cursor().top(), after.cursor().index() - after.cursor().top());
        assertTrue(after.cursor().top() > before.cursor().top(), "there are more above it");
    }

    @Test
    void lessGoesToALayerThatIsReadAndStaysThereWhenAllIs() {
        grow(2);
        play.press("<");
        assertEquals("disabled.files-below", play.state().notice().orElseThrow().text().key());
        grow(1, 2);
        play.press("<");
        Effect.MergeParts merge = play.one(Effect.MergeParts.class);
        assertEquals(1, merge.parts().layer());
        play.happen(new Event.FilesMerged(merge.request(), FilesModel.of(merge.parts())));
        assertEquals(1, tab().model().value().orElseThrow().layer());
        ends();
        Effect.MergeFiles turned = play.one(Effect.MergeFiles.class);
        assertEquals(1, turned.layer());
        play.happen(new Event.FilesRead(turned.request(), Optional.of(turned.model().upTo(1))));
        assertEquals(1, tab().model().value().orElseThrow().layer());
        assertEquals(0, tab().model().value().orElseThrow().unread());
    }

    @Test
    void anAnswerForALayerThatWasLeftIsNotShown() {
        grow(1, 2);
        play.press("<");
        Effect.MergeParts left = play.one(Effect.MergeParts.class);
        play.press(">");
        play.happen(new Event.FilesMerged(left.request(), FilesModel.of(left.parts())));
        assertEquals(2, tab().model().value().orElseThrow().layer());
    }

    @Test
    void whatIsWastedIsToldOnlyOfTheWhole() {
        grow(2);
        play.press("w");
        assertEquals("disabled.files-coming", play.state().notice().orElseThrow().text().key());
        assertTrue(play.state().dialog().isEmpty());
    }

    @Test
    void aPartOfALayerIsShownAndMoreOfItComes() {
        play.happen(new Event.FilesGrew(request, SomeFiles.begun(SomeFiles.layer("etc/", "etc/passwd 10"))));
        merged();
        assertEquals(List.of("etc A", "  passwd A"), SomeFiles.rows(play));
        assertEquals(3, tab().model().value().orElseThrow().unread());
        play.happen(new Event.FilesGrew(request, SomeFiles.begun(SomeFiles.layer("etc/", "etc/passwd 10", "zoo 1"))));
        merged();
        assertEquals(List.of("etc A", "  passwd A", "zoo A"), SomeFiles.rows(play));
        play.press("w");
        assertEquals("disabled.files-coming", play.state().notice().orElseThrow().text().key());
    }

    private void merged() {
        Effect.MergeParts merge = play.one(Effect.MergeParts.class);
        play.happen(new Event.FilesMerged(merge.request(), FilesModel.of(merge.parts())));
    }

    @Test
    void escLeavesNoHalfOfAnImage() {
        grow(2);
        play.press("esc");
        assertEquals(request, play.one(Effect.Forget.class).request());
        assertTrue(tab().model().value().isEmpty());
        play.press("enter");
        assertFalse(play.one(Effect.ReadFiles.class).known());
    }

    @Test
    void manyEntriesAreLaidOverEachOtherOnlyWhenThereAreAGoodPartMore() {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        for (int i = 0; i < 30_000; i++) {
            builder.add("many/f" + i, new LayerFilesBuilder.Facts(FileKind.FILE, 0644, 0, 0, i, 0, ""));
        }
        LayerFiles layer = builder.build();
        int merges = 0;
        FilesReading reading = FilesReading.begun(true);
        for (int read = 1; read < 40; read++) {
            List<LayerSoFar> layers = new ArrayList<>(Collections.nCopies(40, LayerSoFar.WAITING));
            IntStream.range(40 - read, 40).forEach(number -> layers.set(number, LayerSoFar.whole(layer)));
            reading = reading.grown(new FilesParts(new LayersSoFar(layers), Collections.nCopies(40, ""), 39));
            if (reading.due()) {
                merges++;
                reading = reading.merging(7);
                assertFalse(reading.due(), "one at a time");
                reading = reading.merging(0);
            }
        }
        assertTrue(merges >= 4 && merges <= 10, () -> "not for each of 40 layers");
    }
}
