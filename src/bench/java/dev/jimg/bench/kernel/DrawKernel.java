package dev.jimg.bench.kernel;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.ColorDepth;
import dev.jimg.tui.term.Diff;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.view.Frame;
import dev.jimg.tui.view.Look;
import dev.jimg.tui.view.Theme;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A frame of 200x60 with 10,000 images in the list, and the bytes that it differs by from the one before. */
@State(Scope.Benchmark)
public class DrawKernel {

    private static final int COLUMNS = 200;
    private static final int ROWS = 60;

    private final AppState upper = SomeImages.shown(COLUMNS, ROWS, SomeImages.many(10_000)).state();
    private final AppState lower = SomeImages.shown(COLUMNS, ROWS, SomeImages.many(10_000)).press("j").state();
    private final Look look = new Look(Messages.english(), Theme.DEFAULT);
    private final Grid grid = new Grid(COLUMNS, ROWS, Glyphs.UNICODE);
    private final Diff diff = new Diff(ColorDepth.INDEXED);
    private boolean down;

    /** The cursor goes down and up again. */
    @Benchmark
    public byte[] frame() {
        down = !down;
        Frame.draw(down ? lower : upper, grid, look);
        return diff.frame(grid);
    }
}
