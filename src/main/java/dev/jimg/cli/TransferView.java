package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Shows one transfer. Hears events from several threads, but never two at once. */
interface TransferView extends Consumer<TransferEvent> {

    /** A view that shows nothing. */
    TransferView SILENT = new TransferView() {
        @Override
        public void accept(TransferEvent event) {}

        @Override
        public void end(boolean showLayers) {}
    };

    /** @param heading said once the transfer has begun; empty if it was said before */
    static TransferView on(Console console, boolean quiet, String heading, LayerBoard board) {
        if (quiet) {
            return SILENT;
        }
        return console.outIsTerminal() ? new LiveTransferView(console, heading, board)
                : new PlainTransferView(console.out(), heading, board);
    }

    /** What to say of a wait. */
    static String pause(TransferEvent.Waiting waiting) {
        return (waiting.asked() ? "registry asks to wait" : "registry does not answer") + ", again in "
                + (waiting.time().toMillis() + 999) / 1000 + " s";
    }

    /**
     * Does a transfer that this view hears of. Where it fails, the layers are left as they are before the reason is
     * told; the caller {@linkplain #end ends} one that succeeds.
     *
     * @param stopped what to say where it was cancelled; empty for nothing
     */
    default <T> T during(Console console, String stopped, Supplier<T> transfer) {
        try {
            return transfer.get();
        } catch (Failure e) {
            end(true);
            throw e;
        } catch (CancellationException e) {
            end(true);
            if (!stopped.isEmpty()) {
                console.out().flush();
                console.err().line(stopped);
            }
            throw e;
        }
    }

    /**
     * The transfer is over; what was held back is shown, and the next line may be written below.
     *
     * @param showLayers false if a pull's image was here, under whatever name: docker then names no layers
     */
    void end(boolean showLayers);
}
