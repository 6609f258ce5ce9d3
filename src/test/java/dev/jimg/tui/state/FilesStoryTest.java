package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.service.Failure;
import dev.jimg.files.FileKind;
import dev.jimg.service.TagList;
import dev.jimg.service.files.ImageContents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys of the Files tab do. */
class FilesStoryTest {

    @Test
    void enterOnAStepShowsTheFilesOfItsLayer() {
        Play play = SomeDetails.withHistory(120, 40).press("3", "j", "enter");
        Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
        assertEquals("python:3.12", asked.image());
        assertEquals(1, asked.step());
        assertFalse(asked.known());
        play.happen(new Event.FilesRead(asked.request(),
                Optional.of(FilesModel.of(SomeFiles.contents(), SomeDetails.steps(3), asked.step()))));
        assertEquals(1, play.state().detail().files().model().value().orElseThrow().layer());
    }

    @Test
    void onlyWhatTheLayerDidIsShownAtFirst() {
        Play play = SomeFiles.shown(120, 40);
        assertEquals(List.of("etc U", "  passwd C", "srv A", "  app A", "    \u001b[31mred A", "    data A",
                "      model.bin A", "    main.py A", "    说明书-🐳.md A", "var U", "  cache U", "    apt R",
                "      pkgcache.bin R"), SomeFiles.rows(play));
    }

    @Test
    void tLaysAllLayersTogether() {
        Play play = SomeFiles.shown(120, 40).press("t");
        assertTrue(SomeFiles.rows(play).containsAll(List.of("usr U", "  hosts U", "bin U")), SomeFiles.rows(play)::toString);
        play.press("t");
        assertFalse(SomeFiles.rows(play).contains("usr U"));
    }

    @Test
    void aRAndMHideWhatWasAddedRemovedAndChanged() {
        Play play = SomeFiles.shown(120, 40).press("a");
        assertFalse(SomeFiles.rows(play).toString().contains(" A"), SomeFiles.rows(play)::toString);
        play.press("r");
        assertEquals(List.of("etc U", "  passwd C"), SomeFiles.rows(play));
        play.press("m");
        assertEquals(List.of(), SomeFiles.rows(play));
        play.press("a", "r", "m");
        assertEquals(13, SomeFiles.rows(play).size());
    }

    @Test
    void spaceClosesTheDirectoryAroundAFile() {
        Play play = SomeFiles.shown(120, 40).press("j", "space");
        assertEquals("etc U", SomeFiles.rows(play).get(0));
        assertEquals("srv A", SomeFiles.rows(play).get(1));
        assertEquals(0, play.state().detail().files().cursor().index());
        play.press("right");
        assertEquals("  passwd C", SomeFiles.rows(play).get(1));
        play.press("j", "left", "left");
        assertEquals("srv A", SomeFiles.rows(play).get(1));
    }

    @Test
    void bigSPutsTheLargestFirst() {
        Play play = SomeFiles.shown(120, 40).press("S");
        assertEquals(List.of("srv A", "  app A", "    data A"), SomeFiles.rows(play).subList(0, 3));
        play.press("N");
        assertEquals("etc U", SomeFiles.rows(play).get(0));
    }

    @Test
    void theSameOrderAgainIsTheOtherWayRound() {
        Play play = SomeFiles.shown(120, 40);
        List<String> byName = top(play);
        play.press("N");
        assertEquals(reversed(byName), top(play));
        play.press("S");
        List<String> bySize = top(play);
        play.press("S");
        assertEquals(reversed(bySize), top(play));
        play.press("N");
        assertEquals(byName, top(play));
    }

    private static List<String> top(Play play) {
        return SomeFiles.rows(play).stream().filter(row -> !row.startsWith(" ")).toList();
    }

    private static List<String> reversed(List<String> names) {
        List<String> other = new ArrayList<>(names);
        Collections.reverse(other);
        return other;
    }

