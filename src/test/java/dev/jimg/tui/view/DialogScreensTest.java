package dev.jimg.tui.view;

import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.term.Glyphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How help, palette, actions, log and the question before leaving look. */
class DialogScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void helpShowsTheKeysOfTheFocusedPaneFirst(int columns, int rows) {
        Golden.expect("help/images", SomeDetails.withHistory(columns, rows).press("1", "?").state());
    }

    @Test
    void helpExplainsTheMarksInAscii() {
        Golden.expect("help/marks-ascii", SomeDetails.withHistory(80, 24).press("1", "?", "/").type("ma").state(),
                Golden.ENGLISH, Glyphs.ASCII);
    }

    @Test
    void helpStopsAtItsEnd() {
        Golden.expect("help/end", SomeDetails.withHistory(80, 24).press("?", "G", "j").state());
    }

    @Test
    void helpKeepsWhatIsTyped() {
        Golden.expect("help/filtered", SomeDetails.withHistory(80, 24).press("?", "/").type("sort").state());
    }

    @Test
    void helpSpeaksChinese() {
        Golden.expect("help/zh", SomeDetails.withHistory(120, 40).press("?").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void thePaletteShowsItsCommands(int columns, int rows) {
        Golden.expect("palette/all", SomeDetails.withHistory(columns, rows).press(":").state());
    }

    @Test
    void thePaletteCompletesNames() {
        Golden.expect("palette/names", SomeDetails.withHistory(80, 24).press(":").type("pull p").press("tab").state());
    }

    @Test
    void thePaletteSaysWhichCommandWasProbablyMeant() {
        Golden.expect("palette/unknown", SomeDetails.withHistory(80, 24).press(":").type("serach").press("enter")
                .state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void thePaletteListsAllColumnsThatThereAre(int columns, int rows) {
        Golden.expect("palette/no-column", SomeDetails.withHistory(columns, rows).press(":").type("sort foo")
                .press("enter").state());
    }

    @Test
    void thePaletteSpeaksChinese() {
        Golden.expect("palette/zh", SomeDetails.withHistory(80, 24).press(":").type("s").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void theActionsOfAnImage(int columns, int rows) {
        Golden.expect("actions/image", SomeDetails.withHistory(columns, rows).press("1", "x", "j").state());
    }

    @Test
    void actionsThatCannotBeDoneSayWhy() {
        Golden.expect("actions/none", Play.on(80, 24).press("x").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void theLogTellsTheWholeStory(int columns, int rows) {
        Golden.expect("log/failure", SomeDetails.withFailure(columns, rows).press("@").state());
    }

    @Test
    void theLogIsEmptyAtFirst() {
        Golden.expect("log/empty", Play.on(80, 24).press("@").state());
    }

    @Test
    void theLogInAscii() {
        Golden.expect("log/ascii", SomeDetails.withFailure(80, 24).press("@").state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void askedBeforeDownloadsAreBrokenOff(int columns, int rows) {
        Golden.expect("quit/running", SomeDetails.pulling(columns, rows).press("q").state());
    }

    @Test
    void askedBeforeAPushAloneIsBrokenOff() {
        Golden.expect("quit/push", SomeDetails.pushing(80, 24).press("q").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void whatNoOtherProcessCanGoOnWithIsNamed(int columns, int rows) {
        Golden.expect("quit/bound", SomeDetails.pullingAndLoadingAPipe(columns, rows).press("q").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void anImportFromAnAddressIsToldWhyItEnds(int columns, int rows) {
        Golden.expect("quit/address", SomeDetails.importingFromAnAddress(columns, rows, false).press("q").state());
    }

    @Test
    void eachReasonStandsBelowItsJobs() {
        Golden.expect("quit/address-zh", SomeDetails.importingFromAnAddress(80, 24, true).press("q").state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void whatCannotGoOnInChinese() {
        Golden.expect("quit/bound-zh", SomeDetails.pullingAndLoadingAPipe(80, 24).press("q").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void whatBeginsAgainIsNotSaidToGoOn(int columns, int rows) {
        Golden.expect("quit/again", SomeDetails.loading(columns, rows).press("q").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void whatGoesOnAndWhatBeginsAgainAreToldApart(int columns, int rows) {
        Golden.expect("quit/mixed", SomeDetails.pullingAndLoading(columns, rows).press("q").state());
    }

    @Test
    void whatBeginsAgainInChinese() {
        Golden.expect("quit/again-zh", SomeDetails.loading(80, 24).press("q").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void whatGoesOnAndWhatBeginsAgainInChinese() {
        Golden.expect("quit/mixed-zh", SomeDetails.pullingAndLoading(80, 24).press("q").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void askedInChinese() {
        Golden.expect("quit/zh", SomeDetails.pulling(80, 24).press("q").state(), Golden.CHINESE, Glyphs.UNICODE);
    }
}
