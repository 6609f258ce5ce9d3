package dev.jimg.backend.store;

import dev.jimg.backend.shared.PruneFilter;
import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.build.KeptBuilds;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemovalResult;
import dev.jimg.store.GarbageCollector;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.Removal;
import dev.jimg.store.RemovalOutcome;
import dev.jimg.store.StoredImage;
import dev.jimg.store.Sweep;
import dev.jimg.store.Trashed.Operation;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes away the images that nobody uses, and with them what nothing in the store needs any more: blobs of work that was
 * given up long ago, and unfinished downloads. Leases of work in flight are kept to.
 * With all images goes also what builds keep.
 *
 * <p>A filter is about images: with one, only images go.
 */
final class Pruner implements ServiceBase.Pruning {

    private final ImageStore store;
    private final Clock clock;
    private final Supplier<Set<ImageId>> inUse;

    /** @param inUse the images that containers were made from */
    Pruner(ImageStore store, Clock clock, Supplier<Set<ImageId>> inUse) {
        this.store = store;
        this.clock = clock;
        this.inUse = inUse;
    }

    @Override
    public PrunePlan plan(PruneRequest request) {
        PruneFilter filter = new PruneFilter(request.filters(), clock);
        List<StoredImage> going = select(request, filter, store.images().list());
        List<ImageSummary> images = going.stream().map(Summaries::of).toList();
        // Where the trash is emptied too, it is for it to say what only it keeps.
        RemovalOutcome outcome = request.undoable() || filter.isEmpty() ? store.trash().plan(removal(going))
                : store.garbage().plan(removal(going));
        long frees = outcome.freed() + outcome.kept();
        long kept = request.undoable() ? frees : 0;
        if (!filter.isEmpty()) {
            return new PrunePlan(request, images, frees, 0, 0, kept);
        }
        Sweep sweep = store.garbage().planSweep(GarbageCollector.GRACE);
        long trash = request.undoable() ? 0 : store.trash().bytes();
        return new PrunePlan(request, images,
                frees + trash + sweep.freed() + (request.all() ? kept(Set.copyOf(sweep.blobs())) : 0),
                sweep.partialBytes(), trash, kept);
    }

    @Override
    public RemovalResult prune(PruneRequest request) {
        PruneFilter filter = new PruneFilter(request.filters(), clock);
        RemovalResult removed = Remover.shelf(store).removing(() -> remove(request, filter));
        if (!filter.isEmpty()) {
            return removed;
        }
        long trash = request.undoable() ? 0 : store.trash().empty();
        long kept = request.all() ? new KeptBuilds(store).prune(true, entry -> true, (total, free) -> 0).freed() : 0;
        Sweep sweep = store.garbage().sweep(GarbageCollector.GRACE);
        return new RemovalResult(removed.steps(), removed.failures(), removed.freed() + trash + kept + sweep.freed(),
                removed.kept(), removed.undoable());
    }

    /** Bytes that builds keep, without those of the blobs that are counted already. */
    private long kept(Set<Digest> counted) {
        List<KeptBuilds.Entry> entries = new KeptBuilds(store).going(true);
        long twice = entries.stream().flatMap(entry -> entry.layer().stream()).distinct().filter(counted::contains)
                .mapToLong(store.blobs()::size).sum();
        return entries.stream().mapToLong(KeptBuilds.Entry::size).sum() - twice;
    }

    private RemovalResult remove(PruneRequest request, PruneFilter filter) {
        Listing listing = store.images().list();
        List<StoredImage> going = select(request, filter, listing);
        List<RemovalWish> wishes = going.stream().map(image -> new RemovalWish(image.id().toString(), List.of(image),
                Set.copyOf(image.tags()), List.of(image), false, List.of())).toList();
        Remover remover = new Remover(store);
        return remover.remove(wishes, listing, List.of(),
                remover.removing(removal(going), request.undoable(), Operation.PRUNE));
    }

    private List<StoredImage> select(PruneRequest request, PruneFilter filter, Listing listing) {
        Set<ImageId> used = inUse.get();
        return listing.images().stream()
                .filter(image -> request.all() || image.dangling())
                .filter(image -> !used.contains(image.id()))
                .filter(image -> filter.takes(image.created(), () -> labels(image)))
                .toList();
    }

    /** Names that are no references (other tools give such) keep their image. */
    private static Removal removal(List<StoredImage> going) {
        Set<Reference> names = new HashSet<>();
        Set<Digest> images = new HashSet<>();
        for (StoredImage image : going) {
            names.addAll(image.tags());
            images.add(image.entry());
        }
        return new Removal(names, images);
    }

    /** An image whose config cannot be read has no labels. */
    private Map<String, String> labels(StoredImage image) {
        return !image.readable() ? Map.of() : store.images().config(image).container().labels();
    }
}
