package dev.jimg.bench.kernel;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Reducer;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.Update;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A key in the filter of a list of 10,000 images. */
@State(Scope.Benchmark)
public class FilterKernel {

    private static final int IMAGES = 10_000;

    private final AppState typing = SomeImages.shown(200, 60, SomeImages.many(IMAGES)).press("/").type("team-9").state();

    @Benchmark
    public Update key() {
        return Reducer.apply(typing, new Event.KeyPressed("6"));
    }
}
