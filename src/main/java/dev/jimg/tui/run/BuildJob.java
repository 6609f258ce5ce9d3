package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A build: its steps are the parts of its progress, what it writes is its output. */
final class BuildJob {

    private final long transfer;
    private final Mailbox mailbox;
    private int step;
    private boolean cached;

    private BuildJob(long transfer, Mailbox mailbox) {
        this.transfer = transfer;
        this.mailbox = mailbox;
    }

    static Text run(ImageService images, long transfer, Job.Build job, Mailbox mailbox, Cancellation cancellation) {
        BuildRequest request = new BuildRequest(new BuildContext.Directory(UserPath.of(job.directory())),
                job.dockerfile(), job.tags(), Map.of(), Map.of(), Optional.empty(), false, false, Optional.empty(),
                "default");
        BuildJob build = new BuildJob(transfer, mailbox);
        BuildResult result = images.builds().build(request, build::hear, cancellation);
        build.settle();
        return Text.of("job.built", result.image().shortHex());
    }

    private void hear(BuildEvent event) {
        if (event instanceof BuildEvent.Step next) {
            begin(next);
        } else if (event instanceof BuildEvent.Cached) {
            cached = true;
        } else if (event instanceof BuildEvent.Output output) {
            write(output.text());
        } else if (event instanceof BuildEvent.Progress progress) {
            boolean done = progress.total() >= 0 && progress.done() >= progress.total();
            move(new LayerProgress(progress.item(), done ? Phase.COMPLETE : Phase.DOWNLOADING, progress.done(),
                    progress.total()));
        }
    }

    private void begin(BuildEvent.Step next) {
        if (step == 0 && next.total() > 0) {
            List<LayerProgress> steps = new ArrayList<>();
            for (int i = 1; i <= next.total(); i++) {
                steps.add(new LayerProgress(name(i), Phase.WAITING, 0, -1));
            }
            mailbox.post(new Event.TransferMoved(transfer, new TransferEvent.Resolved(Optional.empty(), steps)));
        }
        settle();
        step = next.index();
        cached = false;
        move(new LayerProgress(name(step), Phase.DOWNLOADING, 0, -1));
        String of = next.total() > 0 ? next.index() + "/" + next.total() : Integer.toString(next.index());
        write("Step " + of + " : " + next.instruction() + "\n");
    }

    /** The step that began last is done. */
    private void settle() {
        if (step > 0) {
            move(new LayerProgress(name(step), cached ? Phase.ALREADY_HERE : Phase.COMPLETE, 0, 0));
        }
    }

    private static String name(int index) {
        return "step " + index;
    }

    private void move(LayerProgress progress) {
        mailbox.post(new Event.TransferMoved(transfer, progress));
    }

    private void write(String text) {
        mailbox.post(new Event.LogGrew(transfer, text));
    }
}
