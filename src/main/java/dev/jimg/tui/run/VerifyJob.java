package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.VerifyProgress;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.ByteCount;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Text;
import java.util.List;
import java.util.function.Consumer;

/** Compares the blobs of images with their digests, and fetches the damaged ones again where that is wished. */
final class VerifyJob {

    private VerifyJob() {}

    /** @throws Failure CORRUPT if something is damaged and could not be repaired */
    static Event run(ImageService images, long transfer, Job.Verify job, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        return end(transfer, job, images.verify(new VerifyRequest(job.images(), job.repair()),
                progress -> events.accept(moved(progress)), cancellation));
    }

    /** To find damage is what a verification is for: only a repair can fail at it. */
    static Event end(long transfer, Job.Verify job, VerifyResult result) {
        List<Damage> standing = result.damages().stream().filter(Damage::stands).toList();
        if (job.repair() && !standing.isEmpty()) {
            throw failure(standing);
        }
        if (!standing.isEmpty()) {
            boolean layers = standing.stream().allMatch(damage -> damage.kind().equals("layer"));
            return new Event.JobDone(transfer, Text.count(layers ? "job.damaged-layers" : "job.damaged-blobs",
                    standing.size()), false);
        }
        return new Event.JobDone(transfer, result.damages().isEmpty()
                ? Text.count("job.verified", result.blobs(), new ByteCount(result.bytes()))
                : Text.count("job.repaired", result.damages().size()));
    }

    private static LayerProgress moved(VerifyProgress progress) {
        // As bytes that move: of a layer that is being verified all bytes count as here.
        Phase phase = progress.done() < progress.total() ? Phase.DOWNLOADING : Phase.COMPLETE;
        return new LayerProgress("blobs", phase, progress.done(), progress.total());
    }

    private static Failure failure(List<Damage> standing) {
        Damage first = standing.get(0);
        String what = first.kind() + " " + first.blob().shortHex() + " of " + String.join(", ", first.images());
        String more = standing.size() == 1 ? "" : ", and " + (standing.size() - 1) + " more";
        Failure why = first.repair().flatMap(VerifyResult.Repair::failure).orElseThrow();
        return new Failure(Failure.Kind.CORRUPT, "repair", what, why.why() + more, why.advice(), why);
    }
}
