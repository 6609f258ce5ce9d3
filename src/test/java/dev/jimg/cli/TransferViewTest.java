package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.Arrays;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.builtins.ScreenTerminal;
import org.junit.jupiter.api.Test;

class TransferViewTest {

    private static final String HEADING = "latest: Pulling from library/nginx";

    private static TransferEvent.Resolved resolved(Phase... phases) {
        return new TransferEvent.Resolved(Digest.of(new byte[0]), IntStream.range(0, phases.length)
                .mapToObj(n -> new LayerProgress(layer(n), phases[n], 0, 30_200_000)).toList());
    }

    private static String layer(int n) {
        return String.format("%012x", 0xa480a496ba00L + n);
    }

    private static LayerProgress at(int n, Phase phase, long done) {
        return new LayerProgress(layer(n), phase, done, 30_200_000);
    }

    /** What a terminal shows after these bytes, without trailing blanks and empty lines. */
    private static String screen(String bytes, int columns, int rows) {
        ScreenTerminal terminal = new ScreenTerminal(columns, rows);
        terminal.write(bytes.replace("\n", "\r\n"));
        long[] cells = new long[columns * rows];
        terminal.dump(cells, 0, 0, rows, columns, new int[2]);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                int c = (int) (cells[row * columns + column] & 0xffffffffL);
                line.appendCodePoint(c == 0 ? ' ' : c);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static TransferView view(TestConsole console) {
        return TransferView.on(console.console(), false, HEADING, new PullBoard());
    }

    @Test
    void aPipeGetsDockersLines() {
        TestConsole console = TestConsole.pipe();
        TransferView view = view(console);
        view.accept(resolved(Phase.ALREADY_HERE, Phase.WAITING, Phase.WAITING));
        view.accept(at(2, Phase.DOWNLOADING, 5));
        view.accept(at(1, Phase.DOWNLOADING, 7));
        view.accept(at(1, Phase.DOWNLOADING, 9));
        view.accept(at(2, Phase.VERIFYING, 0));
        view.accept(at(2, Phase.COMPLETE, 0));
        view.accept(at(1, Phase.VERIFYING, 0));
        view.accept(at(1, Phase.COMPLETE, 0));
        view.end(true);
        assertEquals("""
                latest: Pulling from library/nginx
                a480a496ba00: Already exists
                a480a496ba01: Pulling fs layer
                a480a496ba02: Pulling fs layer
                a480a496ba02: Verifying Checksum
                a480a496ba02: Download complete
                a480a496ba01: Verifying Checksum
                a480a496ba01: Download complete
                a480a496ba01: Pull complete
                a480a496ba02: Pull complete
                """, console.out());
    }

    @Test
    void layersThatAreHereAreNamedOnlyWhereSomethingWasNew() {
        for (boolean terminal : new boolean[] {false, true}) {
            for (boolean fresh : new boolean[] {false, true}) {
                TestConsole console = terminal ? TestConsole.terminal(80, 24) : TestConsole.pipe();
                TransferView view = view(console);
                view.accept(resolved(Phase.ALREADY_HERE, Phase.ALREADY_HERE));
                view.end(fresh);
                assertEquals(HEADING + "\n" + (fresh
                        ? "a480a496ba00: Already exists\na480a496ba01: Already exists\n" + (terminal ? "\r" : "")
                        : ""), console.out());
            }
        }
    }

    @Test
    void aTerminalIsRedrawnInPlace() {
        TestConsole console = TestConsole.terminal(120, 24);
        TransferView view = view(console);
        view.accept(resolved(Phase.ALREADY_HERE, Phase.WAITING, Phase.WAITING));
        view.accept(at(1, Phase.DOWNLOADING, 12_100_000));
        view.accept(at(2, Phase.DOWNLOADING, 0));
        String half = console.out();
        assertEquals("""
                latest: Pulling from library/nginx
                a480a496ba00: Already exists
                a480a496ba01: Downloading [====================>                              ]   12.1MB/30.2MB
                a480a496ba02: Downloading [>                                                  ]       0B/30.2MB""",
                screen("$ jimg-tui pull nginx\n" + half, 120, 24).replaceFirst(".*\n", ""));
        view.accept(at(2, Phase.COMPLETE, 0));
        view.accept(at(1, Phase.VERIFYING, 0));
        view.accept(at(1, Phase.COMPLETE, 0));
        view.end(true);
        assertEquals("""
                latest: Pulling from library/nginx
                a480a496ba00: Already exists
                a480a496ba01: Pull complete
                a480a496ba02: Pull complete
                Digest: x""", screen(half + console.out() + "Digest: x\n", 120, 24));
    }

    @Test
    void aWaitIsToldUntilSomethingMoves() {
        TestConsole pipe = TestConsole.pipe();
        TransferView lines = view(pipe);
        lines.accept(resolved(Phase.DOWNLOADING));
        pipe.out();
        lines.accept(new TransferEvent.Waiting(Duration.ofMillis(3200), false));
        lines.accept(new TransferEvent.Waiting(Duration.ofSeconds(20), true));
        assertEquals("registry does not answer, again in 4 s\nregistry asks to wait, again in 20 s\n", pipe.out());

        TestConsole console = TestConsole.terminal(30, 24);
        TransferView view = view(console);
        view.accept(resolved(Phase.WAITING, Phase.WAITING));
        console.out();
        view.accept(new TransferEvent.Waiting(Duration.ofMillis(900), false));
        assertTrue(console.out().contains("registry does not answer, aga"));
        view.accept(at(0, Phase.DOWNLOADING, 7));
        String moved = console.out();
        assertTrue(moved.contains("Downloading") && !moved.contains("registry"), moved);
    }

    @Test
    void bytesAreHeldBackAndAStatusIsNot() {
        TestConsole console = TestConsole.terminal(120, 24);
        TransferView view = view(console);
        view.accept(resolved(Phase.WAITING, Phase.WAITING));
        view.accept(at(0, Phase.DOWNLOADING, 1));
        console.out();
        for (int i = 2; i < 1000; i++) {
            view.accept(at(0, Phase.DOWNLOADING, i));
        }
        assertEquals("", console.out(), "no time has passed");
        console.passMillis(41);
        view.accept(at(0, Phase.DOWNLOADING, 1000));
        String frame = console.out();
        assertTrue(frame.contains("1kB/30.2MB"), frame);
        assertEquals(1, frame.split("a480a496ba", -1).length - 1, "only the line that differs is written");
        view.accept(at(0, Phase.VERIFYING, 0));
        assertTrue(console.out().contains("Verifying Checksum"));
    }

    @Test
    void aLineNeverWraps() {
        for (int columns : new int[] {1, 10, 20, 40, 60, 79, 80, 97, 98, 110, 111, 300}) {
            for (long done : new long[] {0, 1, 29_999_999, 30_200_000, 99_999_999}) {
                LayerBoard.Line line = new LayerBoard.Line(layer(0), LayerBoard.Status.DOWNLOADING, done, 30_200_000);
                String text = LayerLine.of(line, columns);
                assertTrue(text.length() < columns || text.isEmpty(), columns + ": " + text);
            }
        }
        LayerBoard.Line line = new LayerBoard.Line(layer(0), LayerBoard.Status.DOWNLOADING, 15_100_000, 30_200_000);
        assertEquals("a480a496ba00: Downloading   15.1MB/30.2MB", LayerLine.of(line, 45));
        assertEquals("a480a496ba00: Downloading [================>                 ]   15.1MB/30.2MB",
                LayerLine.of(line, 80));
        assertEquals("a480a496ba00: Downloading      2kB", LayerLine.of(
                new LayerBoard.Line(layer(0), LayerBoard.Status.DOWNLOADING, 2000, -1), 120));
    }

    @Test
    void moreLayersThanRowsShowThoseThatAreNotDone() {
        TestConsole console = TestConsole.terminal(60, 10);
        TransferView view = view(console);
        Phase[] phases = new Phase[30];
        Arrays.fill(phases, Phase.WAITING);
        view.accept(resolved(phases));
        StringBuilder bytes = new StringBuilder(console.out());
        for (int n = 0; n < 5; n++) {
            view.accept(at(n, Phase.COMPLETE, 0));
        }
        bytes.append(console.out());
        String shown = screen(bytes.toString(), 60, 10);
        assertTrue(shown.startsWith("a480a496ba05: Pulling fs layer\na480a496ba06"), shown);
        assertTrue(shown.endsWith("\nand 22 more, 5 of 30 done"), shown);
        for (int n = 5; n < 30; n++) {
            view.accept(at(n, Phase.COMPLETE, 0));
        }
        view.end(true);
        bytes.append(console.out()).append("Digest: x\n");
        String end = screen(bytes.toString(), 60, 40);
        assertEquals(30, end.split("Pull complete", -1).length - 1, end);
        assertFalse(end.contains("more"), end);
        assertTrue(end.endsWith("a480a496ba1d: Pull complete\nDigest: x"), end);
    }

    @Test
    void aPullThatFailsEarlyShowsNothing() {
        for (TestConsole console : List.of(TestConsole.terminal(80, 24), TestConsole.pipe())) {
            view(console).end(true);
            assertEquals("", console.out());
        }
    }
}
