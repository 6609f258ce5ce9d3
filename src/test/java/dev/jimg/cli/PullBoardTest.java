package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PullBoardTest {

    private final PullBoard board = new PullBoard();

    private static LayerProgress at(String layer, Phase phase) {
        return new LayerProgress(layer, phase, 1, 2);
    }

    private static String told(List<LayerBoard.Line> lines) {
        return lines.stream().map(line -> line.layer() + " " + line.status()).collect(Collectors.joining(", "));
    }

    @Test
    void completesFromTheLowestLayerUp() {
        assertEquals("a WAITING, b HERE, c WAITING",
                told(board.resolve(List.of(at("a", Phase.WAITING), at("b", Phase.ALREADY_HERE), at("c", Phase.WAITING)))));
        assertEquals("c DOWNLOADED", told(board.apply(at("c", Phase.COMPLETE))));
        assertEquals("a VERIFYING", told(board.apply(at("a", Phase.VERIFYING))));
        assertEquals("a DOWNLOADED, a COMPLETE, c COMPLETE", told(board.apply(at("a", Phase.COMPLETE))));
        assertEquals("a COMPLETE, b HERE, c COMPLETE", told(board.lines()));
    }

    @Test
    void ignoresReportsThatComeLate() {
        board.resolve(List.of(at("a", Phase.WAITING), at("b", Phase.WAITING)));
        board.apply(at("b", Phase.VERIFYING));
        assertEquals("", told(board.apply(at("b", Phase.DOWNLOADING))));
        board.apply(at("a", Phase.COMPLETE));
        assertEquals("", told(board.apply(at("a", Phase.DOWNLOADING))));
        assertEquals("", told(board.apply(at("a", Phase.COMPLETE))));
        assertEquals("a COMPLETE, b VERIFYING", told(board.lines()));
    }

    @Test
    void aLayerThatSomebodyElseBroughtIsHere() {
        board.resolve(List.of(at("a", Phase.WAITING), at("b", Phase.WAITING)));
        board.apply(at("a", Phase.DOWNLOADING));
        board.apply(at("b", Phase.COMPLETE));
        assertEquals("a HERE, b COMPLETE", told(board.apply(at("a", Phase.ALREADY_HERE))));
    }

    @Test
    void bytesAreNoChangeOfStatus() {
        board.resolve(List.of(at("a", Phase.WAITING)));
        assertEquals("a DOWNLOADING", told(board.apply(new LayerProgress("a", Phase.DOWNLOADING, 5, 10))));
        assertEquals("", told(board.apply(new LayerProgress("a", Phase.DOWNLOADING, 7, 10))));
        assertEquals(7, board.lines().get(0).done());
    }

    @Test
    void takesALayerThatWasNotAnnounced() {
        board.resolve(List.of());
        assertTrue(board.nothingToFetch());
        assertEquals("x DOWNLOADING", told(board.apply(at("x", Phase.DOWNLOADING))));
        assertFalse(board.nothingToFetch());
    }
}
