package dev.jimg.tui.view;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.ImageOrder;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settings make of the screen: themes, columns, own commands. */
class SettingsScreensTest {

    private static final List<OwnCommand> COMMANDS = List.of(
            new OwnCommand("d", "dive", List.of("dive", "{ref}"), false, OwnCommand.Output.TERMINAL),
            new OwnCommand("s", "扫描漏洞", List.of("trivy image --quiet {ref} | less -R"), true,
                    OwnCommand.Output.TERMINAL));

    private static void expect(String name, Play play, Look look, Glyphs glyphs) {
        Golden.expect("settings/" + name, play.state(), look, glyphs);
    }

    private static void expect(String name, Play play) {
        expect(name, play, Golden.ENGLISH, Glyphs.UNICODE);
    }

    private static Play with(int columns, int rows, boolean tree, ImageColumn... shown) {
        Preferences preferences = new Preferences(KeyMap.all(), List.of(shown), ImageOrder.NEWEST_FIRST, tree, COMMANDS,
                Preferences.Quitting.WHILE_BUSY, 0);
        return Play.from(SomeImages.shown(columns, rows, SomeImages.list()).state().withPreferences(preferences));
    }

    @Test
    void theLightTheme() {
        expect("light", SomeImages.shown(80, 24, SomeImages.list()).press("space", "/").type("py").press("enter"),
                new Look(Messages.english(), Theme.LIGHT), Glyphs.UNICODE);
    }

    @Test
    void theThemeOfHighContrast() {
        expect("contrast", SomeImages.shown(80, 24, SomeImages.list()).press("space", "/").type("py").press("enter"),
                new Look(Messages.english(), Theme.CONTRAST), Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40", "200,60"})
    void allColumnsAsFarAsTheyFit(int columns, int rows) {
        expect("columns", with(columns, rows, false, ImageColumn.values()).press("+", "+"));
    }

    @Test
    void theNamesOfAnImageTogether() {
        expect("tree", family());
    }

    @Test
    void theNamesOfAnImageTogetherInAscii() {
        expect("tree-ascii", family(), Golden.ENGLISH, Glyphs.ASCII);
    }

    private static Play family() {
        return with(80, 24, false, ImageColumn.REPOSITORY, ImageColumn.TAG, ImageColumn.SIZE, ImageColumn.ID)
                .press("T", "/").type("pth").press("enter");
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void choosesColumns(int columns, int rows) {
        expect("choose", SomeImages.shown(columns, rows, SomeImages.list()).press("|", "j", "j", "space", "J"));
    }

    @Test
    void choosesColumnsInChinese() {
        expect("choose-zh", SomeImages.shown(80, 24, SomeImages.list()).press("|"), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void offersOwnCommands(int columns, int rows) {
        expect("commands", with(columns, rows, false, ImageColumn.REPOSITORY).press("c", "j"));
    }

    @Test
    void showsWhatACommandWrote() {
        expect("output", with(80, 24, false, ImageColumn.REPOSITORY).happen(new Event.ProgramEnded("dive", 2,
                "Image Source: docker://nginx:1.27\n\u001b[31mcannot\u001b[m find it\n", OwnCommand.Output.DIALOG)));
    }

    @Test
    void tellsABadExpressionWhereItIsTyped() {
        expect("expression", SomeImages.shown(120, 40, SomeImages.list()).press("/").type("~py").type("(["));
    }
}
