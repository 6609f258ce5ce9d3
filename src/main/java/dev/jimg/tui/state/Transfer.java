package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import dev.jimg.service.Pause;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One pull, push, save …, from the wish to its end. It stays in the list after its end, until it is cleared.
 *
 * @param layers in the order of the image, the lowest first; empty until the name is resolved
 * @param amount what its layers come to
 * @param result of a pull that is done
 * @param outcome what came of any other job that is done, or that found nothing good
 * @param open its layers are shown under it
 * @param output what it wrote; only builds write
 * @param background its ID, if it runs without a screen
 * @param resumes the ID of the one without a screen that it goes on with here, whose record stays until this is done
 */
public record Transfer(long id, Job job, Stage stage, List<LayerProgress> layers, Amount amount, Speed speed,
        Optional<PullResult> result, Optional<Text> outcome, Optional<Failure> failure, boolean open, BuildLog output,
        Optional<String> background, Optional<String> resumes) {

    /** The stages; the last four are final. One without a screen is interrupted when its process dies. */
    public enum Stage { RESOLVING, RUNNING, CANCELLING, DONE, FAILED, CANCELLED, INTERRUPTED }

    public Transfer {
        layers = List.copyOf(layers);
    }

    static Transfer begin(long id, Job job, Instant now) {
        return new Transfer(id, job, Stage.RESOLVING, List.of(), Amount.NONE, Speed.from(now), Optional.empty(),
                Optional.empty(), Optional.empty(), false, BuildLog.EMPTY, Optional.empty(),
                Optional.empty());
    }

    /** Not at its end yet. */
    public boolean active() {
        return stage == Stage.RESOLVING || stage == Stage.RUNNING || stage == Stage.CANCELLING;
    }

    /** Ended without having done its work; can be started again from where it stopped. */
    public boolean resumable() {
        return stage == Stage.FAILED && !fileMissing() || stage == Stage.CANCELLED
                || stage == Stage.INTERRUPTED;
    }

    /** Nothing of it was read, and nothing will be: another name is another job. */
    private boolean fileMissing() {
        boolean reads = job instanceof Job.Load || job instanceof Job.Import;
        return reads && failure.filter(why -> why.kind() == Failure.Kind.NOT_FOUND).isPresent();
    }

    /** Lines that it takes in the pane. */
    public int lines() {
        return open ? 1 + layers.size() : 1;
    }

    Transfer withLayers(List<LayerProgress> value, Instant now, boolean opened) {
        return withLayers(value, 0, now, opened);
    }

    /** With what another process says of all layers. What a layer has when it is first heard of is not counted as speed. */
    Transfer withReports(List<LayerProgress> value, Instant now) {
        Map<String, LayerProgress> before = new HashMap<>();
        layers.forEach(layer -> before.put(layer.layer(), layer));
        long kept = value.stream().mapToLong(layer -> before.containsKey(layer.layer())
                ? kept(layer, before.get(layer.layer())) : layer.done()).sum();
        return withLayers(value, kept, now, open);
    }

    /** @param kept bytes among them that an earlier attempt left */
    private Transfer withLayers(List<LayerProgress> value, long kept, Instant now, boolean opened) {
        Amount counted = Amount.of(value);
        return new Transfer(id, job, stage == Stage.RESOLVING ? Stage.RUNNING : stage, value, counted,
                speed.skip(kept).count(now, counted.done()), result, outcome, failure, opened, output, background, resumes);
    }

    /** With one layer's latest report. A settled layer stays settled, whatever comes late. */
    Transfer withProgress(LayerProgress report, Instant now) {
        List<LayerProgress> changed = new ArrayList<>(layers);
        for (int i = 0; i < changed.size(); i++) {
            LayerProgress before = changed.get(i);
            if (before.layer().equals(report.layer())) {
                boolean late = before.phase().settled() && !report.phase().settled();
                changed.set(i, late ? before : sized(report, before));
                return withLayers(changed, late ? 0 : kept(report, before), now, open);
            }
        }
        changed.add(report);
        return withLayers(changed, now, open);
    }

    Transfer withPause(Pause value) {
        return new Transfer(id, job, stage, layers, amount, speed.pausing(value), result, outcome, failure, open, output,
                background, resumes);
    }

    /** What a layer has when its download begins is what an earlier attempt left. */
    private static long kept(LayerProgress report, LayerProgress before) {
        boolean begins = before.phase() == Phase.WAITING && report.phase() == Phase.DOWNLOADING;
        return begins ? report.done() - before.done() : 0;
    }

    /** The last word of a layer may come without its size, which its earlier ones had. */
    private static LayerProgress sized(LayerProgress report, LayerProgress before) {
        boolean lost = report.phase() == Phase.COMPLETE && report.total() <= 0 && before.total() > 0;
        return lost ? new LayerProgress(report.layer(), report.phase(), before.total(), before.total()) : report;
    }

    Transfer withStage(Stage value) {
        return new Transfer(id, job, value, layers, amount, speed, result, outcome, failure, open, output, background, resumes);
    }

    /** All layers are here, also those whose last report was overtaken by this. */
    Transfer done(PullResult value, boolean opened) {
        return done(Optional.of(value), Optional.empty(), opened);
    }

    Transfer done(Text value, boolean opened) {
        return done(Optional.empty(), Optional.of(value), opened);
    }

    private Transfer done(Optional<PullResult> pulled, Optional<Text> came, boolean opened) {
        List<LayerProgress> settled = layers.stream().map(layer -> layer.phase().settled() ? layer
                : new LayerProgress(layer.layer(), Phase.COMPLETE, layer.total(), layer.total())).toList();
        return new Transfer(id, job, Stage.DONE, settled, Amount.of(settled), speed, pulled, came, Optional.empty(),
                opened, output, background, resumes);
    }

    /** It did its work, and what it found is nothing good. */
    Transfer found(Text what) {
        return new Transfer(id, job, Stage.FAILED, layers, amount, speed, result, Optional.of(what), Optional.empty(),
                open, output, background, resumes);
    }

    Transfer failed(Failure why) {
        return new Transfer(id, job, Stage.FAILED, layers, amount, speed, result, outcome, Optional.of(why), open,
                job instanceof Job.Build ? output.failed(why.why()) : output, background, resumes);
    }

    Transfer withOpen(boolean value) {
        return new Transfer(id, job, stage, layers, amount, speed, result, outcome, failure, value, output,
                background, resumes);
    }

    Transfer withOutput(BuildLog value) {
        return new Transfer(id, job, stage, layers, amount, speed, result, outcome, failure, open, value,
                background, resumes);
    }

    /** Done by another process, which this one only watches. */
    public boolean inBackground() {
        return background.isPresent();
    }

    /** With what is known of its job since it began. */
    Transfer withJob(Job value) {
        return new Transfer(id, value, stage, layers, amount, speed, result, outcome, failure, open, output,
                background, resumes);
    }

    Transfer withBackground(String value) {
        return new Transfer(id, job, stage, layers, amount, speed, result, outcome, failure, open, output,
                Optional.of(value), resumes);
    }

    /** Does here what that one did not bring to its end. */
    Transfer resuming(Optional<String> value) {
        return new Transfer(id, job, stage, layers, amount, speed, result, outcome, failure, open, output,
                background, value);
    }

    /** The ID of what the store keeps of it for the next screen. */
    public Optional<String> recorded() {
        return background.or(() -> resumes);
    }
}
