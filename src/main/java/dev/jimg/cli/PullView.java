package dev.jimg.cli;

import dev.jimg.service.TransferEvent;
import java.util.function.Consumer;

/** Shows one pull. Hears events from several threads, but never two at once. */
interface PullView extends Consumer<TransferEvent> {

    /** A view that shows nothing. */
    PullView SILENT = new PullView() {
        @Override
        public void accept(TransferEvent event) {}

        @Override
        public void end(boolean showLayers) {}
    };

    /**
     * The pull is over; what was held back is shown, and the next line may be written below.
     *
     * @param showLayers false if the image was here, under whatever name: docker then names no layers
     */
    void end(boolean showLayers);
}
