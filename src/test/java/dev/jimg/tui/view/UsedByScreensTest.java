package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeContainers;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Used by tab looks like. */
class UsedByScreensTest {

    private static Play shown(int columns, int rows) {
        return SomeContainers.shown(SomeImages.shown(columns, rows, SomeImages.list()), SomeContainers.list());
    }

    private static Play log(int columns, int rows) {
        Play play = shown(columns, rows).press("enter");
        long read = play.one(Effect.ReadLog.class).request();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            text.append("172.17.0.1 - - \"GET /images/").append(i).append(".png HTTP/1.1\" 200 ").append(i * 977)
                    .append("\n");
        }
        return play.happen(new Event.LogGrew(read, text + "\u001b[33mwarn\u001b[0m 上游超时 upstream timed out\n"));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void listsTheContainers(int columns, int rows) {
        Golden.expect("usedby/list", shown(columns, rows).state());
    }

    @Test
    void listsThemInChinese() {
        Golden.expect("usedby/list-zh", shown(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void listsThemInAscii() {
        Golden.expect("usedby/list-ascii", shown(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @Test
    void teachesThatNothingHoldsTheImage() {
        Golden.expect("usedby/none", SomeContainers.shown(SomeImages.shown(80, 24, SomeImages.list()),
                List.of()).state());
    }

    @Test
    void saysWhyThereIsNoList() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).press("u");
        long request = play.one(Effect.ListContainers.class).request();
        Golden.expect("usedby/failed", play.happen(new Event.RequestFailed(request, new Failure(
                Failure.Kind.UNSUPPORTED, "list containers", "", "the embedded store has none",
                "Use an engine: -H URL, or :context."))).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void followsALog(int columns, int rows) {
        Golden.expect("usedby/log", log(columns, rows).state());
    }

    @Test
    void holdsALogStill() {
        Golden.expect("usedby/log-held", log(80, 24).press("pgup").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void asksBeforeARunningContainerGoes(int columns, int rows) {
        Golden.expect("usedby/remove", shown(columns, rows).press("d").state());
    }

    @Test
    void asksInChinese() {
        Golden.expect("usedby/remove-zh", shown(80, 24).press("d").state(), Golden.CHINESE, Glyphs.UNICODE);
    }
}
