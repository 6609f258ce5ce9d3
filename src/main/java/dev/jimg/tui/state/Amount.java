package dev.jimg.tui.state;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.List;

/**
 * What the layers of a transfer come to. Layers that need not travel count as layers, but not as bytes: the percentage
 * is of the work, so that it does not begin at ninety.
 *
 * @param done bytes fetched or sent
 * @param total bytes to fetch or send; -1 while a layer's size is not known
 * @param settled layers that nothing more comes of
 * @param layers how many there are
 * @param fraction of the work, 0 to 1: by bytes, or by layers while {@code total} is not known
 */
public record Amount(long done, long total, int settled, int layers, double fraction) {

    public static final Amount NONE = new Amount(0, -1, 0, 0, 0);

    static Amount of(List<LayerProgress> layers) {
        long done = 0;
        long total = 0;
        int settled = 0;
        boolean known = true;
        double parts = 0;
        for (LayerProgress layer : layers) {
            settled += layer.phase().settled() ? 1 : 0;
            parts += part(layer);
            if (!layer.phase().nothingMoved()) {
                done += layer.moved();
                total += Math.max(0, layer.total());
                known &= layer.total() >= 0 || layer.phase() == Phase.COMPLETE;
            }
        }
        double byLayers = layers.isEmpty() ? 0 : parts / layers.size();
        boolean byBytes = known && total > 0;
        return new Amount(done, known ? total : -1, settled, layers.size(),
                byBytes ? Math.min(1, (double) done / total) : byLayers);
    }

    /** Whole percents, rounded down: 100 is for the end. */
    public int percent() {
        return (int) Math.floor(fraction * 100);
    }

    /** How far the phase of one layer is, 0 to 1; what is verified was fetched before. */
    public static double part(LayerProgress layer) {
        if (layer.phase().settled()) {
            return 1;
        }
        return layer.total() > 0 ? Math.min(1, Math.max(0, (double) layer.done() / layer.total())) : 0;
    }
}
