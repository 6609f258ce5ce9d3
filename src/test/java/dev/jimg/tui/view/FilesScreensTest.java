package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.service.TagList;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FileText;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeFiles;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the Files tab and its dialogs look. */
class FilesScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsWhatALayerDid(int columns, int rows) {
        Golden.expect("files/layer", SomeFiles.shown(columns, rows).press("j").state());
    }

    @Test
    void showsAllLayersTogetherTheLargestFirst() {
        Golden.expect("files/merged", SomeFiles.shown(120, 40).press("t", "S").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void searches(int columns, int rows) {
        Golden.expect("files/search", SomeFiles.shown(columns, rows).press("t", "/").type("pass").state());
    }

    @Test
    void saysWhatItDoesNotFind() {
        Golden.expect("files/search-none", SomeFiles.shown(80, 24).press("/").type("nowhere").press("enter").state());
    }

    @Test
    void saysWithWhichKeysWhatIsHiddenComesBack() {
        Golden.expect("files/hidden", SomeFiles.shown(80, 24).press("a", "r", "m").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void showsHowFarTheReadingIs(int columns, int rows) {
        Golden.expect("files/reading", SomeFiles.reading(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheLayersThatAreRead(int columns, int rows) {
        Golden.expect("files/growing", SomeFiles.growing(columns, rows).press("j").state());
    }

    @Test
    void showsTheLayersThatAreReadInChinese() {
        Golden.expect("files/growing-zh", SomeFiles.growing(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysThatTheEngineIsNotReady(int columns, int rows) {
        Golden.expect("files/preparing", eightSecondsLater(SomeFiles.preparing(columns, rows)).state());
    }

    @Test
    void saysThatTheEngineIsNotReadyInChinese() {
        Golden.expect("files/preparing-zh", eightSecondsLater(SomeFiles.preparing(80, 24)).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsAllLayersTogetherWhileTheEnginePreparesThem(int columns, int rows) {
        Golden.expect("files/preview", eightSecondsLater(SomeFiles.preview(columns, rows).press("j")).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void showsAllLayersTogetherWhileTheEnginePreparesThemInChinese(int columns, int rows) {
        Golden.expect("files/preview-zh", eightSecondsLater(SomeFiles.preview(columns, rows)).state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    private static Play eightSecondsLater(Play play) {
        return play.at(play.state().now().plusSeconds(8));
    }

    @Test
    void showsAllLayersTogetherWhileTheFirstBytesOfThemCome() {
        Play play = SomeFiles.preview(40, 10);
        long request = play.state().detail().files().model().request();
        Golden.expect("files/preview-reading", play.happen(new Event.FilesMoved(request,
                new FilesProgress(122_000_000, 1_020_000_000))).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysThatTheLayersOwnTreeHasCome(int columns, int rows) {
        Golden.expect("files/preview-over", SomeFiles.came(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void saysWhichLayerCannotBeRead(int columns, int rows) {
        Golden.expect("files/unreadable", SomeFiles.unreadable(columns, rows, 1).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhyALayerCannotBeRead(int columns, int rows) {
        Golden.expect("files/unreadable-layer", SomeFiles.unreadable(columns, rows, 2).state());
    }

    @Test
    void saysWhyALayerCannotBeReadInChinese() {
        Golden.expect("files/unreadable-layer-zh", SomeFiles.unreadable(80, 24, 2).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysThatTheLayerIsNotWholeYet(int columns, int rows) {
        Golden.expect("files/partial", SomeFiles.partial(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void teachesHowToReadWhatIsNotKnown(int columns, int rows) {
        Play play = SomeDetails.withHistory(columns, rows).press("3", "]");
        play.happen(new Event.FilesRead(play.one(Effect.ReadFiles.class).request(), Optional.empty()));
        Golden.expect("files/unread", play.state());
    }

    @Test
    void saysWhatFailed() {
        Play play = SomeDetails.withHistory(80, 24).press("3", "enter");
        play.happen(new Event.RequestFailed(play.one(Effect.ReadFiles.class).request(), new Failure(
                Failure.Kind.CORRUPT, "read the files of layer", "4f53cda18c2b", "the tar is cut off",
                "Remove the image and pull it again; if that does not help, tell its publisher.")));
        Golden.expect("files/failed", play.state());
    }

    @Test
    void showsTheFilesInChinese() {
        Golden.expect("files/layer-zh", SomeFiles.shown(80, 24).press("j").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void showsTheFilesInAscii() {
        Golden.expect("files/layer-ascii", SomeFiles.shown(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void listsWhatIsWasted(int columns, int rows) {
        Golden.expect("files/waste", SomeFiles.shown(columns, rows).press("w", "j").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void showsAFile(int columns, int rows) {
        Golden.expect("files/view", viewed(columns, rows, new FileText(List.of("root:x:0:0:root:/root:/bin/bash",
                "", "\u001b[31mdaemon\u202e:x:1:1", "用户:x:1000:1000:🐳:/home:/bin/sh"), FileText.TEXT, 980, 980)).state());
    }

    @Test
    void saysWhatIsNoText() {
        Golden.expect("files/view-binary",
                viewed(80, 24, new FileText(List.of(), "file.program", 1_265_648, 1 << 20)).state());
    }

    @Test
    void listsTheLayersOfARemoteImage() {
        Golden.expect("files/remote", remote().press("j").state());
    }

    @Test
    void asksBeforeALargeLayerIsFetched() {
        Golden.expect("files/remote-ask", remote().press("j", "enter").state());
    }

    private static Play viewed(int columns, int rows, FileText text) {
        Play play = SomeFiles.shown(columns, rows).press("j", "enter");
        return play.happen(new Event.FileViewed(play.one(Effect.ViewFile.class).request(), text));
    }

    private static Play remote() {
        Play play = SomeDetails.withHistory(80, 24).press(":").type("tags redis").press("enter");
        Effect.ListTags tags = play.one(Effect.ListTags.class);
        play.happen(new Event.TagsListed(tags.request(), new TagList(tags.repository(), List.of("7-alpine"), true)));
        play.press("f");
        return play.happen(new Event.RemoteLayersListed(play.one(Effect.ListRemoteLayers.class).request(),
                SomeFiles.remote()));
    }
}