    @Test
    void searchNarrowsTheTreeAndKeepsTheWayToWhatItFinds() {
        Play play = SomeFiles.shown(120, 40).press("t", "/").type("PASS");
        assertEquals(List.of("etc U", "  passwd C"), SomeFiles.rows(play));
        play.press("enter").press("esc");
        assertTrue(SomeFiles.rows(play).size() > 2);
        play.press("/").type("!a").press("enter");
        assertTrue(SomeFiles.rows(play).stream().anyMatch(row -> row.contains("hosts")));
        assertFalse(SomeFiles.rows(play).stream().anyMatch(row -> row.contains("passwd")));
    }

    @Test
    void theCursorStaysOnItsFileWhenTheOrderChanges() {
        Play play = SomeFiles.shown(120, 40).press("j");
        play.press("S");
        FilesTab tab = play.state().detail().files();
        assertEquals("passwd", tab.model().value().orElseThrow().tree().name(tab.selected().getAsInt()));
    }

    @Test
    void lessAndGreaterGoToTheLayersBelowAndAbove() {
        Play play = SomeFiles.shown(120, 40).press("j", "<");
        Effect.MergeFiles merge = play.one(Effect.MergeFiles.class);
        assertEquals(1, merge.layer());
        play.happen(new Event.FilesRead(merge.request(), Optional.of(merge.model().upTo(1))));
        assertTrue(SomeFiles.rows(play).containsAll(List.of("etc U", "  passwd C", "usr U")),
                SomeFiles.rows(play)::toString);
        FilesTab tab = play.state().detail().files();
        assertEquals("passwd", tab.model().value().orElseThrow().tree().name(tab.selected().getAsInt()));
        play.press(">");
        play.happen(new Event.FilesRead(play.one(Effect.MergeFiles.class).request(), Optional.of(merge.model().upTo(2))));
        play.press(">");
        assertEquals("files.topmost", play.state().notice().orElseThrow().text().key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esc", "q"})
    void aKeyOutLeadsToTheLayerItCameFromAndFromThereToTheImages(String out) {
        for (String in : new String[] {"enter", "3"}) {
            Play play = SomeDetails.withHistory(120, 40).press("1", in, "j", "enter");
            Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
            play.happen(new Event.FilesRead(asked.request(),
                    Optional.of(FilesModel.of(SomeFiles.contents(), SomeDetails.steps(3), asked.step()))));
            assertEquals(DetailTab.FILES, play.state().detail().tab());
            play.press(out);
            assertEquals(DetailTab.LAYERS, play.state().detail().tab());
            assertEquals(Pane.DETAIL, play.state().focus());
            assertEquals(1, play.state().detail().layers().cursor().index());
            play.press("esc");
            assertEquals(Pane.IMAGES, play.state().focus());
        }
    }

    @Test
    void aTabThatWasTurnedToHasNoWayBackToAnother() {
        Play play = SomeDetails.withHistory(120, 40).press("1", "enter", "enter");
        play.happen(new Event.FilesRead(play.one(Effect.ReadFiles.class).request(),
                Optional.of(FilesModel.of(SomeFiles.contents(), SomeDetails.steps(3), 0)))).press("]", "[", "esc");
        assertEquals(Pane.IMAGES, play.state().focus());
    }

    @Test
    void saysOnceThatWhatWasReadIsNotRemembered() {
        Failure why = new Failure(Failure.Kind.DISK, "remember what was read in", "/home/ada/.cache/jimg/files",
                "permission denied", "");
        Play play = SomeFiles.shown(120, 40).happen(new Event.NotKept(why));
        assertEquals(why, play.state().notice().orElseThrow().failure().orElseThrow());
        play.press("j").happen(new Event.NotKept(new Failure(why.kind(), why.operation(), why.subject(), why.why(), "")));
        assertTrue(play.state().notice().isEmpty());
        assertEquals(1, play.state().log().stream().filter(notice -> notice.failure().isPresent()).count());
    }

    @Test
    void escStopsTheReadingAndEnterBeginsItAgain() {
        Play play = SomeFiles.reading(80, 24);
        long request = play.one(Effect.ReadFiles.class).request();
        play.press("esc");
        assertEquals(request, play.one(Effect.Forget.class).request());
        assertFalse(play.state().detail().files().busy());
        assertEquals(DetailTab.FILES, play.state().detail().tab());
        play.press("enter");
        assertFalse(play.one(Effect.ReadFiles.class).known());
    }

    @Test
    void movingInTheImagesOnlyLooksUpWhatIsKnown() {
        Play play = SomeFiles.shown(120, 40).press("1", "j", "j");
        Effect.ReadFiles asked = play.one(Effect.ReadFiles.class);
        assertTrue(asked.known());
        play.happen(new Event.FilesRead(asked.request(), Optional.empty()));
        assertTrue(play.state().detail().files().model().value().isEmpty());
        play.press("3", "enter");
        assertFalse(play.one(Effect.ReadFiles.class).known());
    }

    @Test
    void enterOnAFileShowsItsText() {
        Play play = SomeFiles.shown(120, 40).press("j", "enter");
        Effect.ViewFile view = play.one(Effect.ViewFile.class);
        assertEquals("etc/passwd", view.path());
        assertEquals(2, view.layer());
        play.happen(new Event.FileViewed(view.request(), new FileText(List.of("root:x:0:0"), FileText.TEXT, 10, 10)));
        assertEquals("/etc/passwd", ((FileDialog) play.state().dialog().orElseThrow()).path());
        play.press("esc");
        assertTrue(play.state().dialog().isEmpty());
    }

    @Test
    void wListsWhatIsStoredInVain() {
        Play play = SomeFiles.shown(120, 40).press("w");
        WasteDialog dialog = (WasteDialog) play.state().dialog().orElseThrow();
        assertEquals("var/cache/apt/", dialog.waste().paths().get(0).path());
    }

    @Test
    void aLargeRemoteLayerIsFetchedAfterASecondEnter() {
        Play play = SomeDetails.withHistory(120, 40);
        play.press(":").type("tags redis").press("enter");
        Effect.ListTags tags = play.one(Effect.ListTags.class);
        play.happen(new Event.TagsListed(tags.request(), new TagList(tags.repository(),
                List.of("7-alpine"), true)));
        play.press("f");
        play.happen(new Event.RemoteLayersListed(play.one(Effect.ListRemoteLayers.class).request(), SomeFiles.remote()));
        play.press("j", "enter");
        assertTrue(((RemoteLayersDialog) play.state().dialog().orElseThrow()).asked());
        play.press("enter");
        assertEquals(1, play.one(Effect.ReadRemoteFiles.class).source().layer());
        assertTrue(play.state().dialog().isEmpty());
        assertEquals(DetailTab.FILES, play.state().detail().tab());
    }

    @Test
    void aTreeWithMuchToShowIsArrangedByAWorker() {
        LayerFilesBuilder builder = new LayerFilesBuilder();
        for (int i = 0; i < 30_000; i++) {
            builder.add("many/f" + i, new LayerFilesBuilder.Facts(FileKind.FILE, 0644, 0, 0, i, 0, ""));
        }
        Play play = SomeDetails.withHistory(80, 24).press("3", "enter");
        long request = play.one(Effect.ReadFiles.class).request();
        FilesModel model = FilesModel.of(new ImageContents(List.of(builder.build())), SomeDetails.steps(1), 0);
        play.happen(new Event.FilesRead(request, Optional.of(model)));
        assertEquals(List.of("many A"), SomeFiles.rows(play));
        play.press("enter");
        Effect.ArrangeFiles arrange = play.one(Effect.ArrangeFiles.class);
        assertEquals(List.of("many A"), SomeFiles.rows(play), "the rows before stay");
        play.press("S");
        Effect.ArrangeFiles newer = play.one(Effect.ArrangeFiles.class);
        play.happen(new Event.FilesArranged(arrange.request(), FileRows.of(arrange.tree(), arrange.shape())));
        assertEquals(1, SomeFiles.rows(play).size(), "an answer that was overtaken");
        play.happen(new Event.FilesArranged(newer.request(), FileRows.of(newer.tree(), newer.shape())));
        assertEquals("  f29999 A", SomeFiles.rows(play).get(1));
    }
}
