package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.text.Messages;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the images pane, the title and the hints look like. */
class ImagesScreensTest {

    private static final Look AT_HOME = new Look(Messages.english(), Theme.DEFAULT, "/home/ada");

    private static void expect(String name, Play play) {
        Golden.expect("images/" + name, play.state(), AT_HOME, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40", "200,60"})
    void listsImages(int columns, int rows) {
        expect("list", SomeImages.shown(columns, rows, SomeImages.list()));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void marksAndCountsThem(int columns, int rows) {
        expect("marked", SomeImages.shown(columns, rows, SomeImages.list()).press("space", "space", "down", "v", "down"));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsWhatAFilterFound(int columns, int rows) {
        expect("filter-typed", SomeImages.shown(columns, rows, SomeImages.list()).press("/").type("pth12"));
    }

    @Test
    void keepsAFilterInSight() {
        expect("filter-kept", SomeImages.shown(80, 24, SomeImages.list()).press("/").type("!python").press("enter"));
    }

    @Test
    void saysWhenNothingMatches() {
        expect("filter-nothing", SomeImages.shown(80, 24, SomeImages.list()).press("/").type("zzz").press("enter"));
    }

    @Test
    void scrollsALongList() {
        expect("scrolled", SomeImages.shown(120, 40, SomeImages.many(10_000)).press("N", "G", "pgup"));
    }

    @Test
    void leavesTheFocus() {
        expect("unfocused", SomeImages.shown(80, 24, SomeImages.list()).press("down", "2"));
    }

    @Test
    void givesThePaneTheWholeScreen() {
        expect("alone", SomeImages.shown(120, 40, SomeImages.list()).press("S", "+", "+"));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void teachesWhereThereIsNothing(int columns, int rows) {
        expect("empty", SomeImages.shown(columns, rows, List.of()));
    }

    @Test
    void opensCalmly() {
        expect("opening", Play.on(80, 24));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void tellsWhyThereIsNoList(int columns, int rows) {
        Failure failure = new Failure(Failure.Kind.UNREACHABLE, "open", "tcp://10.0.0.7:2376",
                "no answer within 5 seconds", "Is the engine running there? Start with --store DIR to work without it.");
        expect("failed", Play.on(columns, rows).happen(new Event.BackendFailed(failure)));
    }

    @Test
    void speaksChinese() {
        Look chinese = new Look(Messages.chinese(), Theme.DEFAULT, "/home/ada");
        Golden.expect("images/chinese", SomeImages.shown(80, 24, SomeImages.list()).press("space").state(), chinese,
                Glyphs.UNICODE);
    }

    @Test
    void speaksChineseWhereItIsSmall() {
        Golden.expect("images/chinese", SomeImages.shown(40, 10, SomeImages.list()).state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40, 10", "80, 24"})
    void countsTheSecondsOfAnEngineThatIsSilent(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list());
        play.happen(new Event.BackendOpened(SomeImages.ENGINE)).at(Play.NOW.plusSeconds(12));
        expect("silent", play.happen(new Event.Ticked()));
    }

    @Test
    void makesDoWithAscii() {
        Golden.expect("images/ascii", SomeImages.shown(80, 24, SomeImages.list()).press("space", "down").state(), AT_HOME,
                Glyphs.ASCII);
    }

    /** The last list stays, greyed; the title says that nobody answers. */
    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void keepsTheListOfAnEngineThatWent(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).happen(new Event.BackendOpened(SomeImages.ENGINE))
                .happen(new Event.ImagesChanged());
        Golden.expect("images/gone", play.happen(new Event.RequestFailed(play.state().images().images().request(),
                new Failure(Failure.Kind.UNREACHABLE, "list images", "", "nobody listens on /var/run/docker.sock",
                        "Is the engine running?"))).state());
    }
}
