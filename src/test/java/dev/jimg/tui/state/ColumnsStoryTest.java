package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choosing columns, the tree of names, filters by expression, and settings that change meanwhile. */
class ColumnsStoryTest {

    private final Play play = SomeImages.shown(120, 40, SomeImages.list());

    private List<String> shown() {
        return play.state().images().shown().stream().map(ImageRow::name).toList();
    }

    @Test
    void showsHidesAndMovesColumns() {
        play.press("|", "space", "J", "J", "j", "enter");
        List<ImageColumn> expected = List.of(ImageColumn.TAG, ImageColumn.ID, ImageColumn.CREATED, ImageColumn.UNIQUE,
                ImageColumn.SIZE, ImageColumn.PLATFORM);
        assertEquals(expected, play.one(Effect.KeepColumns.class).columns());
        assertEquals(expected, play.state().preferences().columns());
    }

    @Test
    void theLastColumnIsOneKeyAway() {
        play.press("|", "G", "space", "enter");
        assertEquals(ImageColumn.UPDATE, play.state().preferences().columns().get(play.state().preferences().columns().size() - 1));
        play.press("|", "G", "g", "space", "enter");
        assertEquals(ImageColumn.TAG, play.state().preferences().columns().get(0));
    }

    @Test
    void oneColumnStays() {
        play.press("|");
        for (int i = 0; i < 10; i++) {
            play.press("space", "j");
        }
        play.press("enter");
        assertEquals(4, play.state().preferences().columns().size(), "three were hidden and one could not be");
    }

    @Test
    void whatAnEngineMustReckonIsAskedForOnceItIsShown() {
        assertTrue(play.press("R").one(Effect.ListImages.class).unique(), "the store knows it in any case");
        play.happen(new Event.BackendSwitched(SomeImages.ENGINE));
        SomeImages.relisted(play, SomeImages.list());
        assertTrue(!play.press("R").one(Effect.ListImages.class).unique());
        play.happen(new Event.ColumnsDrawn(true));
        assertTrue(play.one(Effect.ListImages.class).unique(), "there is room for it on the screen");
        play.happen(new Event.ColumnsDrawn(false));
        assertTrue(play.take().isEmpty());
        assertTrue(!play.press("R").one(Effect.ListImages.class).unique());
        play.press(":").type("sort unique").press("enter");
        assertTrue(play.one(Effect.ListImages.class).unique());
    }

    @Test
    void goesByTheSettingsAgain() {
        assertEquals(List.of(), play.press("|", "0").one(Effect.KeepColumns.class).columns());
    }

    @Test
    void sortsByAnyColumnAndCyclesThroughThoseShown() {
        play.press(":").type("sort tag").press("enter");
        assertEquals(new ImageOrder(ImageColumn.TAG, false), play.state().images().order());
        play.press("s");
        assertEquals(ImageColumn.ID, play.state().images().order().column());
    }

    @ParameterizedTest
    @CsvSource({"repository,REPOSITORY", "name,REPOSITORY", "REPOSITORY,REPOSITORY", "Size,SIZE", "IMAGE ID,ID",
        "image-id,ID", "unique,UNIQUE"})
    void sortsByTheNamesOnTheScreen(String typed, ImageColumn column) {
        play.press("S", "N", "C").press(":").type("sort " + typed).press("enter");
        assertEquals(column, play.state().images().order().column());
    }

