package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.build.BuildEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a build writes, folded by its steps. */
class BuildLogTest {

    private static final int HEIGHT = 10;

    private final BuildLog log = BuildLog.EMPTY.append(0, "sending\n").begin(1, 2, "FROM scratch").append(1, "one\ntwo\n");

    @Test
    void onlyTheLastStepIsOpenByItself() {
        assertEquals(4, log.count());
        BuildLog next = log.begin(2, 2, "RUN true").append(2, "three\n");
        assertEquals(4, next.count(), "sending, the first step in one line, the second in two");
        assertTrue(next.row(1).orElseThrow().head());
        assertEquals(3, next.selected());
    }

    @Test
    void opensAndClosesTheStepOfTheSelectedRow() {
        BuildLog next = log.begin(2, 2, "RUN true").move(Action.FIRST, HEIGHT).move(Action.DOWN, HEIGHT);
        assertFalse(next.follow());
        BuildLog open = next.toggle(HEIGHT);
        assertEquals(5, open.count());
        BuildLog closed = open.move(Action.DOWN, HEIGHT).toggle(HEIGHT);
        assertEquals(3, closed.count());
        assertEquals(1, closed.selected(), "on the head of what was closed");
    }

    @Test
    void whatOneReadsStaysOpenWhenTheNextStepBegins() {
        BuildLog reading = log.move(Action.UP, HEIGHT);
        assertEquals(2, reading.selected());
        BuildLog next = reading.begin(2, 2, "RUN true");
        assertEquals("one", next.row(next.selected()).map(row -> row.step().text().line(row.line())).orElseThrow());
        assertEquals(5, next.count());
    }

    @Test
    void whyItFailedStandsBelowTheStepUnderWay() {
        BuildLog next = log.begin(2, 2, "RUN false").append(2, "begun").failed("it returned 1");
        assertEquals("it returned 1", next.steps().get(2).text().line(1));
        assertEquals("no such file", BuildLog.EMPTY.failed("no such file").row(0)
                .map(row -> row.step().text().line(row.line())).orElseThrow());
    }

    @Test
    void textOfAStepThatEndedStillReachesIt() {
        BuildLog next = log.begin(2, 2, "RUN true").append(1, "late\n");
        assertEquals(3, next.steps().get(1).text().count());
    }

    @Test
    void hearsPiecesOfLinesUnderTheStepsThatWroteThem() {
        BuildLog next = log.heard(List.of(new BuildEvent.Output("th", false), new BuildEvent.Output("ree\n", false),
                new BuildEvent.Step(2, 2, "RUN true"), new BuildEvent.Output("fo", false), new BuildEvent.Output("ur", false)));
        assertEquals(List.of("one", "two", "three"), next.steps().get(1).text().lines());
        assertEquals("four", next.steps().get(2).text().rest());
        assertEquals("said", BuildLog.EMPTY.heard(List.of(new BuildEvent.Output("said", false))).steps().get(0).text().rest());
    }

    @Test
    @Timeout(5)
    void hearsAQuarterOfAMillionLinesAtOnce() {
        BuildLog next = log.heard(IntStream.range(0, 250_000)
                .mapToObj(i -> (BuildEvent) new BuildEvent.Output("line " + i + "\n", false)).toList());
        Scrollback text = next.steps().get(1).text();
        assertEquals(Scrollback.MOST_LINES, text.count());
        assertEquals("line 249999", text.line(text.count() - 1));
    }
}
