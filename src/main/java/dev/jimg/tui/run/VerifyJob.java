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
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Text;
import java.util.List;
import java.util.function.Consumer;

/** Compares the blobs of images with their digests, and fetches the damaged ones again where that is wished. */
final class VerifyJob {

    private VerifyJob() {}

    /** @throws Failure CORRUPT if something is damaged and stays so */
    static Text run(ImageService images, Job.Verify job, Consumer<TransferEvent> events, Cancellation cancellation) {
        VerifyResult result = images.verify(new VerifyRequest(job.images(), job.repair()),
                progress -> events.accept(moved(progress)), cancellation);
        List<Damage> standing = result.damages().stream().filter(Damage::stands).toList();
        if (!standing.isEmpty()) {
            throw failure(job, standing);
        }
        return result.damages().isEmpty() ? Text.count("job.verified", result.blobs(), new ByteCount(result.bytes()))
                : Text.count("job.repaired", result.damages().size());
    }

    private static LayerProgress moved(VerifyProgress progress) {
        // As bytes that move: of a layer that is being verified all bytes count as here.
        Phase phase = progress.done() < progress.total() ? Phase.DOWNLOADING : Phase.COMPLETE;
        return new LayerProgress("blobs", phase, progress.done(), progress.total());
    }

    private static Failure failure(Job.Verify job, List<Damage> standing) {
        Damage first = standing.get(0);
        String what = first.kind() + " " + first.blob().shortHex() + " of " + String.join(", ", first.images());
        String more = standing.size() == 1 ? "" : ", and " + (standing.size() - 1) + " more";
        return first.repair().flatMap(VerifyResult.Repair::failure).map(why -> new Failure(Failure.Kind.CORRUPT, "repair",
                what, why.why() + more, why.advice(), why)).orElseGet(() -> new Failure(Failure.Kind.CORRUPT, job.kind(),
                what, first.why() + more, "F in the list of images fetches it again from where it came."));
    }
}
