package dev.jimg.cli;

import dev.jimg.service.TransferEvent;
import java.util.function.Consumer;

/** Shows one transfer. Hears events from several threads, but never two at once. */
interface TransferView extends Consumer<TransferEvent> {

    /** A view that shows nothing. */
    TransferView SILENT = new TransferView() {
        @Override
        public void accept(TransferEvent event) {}

        @Override
        public void end(boolean showLayers) {}
    };

    /**
     * The transfer is over; what was held back is shown, and the next line may be written below.
     *
     * @param showLayers false if a pull's image was here, under whatever name: docker then names no layers
     */
    void end(boolean showLayers);
}
