package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Notice;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Glyphs;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a sentence is seen where it does not fit. */
class OneLineTest {

    private static final Failure PULL = new Failure(Failure.Kind.UNREACHABLE, "pull",
            "registry.example.com:5000/platform/team/payments-api:2.3.1",
            "nobody listens at registry.example.com:5000 (connection refused)", "Is the registry running?");

    private static String shown(Failure failure, int cells, Look look) {
        return OneLine.of(new Notice(Play.NOW, Notice.Severity.ERROR, FailureText.whole(failure), Optional.of(failure)),
                cells, look);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200|could not pull registry.example.com:5000/platform/team/payments-api:2.3.1: nobody listens at"
                + " registry.example.com:5000 (connection refused)",
        "129|could not pull registry.example.com:5000/…/payments-api:2.3.1: nobody listens at registry.example.com:5000"
                + " (connection refused)",
        "98|could not pull …/payments-api:2.3.1: nobody listens at registry.ex…e.com:5000 (connection refused)",
        "74|could not pull …/pa…3.1: nobody listens at regis…5000 (connection refused)",
        "64|could not pull: nobody listens at regi…5000 (connection refused)",
        "48|nobody listens at regi…5000 (connection refused)",
        "31|nobody li… (connection refused)",
        "20|nobody listens at r…"})
    void givesUpWhatFailedBeforeItGivesUpWhy(int cells, String line) {
        assertEquals(line, shown(PULL, cells, Golden.ENGLISH));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 31, 48, 71, 90, 120, 200})
    void isNeverWiderThanItsLine(int cells) {
        for (Look look : new Look[] {Golden.ENGLISH, Golden.CHINESE}) {
            assertTrue(CellText.width(shown(PULL, cells, look)) <= cells);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/a/b/web:1, 16, ghcr.io/…/web:1",
        "ghcr.io/a/b/web:1, 14, …/web:1",
        "ghcr.io/web:1, 12, …/web:1",
        "web@sha256:bc5eac5eafc5a1b2c3d4e5f60718293a, 40, web@sha256:bc5eac5eafc5…",
        "/var/lib/images/large.tar.zst, 20, /var/…/large.tar.zst",
        "an-image-of-one-long-word:12, 12, an-ima…rd:12"})
    void cutsANameWhereItTellsLeast(String name, int cells, String cut) {
        assertEquals(cut, OneLine.name(name, cells));
    }

    @Test
    void cutsWhatIsNoFailureAtTheEndOnlyAfterItsNames() {
        Text tagged = Text.of("failure.line", "tagged nginx:1.27 as registry.example.com/platform/team/web:1 a while ago");
        Notice notice = new Notice(Play.NOW, Notice.Severity.DONE, tagged, Optional.empty());
        assertEquals("tagged nginx:1.27 as registry.example.com/…/web:1 a while ago", OneLine.of(notice, 64, Golden.ENGLISH));
        assertEquals("tagged ngin….27 as …/web:1 a …", OneLine.of(notice, 30, Golden.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void leadsToTheRest(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list());
        Golden.expect("images/not-pulled", play.state().say(PULL));
    }

    @Test
    void speaksChinese() {
        Play play = SomeImages.shown(80, 24, SomeImages.list());
        Golden.expect("images/not-pulled-zh", play.state().say(PULL), Golden.CHINESE, Glyphs.UNICODE);
    }
}
