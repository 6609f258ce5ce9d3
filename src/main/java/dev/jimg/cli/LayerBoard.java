package dev.jimg.cli;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where every layer of a transfer stands, in docker's words: those of a pull or those of a push. */
abstract class LayerBoard {

    enum Status {
        WAITING("Pulling fs layer"),
        HERE("Already exists"),
        DOWNLOADING("Downloading"),
        VERIFYING("Verifying Checksum"),
        DOWNLOADED("Download complete"),
        COMPLETE("Pull complete"),
        PREPARING("Preparing"),
        QUEUED("Waiting"),
        PUSHING("Pushing"),
        THERE("Layer already exists"),
        MOUNTED("Mounted from "),
        PUSHED("Pushed");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean settled() {
            return switch (this) {
                case HERE, COMPLETE, THERE, MOUNTED, PUSHED -> true;
                default -> false;
            };
        }

        /** Its bytes count, and a terminal shows them. */
        boolean moving() {
            return this == DOWNLOADING || this == PUSHING;
        }
    }

    /**
     * @param total bytes, -1 if not known; both count only while the layer is {@linkplain Status#moving() moving}
     * @param from where it was mounted from
     */
    record Line(String layer, Status status, long done, long total, String from) {
        Line(String layer, Status status, long done, long total) {
            this(layer, status, done, total, "");
        }

        String words() {
            return status.words() + from;
        }
    }

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Status first;

    /** @param first where a layer stands before anything is told of it */
    LayerBoard(Status first) {
        this.first = first;
    }

    abstract Status status(LayerProgress progress);

    /** A line came to a new status: brings others on that waited for it, and adds them. */
    abstract void follow(List<Line> changed);

    /** The layers of the transfer, in order. Returns their lines. */
    final List<Line> resolve(List<LayerProgress> layers) {
        for (LayerProgress layer : layers) {
            lines.put(layer.layer(), new Line(layer.layer(), first, 0, layer.total()));
        }
        layers.forEach(this::apply);
        return lines();
    }

    /**
     * Takes a report. One that comes late (a layer never goes back) changes nothing; that nothing need be moved after
     * all, because somebody else brought it, ends every other status.
     *
     * @return the lines that came to another status, in the order in which they did; empty where only bytes moved
     */
    final List<Line> apply(LayerProgress progress) {
        Line before = lines.getOrDefault(progress.layer(), new Line(progress.layer(), first, 0, -1));
        Status status = status(progress);
        boolean back = !progress.phase().nothingMoved() && status.compareTo(before.status()) < 0;
        if (before.status().settled() || back) {
            return List.of();
        }
        Line after = new Line(progress.layer(), status, progress.done(), progress.total(), progress.from());
        boolean unknown = lines.put(after.layer(), after) == null;
        if (status == before.status() && !(unknown && tellsNew())) {
            return List.of();
        }
        List<Line> changed = new ArrayList<>();
        changed.add(after);
        follow(changed);
        return changed;
    }

    /** Whether a layer of which nobody spoke before is told with its first status too. */
    abstract boolean tellsNew();

    final List<Line> lines() {
        return List.copyOf(lines.values());
    }

    final void set(Line line) {
        lines.put(line.layer(), line);
    }

    /** Every layer of a pull was here before. */
    final boolean nothingToFetch() {
        return lines.values().stream().allMatch(line -> line.status() == Status.HERE);
    }
}
