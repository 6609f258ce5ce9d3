package dev.jimg.backend;

import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.function.Consumer;

/** Hears where a pull's download begins: what the first word of it says is here. */
final class FirstDownload implements Consumer<TransferEvent> {

    private long done = -1;

    @Override
    public void accept(TransferEvent event) {
        if (event instanceof LayerProgress at && at.phase() == Phase.DOWNLOADING && done < 0) {
            done = at.done();
        }
    }

    /** In bytes; negative where nothing was downloaded. */
    long done() {
        return done;
    }
}
