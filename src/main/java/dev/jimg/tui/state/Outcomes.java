package dev.jimg.tui.state;

import dev.jimg.service.CopyResult;
import dev.jimg.service.TransferOutcome;

/** What the line of a job that is done says. Of a pull it says more, from its result. */
public final class Outcomes {

    private Outcomes() {}

    public static Text text(TransferOutcome outcome) {
        if (outcome instanceof TransferOutcome.Pushed pushed) {
            return Pushed.text(pushed.result());
        }
        if (outcome instanceof TransferOutcome.Copied copied) {
            CopyResult result = copied.result();
            return result.moved() < 0 ? Text.of("job.copied", result.name().familiar())
                    : Text.of("job.copied-moved", result.name().familiar(), new ByteCount(result.moved()));
        }
        if (outcome instanceof TransferOutcome.Saved saved) {
            return Text.of("job.saved", new ByteCount(saved.bytes()));
        }
        if (outcome instanceof TransferOutcome.Loaded loaded) {
            return Text.count("job.loaded", loaded.count(), loaded.first());
        }
        if (outcome instanceof TransferOutcome.Imported imported) {
            return Text.of("job.imported", imported.image().shortHex());
        }
        if (outcome instanceof TransferOutcome.Built built) {
            return Text.of("job.built", built.image().shortHex());
        }
        return Text.of("background.done");
    }
}
