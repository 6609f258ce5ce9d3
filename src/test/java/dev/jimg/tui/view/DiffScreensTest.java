package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeDiffs;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.Glyphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a comparison of two images looks. */
class DiffScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheSettingsThatDiffer(int columns, int rows) {
        Golden.expect("diff/config", SomeDiffs.compared(columns, rows).press("j", "j", "j", "j").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheLayers(int columns, int rows) {
        Golden.expect("diff/layers", SomeDiffs.compared(columns, rows).press("2", "j").state());
    }

    @Test
    void showsTheSharedLayersToo() {
        Golden.expect("diff/layers-shared", SomeDiffs.compared(80, 24).press("2", "enter").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheFiles(int columns, int rows) {
        Golden.expect("diff/files", SomeDiffs.withFiles(columns, rows).press("j").state());
    }

    @Test
    void showsWhatIsSearchedFor() {
        Golden.expect("diff/files-search", SomeDiffs.withFiles(80, 24).press("/").type("py").state());
    }

    @Test
    void saysHowFarTheReadingIs() {
        Golden.expect("diff/reading", SomeDiffs.reading(80, 24).state());
    }

    @Test
    void saysThatTheFilesAreUnread() {
        Golden.expect("diff/unread", SomeDiffs.reading(80, 24).press("esc").state());
    }

    @ParameterizedTest
    @CsvSource({"config", "files"})
    void speaksChinese(String tab) {
        Play play = tab.equals("files") ? SomeDiffs.withFiles(80, 24) : SomeDiffs.compared(80, 24);
        Golden.expect("diff/" + tab + "-zh", play.state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void showsTheFilesInAscii() {
        Golden.expect("diff/files-ascii", SomeDiffs.withFiles(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @Test
    void saysWhyItFailed() {
        Play play = SomeDiffs.asked(80, 24);
        play.happen(new Event.RequestFailed(play.one(Effect.CompareImages.class).request(),
                new Failure(Failure.Kind.NOT_FOUND, "compare", "python:3.12", "no such image",
                        "It may have been removed; refresh with R.")));
        Golden.expect("diff/failed", play.state());
    }

    @Test
    void asksWithWhat() {
        Golden.expect("diff/form", SomeImages.shown(80, 24, SomeImages.list()).press("D").state());
    }
}
