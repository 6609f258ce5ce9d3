package dev.jimg.tui.view;

import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.PullSamples;
import dev.jimg.tui.state.PullScenes;
import dev.jimg.tui.state.SomeFiles;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.term.ColorDepth;
import dev.jimg.tui.term.Diff;
import dev.jimg.tui.term.Grid;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a frame of 200x60 costs: CPU time of the drawing thread from a changed state to the bytes for the terminal, and
 * beside it that of what changed the state. Not a test, for a busy machine would fail it; run it with the class path of the tests:
 *
 * <pre>{@code mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp target/test-classes:target/classes:$(cat target/cp) dev.jimg.tui.view.FrameCost}</pre>
 */
public final class FrameCost {

    private static final int COLUMNS = 200;
    private static final int ROWS = 60;
    private static final int FRAMES = 600;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FrameCost() {}

    public static void main(String[] arguments) {
        System.out.printf("%-36s %12s %12s %12s %8s%n", "200x60, CPU", "frame median", "frame p99", "event median",
                "bytes");
        Play images = SomeImages.shown(COLUMNS, ROWS, SomeImages.many(10_000));
        measure("10,000 images, a step down", images, frame -> images.press(frame % 500 < 400 ? "down" : "pgup"));
        Play filter = SomeImages.shown(COLUMNS, ROWS, SomeImages.many(10_000)).press("/");
        measure("10,000 images, a letter of a filter", filter, frame -> {
            String key = frame % 4 == 3 ? "ctrl+u" : String.valueOf("ser".charAt(frame % 4));
            filter.press(key);
        });
        Play files = SomeFiles.shown(COLUMNS, ROWS);
        measure("files of a layer, a step", files, frame -> files.press(frame % 2 == 0 ? "j" : "k"));
        transfers();
    }

    private static void transfers() {
        PullScenes scenes = PullScenes.on(COLUMNS, ROWS);
        List<Long> pulls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pulls.add(scenes.running("team/service-" + i + ":1.0"));
        }
        scenes.press("4");
        measure("ten pulls that move", scenes.play(), frame -> {
            scenes.play().at(scenes.state().now().plus(Duration.ofMillis(33)));
            for (long pull : pulls) {
                scenes.report(pull, PullSamples.layer(1, Phase.DOWNLOADING, 12_100_000 + frame * 30_000L, 30_200_000));
            }
        });
    }

    private interface Change {
        void before(int frame);
    }

    private static void measure(String what, Play play, Change change) {
        Grid grid = new Grid(COLUMNS, ROWS);
        Diff diff = new Diff(ColorDepth.INDEXED);
        Frame.draw(play.state(), grid, Golden.ENGLISH);
        diff.frame(grid);
        long[] frames = new long[FRAMES];
        long[] events = new long[FRAMES];
        long bytes = 0;
        for (int i = 0; i < FRAMES; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            change.before(i);
            long changed = THREADS.getCurrentThreadCpuTime();
            Frame.draw(play.state(), grid, Golden.ENGLISH);
            bytes += diff.frame(grid).length;
            frames[i] = THREADS.getCurrentThreadCpuTime() - changed;
            events[i] = changed - begin;
            play.take();
        }
        Arrays.sort(frames);
        Arrays.sort(events);
        System.out.printf(Locale.ROOT, "%-36s %9.2f ms %9.2f ms %9.2f ms %8d%n", what, frames[FRAMES / 2] / 1e6,
                frames[FRAMES * 99 / 100] / 1e6, events[FRAMES / 2] / 1e6, bytes / FRAMES);
    }
}
