package dev.jimg.cli;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every layer of a pull stands, in docker's words.
 *
 * <p>Docker unpacks layers one after another, so that «Pull complete» comes from the lowest up; who reads its output
 * relies on that. A layer that is complete before a lower one waits here as «Download complete».
 */
final class LayerBoard {

    enum Status {
        WAITING("Pulling fs layer"),
        HERE("Already exists"),
        DOWNLOADING("Downloading"),
        VERIFYING("Verifying Checksum"),
        DOWNLOADED("Download complete"),
        COMPLETE("Pull complete");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean settled() {
            return this == HERE || this == COMPLETE;
        }
    }

    /** @param total bytes, -1 if not known; both count only while the layer is downloading */
    record Line(String layer, Status status, long done, long total) {}

    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** The layers of the pull, the lowest first. Returns their lines. */
    List<Line> resolve(List<LayerProgress> layers) {
        for (LayerProgress layer : layers) {
            lines.put(layer.layer(), new Line(layer.layer(), Status.WAITING, 0, layer.total()));
        }
        layers.forEach(this::apply);
        return lines();
    }

    /**
     * Takes a report. One that comes late (a layer never goes back) changes nothing; that it is here after all, because
     * somebody else brought it, ends every other status.
     *
     * @return the lines that came to another status, in the order in which they did; empty where only bytes moved
     */
    List<Line> apply(LayerProgress progress) {
        Line before = lines.getOrDefault(progress.layer(), new Line(progress.layer(), Status.WAITING, 0, -1));
        Status status = switch (progress.phase()) {
            case WAITING -> Status.WAITING;
            case ALREADY_HERE -> Status.HERE;
            case DOWNLOADING -> Status.DOWNLOADING;
            case VERIFYING -> Status.VERIFYING;
            case COMPLETE -> Status.DOWNLOADED;
        };
        boolean back = status != Status.HERE && status.compareTo(before.status()) < 0;
        if (before.status().settled() || back) {
            return List.of();
        }
        Line after = new Line(progress.layer(), status, progress.done(), progress.total());
        lines.put(after.layer(), after);
        if (status == before.status()) {
            return List.of();
        }
        List<Line> changed = new ArrayList<>();
        changed.add(after);
        completeInOrder(changed);
        return changed;
    }

    List<Line> lines() {
        return List.copyOf(lines.values());
    }

    /** Every layer was here before. */
    boolean nothingToFetch() {
        return lines.values().stream().allMatch(line -> line.status() == Status.HERE);
    }

    private void completeInOrder(List<Line> changed) {
        for (Line line : lines()) {
            if (line.status() == Status.DOWNLOADED) {
                Line complete = new Line(line.layer(), Status.COMPLETE, line.done(), line.total());
                lines.put(line.layer(), complete);
                changed.add(complete);
            } else if (!line.status().settled()) {
                return;
            }
        }
    }
}
