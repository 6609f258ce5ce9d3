package dev.jimg.tui.view;

import dev.jimg.service.PullAllowance;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomeUpdates;
import dev.jimg.tui.term.Glyphs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it looks like that names have moved in their registries. */
class UpdatesScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void marksThemInTheList(int columns, int rows) {
        Golden.expect("updates/marked", SomeUpdates.asked(columns, rows).state());
    }

    @Test
    void marksThemInAscii() {
        Golden.expect("updates/marked-ascii", SomeUpdates.asked(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void listsThem(int columns, int rows) {
        Golden.expect("updates/list", SomeUpdates.asked(columns, rows).press("U", "j", "space").state());
    }

    @Test
    void listsThemInChinese() {
        Golden.expect("updates/list-zh", SomeUpdates.asked(80, 24).press("U", "G").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void tellsWhyARegistryCouldNotSay() {
        Golden.expect("updates/unknown", SomeUpdates.asked(80, 24).press("U", "G").state());
    }

    /** An image need not say when it was made. */
    @Test
    void showsTheDigestHereWhereThereIsNoDate() {
        Play play = SomeImages.shown(80, 24, SomeImages.list().stream().map(SomeImages::undated).toList());
        Golden.expect("updates/undated", play.happen(new Event.UpdatesKnown(0, SomeUpdates.list(), false))
                .press("U", "G").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void tellsHowFarItIs(int columns, int rows) {
        Golden.expect("updates/asking", asking(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void tellsItInTheStatusBarToo(int columns, int rows) {
        Golden.expect("updates/asking-beside", asking(columns, rows).press("esc").state());
    }

    @Test
    void saysThatAllIsCurrent() {
        Play play = SomeImages.shown(80, 24, SomeImages.list());
        play.happen(new Event.UpdatesKnown(0, SomeUpdates.list().subList(2, 3), false)).press("U");
        Golden.expect("updates/current", play.state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void tellsHowManyPullsAreLeft(int columns, int rows) {
        Golden.expect("updates/allowance-tags", limited(PullScenes.on(columns, rows).tags().visit(5)).state());
    }

    @Test
    void tellsHowManyPullsAreLeftBeforeOne() {
        PullScenes scenes = PullScenes.on(80, 24).previewing("nginx:1.27");
        scenes.planned();
        Golden.expect("updates/allowance-preview", limited(scenes).state());
    }

    @Test
    void tellsHowManyPullsAreLeftInChinese() {
        Golden.expect("updates/allowance-zh", limited(PullScenes.on(120, 40).tags().visit(5)).state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    private static PullScenes limited(PullScenes scenes) {
        scenes.play().happen(new Event.AllowanceHeard(new PullAllowance(100, 78, Duration.ofHours(6))));
        return scenes;
    }

    private static Play asking(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).press("U");
        long request = play.one(Effect.CheckUpdates.class).request();
        return play.happen(new Event.UpdateHeard(request, SomeUpdates.list().get(2), 1, 8));
    }
}
