package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.files.TreeDiff;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.diff.DiffSide;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comparing two images. */
class DiffStoryTest {

    private static Play images() {
        return SomeImages.shown(120, 40, SomeImages.list());
    }

    private static List<String> rows(Play play) {
        DiffFiles files = SomeDiffs.dialog(play).files();
        TreeDiff tree = files.tree().value().orElseThrow();
        return Arrays.stream(files.rows().nodes()).mapToObj(node -> tree.name(node) + " "
                + tree.status(node).name().charAt(0)).toList();
    }

    @Test
    void comparesTheMarkedImageWithTheSelectedOne() {
        Effect.CompareImages asked = images().press("space", "j", "D").one(Effect.CompareImages.class);
        assertEquals(new DiffSide.Local("nginx:1.27"), asked.left());
        assertEquals(new DiffSide.Local("python:3.12-slim"), asked.right());
    }

    @Test
    void comparesTwoMarkedImagesTheOlderOneAtTheLeft() {
        Effect.CompareImages asked = images().press("space", "j", "j", "space", "D").one(Effect.CompareImages.class);
        assertEquals(new DiffSide.Local("python:3.12.7-bookworm"), asked.left());
        assertEquals(new DiffSide.Local("nginx:1.27"), asked.right());
    }

    @Test
    void refusesToCompareThree() {
        Play play = images().press("space", "space", "space", "D");
        assertEquals("diff.too-many", play.state().notice().orElseThrow().text().key());
        assertTrue(play.state().dialog().isEmpty());
    }

    @Test
    void asksWithWhatAndSuggestsWhatTheRegistryHas() {
        Effect.CompareImages asked = images().press("D", "enter").one(Effect.CompareImages.class);
        assertEquals(new DiffSide.Local("nginx:1.27"), asked.left());
        assertEquals(new DiffSide.Remote(Reference.parse("nginx:1.27"), Optional.empty()), asked.right());
        asked = images().press("D").type("redis:7-alpine").press("enter").one(Effect.CompareImages.class);
        assertEquals(new DiffSide.Local("redis:7-alpine"), asked.right());
        Play play = images().press("D").type("docker://A B").press("enter");
        assertTrue(play.state().dialog().orElseThrow() instanceof FormDialog);
    }

    @Test
    void inTheListOfUpdatesItShowsWhatAPullWouldBring() {
        Effect.CompareImages asked = SomeUpdates.asked(120, 40).press("U", "D").one(Effect.CompareImages.class);
        assertEquals(new DiffSide.Local("nginx:1.27"), asked.left());
        assertEquals(new DiffSide.Remote(Reference.parse("nginx:1.27"), Optional.empty()), asked.right());
    }

    @Test
    void xSwapsTheSides() {
        Play play = SomeDiffs.compared(120, 40);
        DiffDialog before = SomeDiffs.dialog(play);
        play.press("2", "x");
        Effect.CompareImages asked = play.one(Effect.CompareImages.class);
        assertEquals(before.left(), asked.right());
        assertEquals(before.right(), asked.left());
        assertEquals(DiffTab.LAYERS, SomeDiffs.dialog(play).tab());
    }

    @Test
    void enterUnfoldsTheSharedLayers() {
        Play play = SomeDiffs.compared(120, 40).press("tab");
        assertEquals(3, SomeDiffs.dialog(play).layers().size());
        play.press("enter");
        assertEquals(5, SomeDiffs.dialog(play).layers().size());
        play.press("space");
        assertEquals(3, SomeDiffs.dialog(play).layers().size());
    }

    @Test
    void onAnEngineTheFilesAreReadByAKey() {
        Play play = Play.on(120, 40).happen(new Event.BackendOpened(SomeImages.ENGINE));
        SomeImages.relisted(play, SomeImages.list()).press("space", "j", "D");
        Effect.CompareImages asked = play.one(Effect.CompareImages.class);
        play.happen(new Event.ImagesCompared(asked.request(), SomeDiffs.diff(asked.left(), asked.right()), Optional.empty()));
        play.press("3");
        assertFalse(SomeDiffs.dialog(play).files().tree().loading());
        play.press("enter");
        assertTrue(SomeDiffs.dialog(play).files().tree().loading());
    }

