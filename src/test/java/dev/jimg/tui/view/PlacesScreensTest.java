package dev.jimg.tui.view;

import dev.jimg.service.BackendInfo;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomePlaces;
import dev.jimg.tui.term.Glyphs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chooser of places looks like, and the title after it. */
class PlacesScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsWhoAnswersWhere(int columns, int rows) {
        Golden.expect("places/list", SomePlaces.shown(columns, rows).press("j").state());
    }

    @Test
    void showsItInChinese() {
        Golden.expect("places/list-zh", SomePlaces.shown(80, 24).press("j").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void namesTheContextInTheTitle(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).happen(new Event.BackendSwitched(
                new BackendInfo(BackendInfo.Kind.DOCKER, "web-03", "ssh://ops@web-03.example.com", "Docker 28.2.2",
                        "-c was given", Map.of())));
        Golden.expect("places/title", SomeImages.relisted(play, SomeImages.list()).state());
    }
}
