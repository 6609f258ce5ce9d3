package dev.jimg.cli;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.List;

/**
 * The layers of a pull.
 *
 * <p>Docker unpacks layers one after another, so that «Pull complete» comes from the lowest up; who reads its output
 * relies on that. A layer that is complete before a lower one waits here as «Download complete».
 */
final class PullBoard extends LayerBoard {

    PullBoard() {
        super(Status.WAITING);
    }

    @Override
    Status status(LayerProgress progress) {
        return switch (progress.phase()) {
            case ALREADY_HERE, ALREADY_THERE, MOUNTED -> Status.HERE;
            case DOWNLOADING, UPLOADING -> Status.DOWNLOADING;
            case VERIFYING -> Status.VERIFYING;
            case COMPLETE -> Status.DOWNLOADED;
            case PREPARING, WAITING -> Status.WAITING;
        };
    }

    @Override
    boolean tellsNew() {
        return false;
    }

    @Override
    void follow(List<Line> changed) {
        for (Line line : lines()) {
            if (line.status() == Status.DOWNLOADED) {
                Line complete = new Line(line.layer(), Status.COMPLETE, line.done(), line.total());
                set(complete);
                changed.add(complete);
            } else if (!line.status().settled()) {
                return;
            }
        }
    }
}
