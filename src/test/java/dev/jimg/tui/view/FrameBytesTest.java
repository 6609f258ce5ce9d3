package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.ColorDepth;
import dev.jimg.tui.term.Diff;
import dev.jimg.tui.term.Grid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A frame of a large screen sends what changed, and nothing else: an SSH connection may be slow. */
class FrameBytesTest {

    private final Grid grid = new Grid(200, 60);
    private final Diff diff = new Diff(ColorDepth.INDEXED);

    @Test
    void aFrameInWhichNothingChangedSendsNothing() {
        Play play = SomeImages.shown(200, 60, SomeImages.many(10_000));
        sent(play);
        assertEquals(0, sent(play));
    }

    @Test
    void aStepInTheListSendsTheTwoRows() {
        Play play = SomeImages.shown(200, 60, SomeImages.many(10_000));
        int whole = sent(play);
        int step = sent(play.press("down"));
        assertTrue(whole > 4_000, "the whole screen took " + whole);
        assertTrue(step > 0 && step < 700, "a step took " + step);
    }

    @Test
    void aLetterOfAFilterSendsTheLetterWhereItKeepsAll() {
        Play play = SomeImages.shown(200, 60, SomeImages.many(20)).press("/");
        sent(play);
        int letter = sent(play.type("zz"));
        int next = sent(play.type("z"));
        assertTrue(letter < 4_000, "the emptied list took " + letter);
        assertTrue(next < 120, "a letter that changes nothing else took " + next);
    }

    /** As far as all of them can be told apart on the screen: a number here, half a cell of a bar there. */
    @Test
    void tenTransfersThatMoveSendTheirNumbers() {
        PullScenes scenes = PullScenes.on(200, 60);
        List<Long> pulls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pulls.add(scenes.running("team/service-" + i + ":1.0"));
        }
        sent(scenes.press("4").play());
        int most = 0;
        for (int frame = 1; frame <= 30; frame++) {
            scenes.play().at(scenes.state().now().plus(Duration.ofMillis(33)));
            for (long pull : pulls) {
                scenes.report(pull, PullSamples.layer(1, Phase.DOWNLOADING, 12_100_000 + frame * 99_000L, 30_200_000));
            }
            most = Math.max(most, sent(scenes.play()));
        }
        assertTrue(most > 0 && most < 1_600, "the largest of 30 frames took " + most);
    }

    private int sent(Play play) {
        Frame.draw(play.state(), grid, Golden.ENGLISH);
        byte[] frame = diff.frame(grid);
        String text = new String(frame, StandardCharsets.UTF_8);
        assertTrue(frame.length == 0 || text.endsWith("\u001b[?2026l"), "a frame is shown at once");
        return frame.length;
    }
}
