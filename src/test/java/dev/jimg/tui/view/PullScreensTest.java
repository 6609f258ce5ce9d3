package dev.jimg.tui.view;

import dev.jimg.service.TagList;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullScreensTest {

    private static final long PLENTY = 41_000_000_000L;

    @Test
    void anEmptyLineTeaches() {
        Golden.expect("pull/line-empty", PullScenes.on(80, 24).press("4", "p").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void completion(int columns, int rows) {
        Golden.expect("pull/line-completion", PullScenes.on(columns, rows).found("nginx", PullSamples.hub())
                .press("4", "p").type("ngi").press("tab", "tab").state());
    }

    @Test
    void aNameThatIsNone() {
        Golden.expect("pull/line-problem", PullScenes.on(80, 24).press("4", "p").type("Nginx").press("enter").state());
    }

    @Test
    void aPlanThatFailed() {
        Golden.expect("pull/line-failed", PullScenes.on(80, 24).previewing("ghcr.io/a/b:1")
                .failed(PullSamples.NO_LOGIN).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void aTagThatIsNotThere(int columns, int rows) {
        PullScenes scenes = PullScenes.on(columns, rows).previewing("team/api").failed(PullSamples.NO_TAG);
        Effect.OfferTags asked = scenes.play().one(Effect.OfferTags.class);
        scenes.play().happen(new Event.TagsListed(asked.request(), new TagList(asked.repository(),
                List.of("1.0", "1.1", "2.0"), true)));
        Golden.expect("pull/line-tags", scenes.press("down").state());
    }

    @Test
    void theNameOfTheSelectedImage() {
        Golden.expect("pull/line-suggested", PullScenes.on(80, 24).press("1", "p").state());
    }

    @Test
    void resolving() {
        Golden.expect("pull/resolving", PullScenes.on(80, 24).previewing("nginx:1.28").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void preview(int columns, int rows) {
        Golden.expect("pull/preview", PullScenes.on(columns, rows).previewing("nginx:1.28").planned().state());
    }

    @Test
    void upToDate() {
        Golden.expect("pull/up-to-date", PullScenes.on(80, 24).previewing("nginx:1.26")
                .planned(PLENTY, true, List.of(PullSamples.AMD64)).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void tooLittleDisk(int columns, int rows) {
        Golden.expect("pull/too-large", PullScenes.on(columns, rows).previewing("nginx:1.28")
                .planned(12_000_000, false, List.of(PullSamples.AMD64, PullSamples.ARM64)).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void choosingAPlatform(int columns, int rows) {
        Golden.expect("pull/platforms", PullScenes.on(columns, rows).previewing("nginx:1.28").planned()
                .press("t", "j").state());
    }

    @Test
    void anotherPlatformIsPlanned() {
        Golden.expect("pull/replanning", PullScenes.on(80, 24).previewing("nginx:1.28").planned().press("right")
                .state());
    }

    @Test
    void inChinese() {
        Golden.expect("pull/preview-zh", PullScenes.on(80, 24).previewing("nginx:1.28").planned().state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void theLineInChinese() {
        Golden.expect("pull/line-zh", PullScenes.on(80, 24).press("4", "p").type("ngi").state(), Golden.CHINESE,
                Glyphs.UNICODE);
    }

    @Test
    void inAscii() {
        Golden.expect("pull/preview-ascii", PullScenes.on(80, 24).previewing("nginx:1.28").planned().state(),
                Golden.ENGLISH, Glyphs.ASCII);
    }
}
