package dev.jimg.tui.run;

import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Copies;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.ImageService;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.transfer.Cancellation;
import java.util.List;

/**
 * Of the store's transfers those that were begun on an engine: copies that name both their places. Who comes back to the
 * engine finds them there too. All else the store does is of no use to whom an engine is shown, and resuming it there would
 * do it on the engine.
 *
 * @param all the store's
 */
record CopiesIntoStore(BackgroundTransfers all) implements BackgroundTransfers {

    @Override
    public List<BackgroundTransfer> list() {
        return all.list().stream().filter(one -> isFromElsewhere(one.wish())).toList();
    }

    private static boolean isFromElsewhere(BackgroundWish wish) {
        return wish instanceof BackgroundWish.Copy copy && copy.what().source().kind() != CopyPlace.Kind.CURRENT
                && copy.what().target().kind() != CopyPlace.Kind.CURRENT;
    }

    @Override
    public String begin(BackgroundWish wish, List<LayerProgress> layers) {
        return all.begin(wish, layers);
    }

    @Override
    public BackgroundOutput output(String id, long from) {
        return all.output(id, from);
    }

    /** Nothing: to be watched, the store would have to be made where there is none. */
    @Override
    public ImageService.Subscription watch(Runnable listener) {
        return () -> { };
    }

    @Override
    public void cancel(String id) {
        all.cancel(id);
    }

    @Override
    public void dismiss(String id) {
        all.dismiss(id);
    }

    @Override
    public void work(String id, Copies copies, Cancellation cancellation) {
        all.work(id, copies, cancellation);
    }
}