    @Test
    void showsTheColumnsThatACommandNames() {
        play.press(":").type("columns TAG, image id  name tag").press("enter");
        List<ImageColumn> expected = List.of(ImageColumn.TAG, ImageColumn.ID, ImageColumn.REPOSITORY);
        assertEquals(expected, play.one(Effect.KeepColumns.class).columns());
        assertEquals(expected, play.state().preferences().columns());
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void wantsAColumnThatTellsImagesApart() {
        play.press(":").type("columns created size").press("enter");
        PaletteDialog palette = (PaletteDialog) play.state().dialog().orElseThrow();
        assertEquals(Text.of("palette.telling-column"), palette.problem().orElseThrow());
    }

    @Test
    void takesTheNarrowHeadForTheColumn() {
        play.press(":").type("columns id age").press("enter");
        assertEquals(List.of(ImageColumn.ID, ImageColumn.CREATED), play.one(Effect.KeepColumns.class).columns());
    }

    @Test
    void namesWhatIsTooMuchOfAnOrder() {
        play.press(":").type("sort name desc").press("enter");
        PaletteDialog palette = (PaletteDialog) play.state().dialog().orElseThrow();
        assertEquals(Text.of("palette.sort-more", "desc"), palette.problem().orElseThrow());
    }

    @Test
    void namesTheColumnThatIsNone() {
        play.press(":").type("columns tag foo size").press("enter");
        PaletteDialog palette = (PaletteDialog) play.state().dialog().orElseThrow();
        assertEquals(Text.of("palette.one-of", "foo", String.join(", ", ImageColumn.words())),
                palette.problem().orElseThrow());
    }

    @Test
    void completesTheLastOfSeveralColumns() {
        play.press(":").type("columns tag s");
        assertEquals(List.of("repository", "size", "containers", "digest"), candidates());
        play.press("tab", "tab");
        assertEquals("columns tag size", ((PaletteDialog) play.state().dialog().orElseThrow()).line().text());
        play.type(" ");
        assertTrue(!candidates().contains("tag") && candidates().contains("id"), () -> candidates().toString());
    }

    private List<String> candidates() {
        return ((PaletteDialog) play.state().dialog().orElseThrow()).candidates().stream().map(Candidate::shown).toList();
    }

    @Test
    void aTreeKeepsTheNamesOfAnImageTogether() {
        play.press("N");
        assertEquals(List.of("python:3.12", "python:3.12-slim", "python:3.12.7-bookworm"), names("python"));
        play.press("T");
        assertEquals(List.of("python:3.12", "python:3.12.7-bookworm", "python:3.12-slim"), names("python"));
        play.press("T");
        assertEquals(List.of("python:3.12", "python:3.12-slim", "python:3.12.7-bookworm"), names("python"));
    }

    private List<String> names(String repository) {
        return shown().stream().filter(name -> name.startsWith(repository)).toList();
    }

    @Test
    void filtersByAnExpression() {
        play.press("/").type("~^(nginx|redis):");
        assertEquals(List.of("nginx:1.27", "redis:7-alpine"), shown());
        play.press("home").type("!");
        assertTrue(shown().size() == 7 && !shown().contains("nginx:1.27"), shown()::toString);
    }

    @Test
    void anExpressionThatCannotBeReadLeavesTheListAlone() {
        play.press("/").type("~ngi");
        play.type("(");
        assertEquals(List.of("nginx:1.27"), shown());
        assertTrue(Filter.of(play.state().images().filter().text()).problem().isPresent());
        play.type("nx)");
        assertEquals(List.of("nginx:1.27"), shown());
    }

    @Test
    void anExpressionThatTakesForEverFitsNothing() {
        Filter slow = Filter.of("~(a+)+$");
        assertTrue(!slow.admits("a".repeat(200) + "!", ""));
    }

    @Test
    void settingsThatChangeCountAtOnce() {
        play.press("S");
        Preferences fresh = new Preferences(KeyMap.all(), List.of(ImageColumn.TAG), ImageOrder.NEWEST_FIRST, true,
                List.of(), Preferences.Quitting.ALWAYS, 0);
        play.happen(new Event.SettingsRead(fresh, false, Optional.empty()));
        assertEquals(ImageColumn.SIZE, play.state().images().order().column(), "it was chosen since, and is not otherwise");
        assertTrue(play.state().images().tree());
        assertEquals("settings.read", play.state().notice().orElseThrow().text().key());
        play.press("q");
        assertTrue(play.state().dialog().orElseThrow() instanceof ConfirmQuitDialog);
    }

    @Test
    void ownKeysTakeThePlaceOfTheOthers() {
        List<Binding> own = KeyMap.all().stream().map(binding -> binding.action() == Action.HELP
                ? binding.withKeys(List.of("f1")) : binding).toList();
        play.happen(new Event.SettingsRead(new Preferences(own, ImageColumn.USUAL, ImageOrder.NEWEST_FIRST, false,
                List.of(), Preferences.Quitting.NEVER, 0), true, Optional.empty()));
        play.press("?");
        assertTrue(play.state().dialogs().isEmpty());
        play.press("f1");
        assertTrue(play.state().dialog().orElseThrow() instanceof HelpDialog);
        assertEquals("f1", KeyMap.key(play.state(), Action.HELP));
    }
}
