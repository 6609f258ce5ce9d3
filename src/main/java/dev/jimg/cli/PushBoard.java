package dev.jimg.cli;

import dev.jimg.service.TransferEvent.LayerProgress;
import java.util.List;

/** The layers of a push; each comes to its end by itself. */
final class PushBoard extends LayerBoard {

    PushBoard() {
        super(Status.PREPARING);
    }

    @Override
    Status status(LayerProgress progress) {
        return switch (progress.phase()) {
            case PREPARING -> Status.PREPARING;
            case WAITING -> Status.QUEUED;
            case DOWNLOADING, VERIFYING, UPLOADING -> Status.PUSHING;
            case ALREADY_HERE, ALREADY_THERE -> Status.THERE;
            case MOUNTED -> Status.MOUNTED;
            case COMPLETE -> Status.PUSHED;
        };
    }

    @Override
    boolean tellsNew() {
        return true;
    }

    @Override
    void follow(List<Line> changed) {}
}