    @Test
    void escStopsTheReadingThenCloses() {
        Play play = SomeDiffs.reading(120, 40);
        long request = SomeDiffs.dialog(play).files().tree().request();
        play.press("esc");
        assertEquals(request, play.one(Effect.Forget.class).request());
        assertFalse(SomeDiffs.dialog(play).files().tree().loading());
        play.happen(new Event.FilesCompared(request, SomeDiffs.files()));
        assertTrue(SomeDiffs.dialog(play).files().tree().value().isEmpty(), "it comes too late");
        play.press("esc");
        assertTrue(play.state().dialog().isEmpty());
    }

    @Test
    void filesThatAreKnownAreThereAtOnce() {
        Play play = SomeDiffs.asked(120, 40);
        Effect.CompareImages asked = play.one(Effect.CompareImages.class);
        play.happen(new Event.ImagesCompared(asked.request(), SomeDiffs.diff(asked.left(), asked.right()),
                Optional.of(SomeDiffs.files())));
        play.press("3");
        assertFalse(rows(play).isEmpty());
    }

    @Test
    void theTreeHasWhatDiffersTheLargestChangeFirst() {
        Play play = SomeDiffs.withFiles(120, 40);
        assertEquals(List.of("srv U", "app U", "data R", "model.bin R"), rows(play).subList(0, 4));
        assertFalse(rows(play).contains("bash U"));
        play.press("N");
        assertEquals("etc U", rows(play).get(0));
        play.press("t");
        assertTrue(rows(play).contains("bin U"), rows(play)::toString);
    }

    @Test
    void aRAndMHideAndSlashSearches() {
        Play play = SomeDiffs.withFiles(120, 40).press("r");
        assertFalse(rows(play).toString().contains(" R"), rows(play)::toString);
        play.press("a", "m");
        assertEquals(List.of(), rows(play));
        play.press("a", "r", "m", "/").type("LIBNEW");
        assertEquals(List.of("usr U", "lib A", "libnew.so.1 A", "libnew.so A"), rows(play));
        play.press("enter", "esc");
        assertTrue(rows(play).size() > 4);
        play.press("esc");
        assertTrue(play.state().dialog().isEmpty());
    }

    @Test
    void keepsTheCursorOnItsFile() {
        Play play = SomeDiffs.withFiles(120, 40).press("G", "N");
        DiffFiles files = SomeDiffs.dialog(play).files();
        int selected = files.selected().getAsInt();
        play.press("S");
        assertEquals(selected, SomeDiffs.dialog(play).files().selected().getAsInt());
        play.press("left");
        assertEquals(files.tree().value().orElseThrow().parent(selected),
                SomeDiffs.dialog(play).files().selected().getAsInt());
    }

    @Test
    void aLargeTreeIsArrangedByAWorker() {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        for (int i = 0; i < 30_000; i++) {
            builder.add("many/f" + i, new LayerFilesBuilder.Facts(FileKind.FILE, 0644, 0, 0, i, 0, ""));
        }
        Play play = SomeDiffs.compared(120, 40).press("3");
        play.happen(new Event.FilesCompared(play.one(Effect.CompareFiles.class).request(),
                TreeDiff.of(List.of(), List.of(builder.build()))));
        play.press("enter");
        Effect.ArrangeFiles arrange = play.one(Effect.ArrangeFiles.class);
        assertEquals(1, rows(play).size());
        play.happen(new Event.FilesArranged(arrange.request(), FileRows.of(arrange.tree(), arrange.shape())));
        assertEquals(30_001, rows(play).size());
    }

    @Test
    void saysWhyItFailed() {
        Play play = SomeDiffs.asked(80, 24);
        play.happen(new Event.RequestFailed(play.one(Effect.CompareImages.class).request(),
                new Failure(Failure.Kind.NOT_FOUND, "compare", "x", "no such image", "")));
        assertTrue(SomeDiffs.dialog(play).diff().failure().isPresent());
        play.press("3", "enter", "1", "j", "esc");
        assertTrue(play.state().dialog().isEmpty());
    }
}
