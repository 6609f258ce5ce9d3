package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult.Action;
import dev.jimg.service.RemovalResult.Step;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.Removal;
import dev.jimg.store.RemovalOutcome;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import dev.jimg.store.Trashed.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Takes names and images away, all that was asked for in one change of the store. */
final class Remover implements ServiceBase.Removing {

    private static final Comparator<Reference> TAGS_FIRST =
            Comparator.comparing((Reference name) -> name.digest().isPresent()).thenComparing(Reference::toString);

    private final ImageStore store;

    Remover(ImageStore store) {
        this.store = store;
    }

    /** @throws Failure NOT_FOUND or AMBIGUOUS if one of the images is not there */
    @Override
    public RemovalPlan plan(RemoveRequest request) {
        Listing listing = store.images().list();
        Map<ImageId, List<ContainerHome>> holders = holders();
        RemovalWishes wishes = new RemovalWishes(listing, request, holders);
        List<RemovalWish> read = request.images().stream().flatMap(text -> wishes.read(text).stream()).toList();
        RemovalOutcome outcome = request.undoable() ? store.trash().plan(wishes.removal())
                : store.garbage().plan(wishes.removal());
        Set<Digest> going = new HashSet<>(outcome.deleted());
        Set<Digest> kept = layersOf(listing.images().stream().filter(i -> !going.contains(i.entry())).toList());
        List<RemovalPlan.Target> targets = read.stream().map(wish -> target(wish, going, kept, request, holders)).toList();
        return new RemovalPlan(targets, outcome.freed() + outcome.kept(), StoreNumbers.of(listing, store).bytes(),
                outcome.undoable());
    }

    @Override
    public RemovalResult remove(RemoveRequest request) {
        return shelf(store).removing(() -> removeNow(request));
    }

    /** The containers that may hold images of this store. */
    static ContainerShelf shelf(ImageStore store) {
        return new ContainerShelf(store, Environment.system());
    }

    private RemovalResult removeNow(RemoveRequest request) {
        Listing before = store.images().list();
        RemovalWishes wishes = new RemovalWishes(before, request, holders());
        List<RemovalWish> read = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String text : request.images()) {
            try {
                RemovalWish wish = wishes.read(text)
                        .orElseThrow(() -> Failures.noSuchImage(RemovalWishes.OPERATION, text));
                checkFree(wish);
                read.add(wish);
            } catch (Failure e) {
                failures.add(e);
            }
        }
        Operation operation = request.mode() == RemoveRequest.Mode.UNTAG ? Operation.UNTAG : Operation.REMOVE;
        return remove(read, before, failures, removing(wishes.removal(), request.undoable(), operation));
    }

    /**
     * @param read what is wished for, of which nothing is blocked
     * @param failures what could not be read
     * @param removal does it in the store
     */
    RemovalResult remove(List<RemovalWish> read, Listing before, List<Failure> failures,
            Supplier<RemovalOutcome> removal) {
        DeletedLayers layers = new DeletedLayers(read.stream().flatMap(wish -> wish.whole().stream()).toList(), before,
                store.images()::config);
        RemovalOutcome outcome = removal.get();
        List<Step> steps = read.stream().flatMap(wish -> steps(wish, outcome, layers)).toList();
        return new RemovalResult(steps, List.copyOf(failures), outcome.freed(), outcome.kept(), outcome.undoable());
    }

    Supplier<RemovalOutcome> removing(Removal removal, boolean undoable, Operation operation) {
        return () -> undoable ? store.trash().remove(removal, operation) : store.garbage().remove(removal);
    }

    private Map<ImageId, List<ContainerHome>> holders() {
        return ContainerRows.byImage(shelf(store).list());
    }

    private static void checkFree(RemovalWish wish) {
        if (!wish.holders().isEmpty()) {
            throw ImageInUse.of(wish);
        }
        if (wish.blocked()) {
            throw new Failure(Failure.Kind.CONFLICT, RemovalWishes.OPERATION, wish.text(),
                    "the image has " + wish.names().size() + " names",
                    "Name the one that is to go, or use -f to take them all.");
        }
    }

    private static Stream<Step> steps(RemovalWish wish, RemovalOutcome outcome, DeletedLayers layers) {
        List<StoredImage> deleted =
                wish.whole().stream().filter(image -> outcome.deleted().contains(image.entry())).toList();
        Set<Reference> gone = new HashSet<>(wish.names());
        gone.retainAll(outcome.untagged());
        Set<Digest> digests = new LinkedHashSet<>();
        for (StoredImage image : deleted) {
            gone.addAll(image.digests());
            digests.add(image.id().digest());
            digests.addAll(layers.delete(image));
        }
        return Stream.concat(
                gone.stream().sorted(TAGS_FIRST).map(name -> new Step(Action.UNTAGGED, name.familiar())),
                digests.stream().map(digest -> new Step(Action.DELETED, digest.toString())));
    }

    private static RemovalPlan.Target target(RemovalWish wish, Set<Digest> going, Set<Digest> kept,
            RemoveRequest request, Map<ImageId, List<ContainerHome>> holders) {
        StoredImage image = wish.image();
        int shared = (int) image.layers().stream().filter(layer -> kept.contains(layer.blob())).count();
        List<Reference> tags = wish.names().stream().filter(name -> name.tag().isPresent()).toList();
        String name = tags.size() == 1 ? tags.get(0).familiar() : image.id().shortHex();
        return new RemovalPlan.Target(wish.text(), name, image.id(), effect(wish, going),
                Summaries.of(image).size(), shared, ImageInUse.names(holders.getOrDefault(image.id(), List.of())));
    }

    private static Effect effect(RemovalWish wish, Set<Digest> going) {
        if (wish.blocked()) {
            return Effect.BLOCKED;
        }
        if (wish.images().stream().anyMatch(image -> going.contains(image.entry()))) {
            return Effect.DELETE;
        }
        boolean nameless = wish.images().stream().allMatch(image -> wish.names().containsAll(image.tags()));
        return nameless && wish.whole().isEmpty() ? Effect.LEAVE_DANGLING : Effect.UNTAG;
    }

    private static Set<Digest> layersOf(List<StoredImage> images) {
        Set<Digest> layers = new HashSet<>();
        images.forEach(image -> image.layers().stream().map(StoredLayer::blob).forEach(layers::add));
        return layers;
    }
}
