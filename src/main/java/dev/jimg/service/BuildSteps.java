package dev.jimg.service;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.build.BuildEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A build as a transfer: its steps are the parts of its progress. */
final class BuildSteps {

    private final Consumer<TransferEvent> events;
    private int step;
    private boolean cached;

    BuildSteps(Consumer<TransferEvent> events) {
        this.events = events;
    }

    void hear(BuildEvent event) {
        if (event instanceof BuildEvent.Step next) {
            begin(next);
        } else if (event instanceof BuildEvent.Cached) {
            cached = true;
        } else if (event instanceof BuildEvent.Progress progress) {
            boolean done = progress.total() >= 0 && progress.done() >= progress.total();
            events.accept(new LayerProgress(progress.item(), done ? Phase.COMPLETE : Phase.DOWNLOADING,
                    progress.done(), progress.total()));
        }
    }

    private void begin(BuildEvent.Step next) {
        if (step == 0 && next.total() > 0) {
            List<LayerProgress> steps = new ArrayList<>();
            for (int i = 1; i <= next.total(); i++) {
                steps.add(new LayerProgress(name(i), Phase.WAITING, 0, -1));
            }
            events.accept(new TransferEvent.Resolved(Optional.empty(), steps));
        }
        settle();
        step = next.index();
        cached = false;
        events.accept(new LayerProgress(name(step), Phase.DOWNLOADING, 0, -1));
    }

    /** The step that began last is done. */
    void settle() {
        if (step > 0) {
            events.accept(new LayerProgress(name(step), cached ? Phase.ALREADY_HERE : Phase.COMPLETE, 0, 0));
        }
    }

    private static String name(int index) {
        return "step " + index;
    }
}
