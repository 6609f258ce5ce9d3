package dev.jimg.tui.view;

import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.term.Glyphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void tags(int columns, int rows) {
        Golden.expect("tags/list", PullScenes.on(columns, rows).tags().visit(5).state());
    }

    @Test
    void aTagThatIsAskedAbout() {
        Golden.expect("tags/asking", PullScenes.on(80, 24).tags().visit(2).press("j").state());
    }

    @Test
    void aTagThatCouldNotBeAskedAbout() {
        Golden.expect("tags/unknown", PullScenes.on(80, 24).tags().failed(PullSamples.NO_LOGIN).state());
    }

    @Test
    void typingAFilter() {
        Golden.expect("tags/filter", PullScenes.on(80, 24).tags().visit(1).press("/").type("alp").state());
    }

    @Test
    void nothingFits() {
        Golden.expect("tags/none-kept", PullScenes.on(80, 24).tags().press("/").type("xyz").press("enter").state());
    }

    @Test
    void loading() {
        Golden.expect("tags/loading", PullScenes.on(80, 24).found("nginx", PullSamples.hub()).press("enter").state());
    }

    @Test
    void failure() {
        Golden.expect("tags/failure", PullScenes.on(80, 24).found("nginx", PullSamples.hub()).press("enter")
                .failed(PullSamples.NO_LOGIN).state());
    }

    @Test
    void inChinese() {
        Golden.expect("tags/list-zh", PullScenes.on(120, 40).tags().visit(5).state(), Golden.CHINESE, Glyphs.UNICODE);
    }
}
