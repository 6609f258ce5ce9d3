package dev.jimg.tui.run;

import dev.jimg.service.build.BuildEvent;
import dev.jimg.tui.state.Event;

/** What a build says, on its way to the screen: its steps, and below each what it wrote. */
final class BuildJob {

    private final long transfer;
    private final Mailbox mailbox;
    private int step;

    BuildJob(long transfer, Mailbox mailbox) {
        this.transfer = transfer;
        this.mailbox = mailbox;
    }

    void hear(BuildEvent event) {
        if (event instanceof BuildEvent.Step next) {
            step = next.index();
            mailbox.post(new Event.StepBegan(transfer, step, next.total(), next.instruction()));
        } else if (event instanceof BuildEvent.Output output) {
            mailbox.post(new Event.StepWrote(transfer, step, output.text()));
        }
    }
}
