package dev.jimg.backend;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemovalResult.Action;
import dev.jimg.service.RemovalResult.Step;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.RemoveRequest.Mode;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.Removal;
import dev.jimg.store.RemovalOutcome;
import dev.jimg.store.StoredImage;
import dev.jimg.store.StoredLayer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes names and images away, as {@link RemovalWish} reads the request. */
final class Remover {

    private final ImageStore store;

    Remover(ImageStore store) {
        this.store = store;
    }

    /** @throws Failure NOT_FOUND or AMBIGUOUS if one of the images is not there */
    RemovalPlan plan(RemoveRequest request) {
        Listing listing = store.images().list();
        List<RemovalWish> wishes = request.images().stream().map(text -> RemovalWish.of(listing, text, request))
                .toList();
        RemovalOutcome outcome = store.garbage().plan(together(wishes, request));
        Set<Digest> going = new HashSet<>(outcome.deleted());
        Set<Digest> kept = layersOf(listing.images().stream().filter(i -> !going.contains(i.entry())).toList());
        List<RemovalPlan.Target> targets =
                wishes.stream().map(wish -> target(wish, going, kept, request)).toList();
        return new RemovalPlan(targets, outcome.freed(), StoreNumbers.of(listing, store).bytes());
    }

    RemovalResult remove(RemoveRequest request) {
        List<Step> steps = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        long freed = 0;
        for (String text : request.images()) {
            try {
                freed += Failures.translate(RemovalWish.OPERATION, text, () -> removeOne(text, request, steps));
            } catch (Failure e) {
                failures.add(e);
            }
        }
        return new RemovalResult(List.copyOf(steps), List.copyOf(failures), freed);
    }

    private long removeOne(String text, RemoveRequest request, List<Step> steps) {
        Listing before = store.images().list();
        RemovalWish wish = RemovalWish.of(before, text, request);
        StoredImage image = wish.image();
        if (wish.blocked()) {
            throw new Failure(Failure.Kind.CONFLICT, RemovalWish.OPERATION, image.id().shortHex(),
                    "it has " + image.tags().size() + " names",
                    "Name the one that is to go, or use -f to take them all.");
        }
        List<Digest> layers = new DeletedLayers(store.images()::config).of(image, before);
        RemovalOutcome outcome = store.garbage().remove(wish.removal());
        boolean deleted = !outcome.deleted().isEmpty();
        Set<Reference> untagged = new LinkedHashSet<>(outcome.untagged());
        if (deleted) {
            untagged.addAll(image.digests());
        }
        untagged.forEach(name -> steps.add(new Step(Action.UNTAGGED, name.familiar())));
        if (deleted) {
            steps.add(new Step(Action.DELETED, image.id().toString()));
            layers.forEach(layer -> steps.add(new Step(Action.DELETED, layer.toString())));
        }
        return outcome.freed();
    }

    /**
     * All wishes as one: where each takes one of an image's names, the last of them takes the image too. What is blocked
     * will stay, and frees nothing.
     */
    private static Removal together(List<RemovalWish> wishes, RemoveRequest request) {
        Set<Reference> names = new LinkedHashSet<>();
        Set<Digest> images = new LinkedHashSet<>();
        for (RemovalWish wish : wishes) {
            if (!wish.blocked()) {
                names.addAll(wish.removal().names());
                images.addAll(wish.removal().images());
            }
        }
        for (RemovalWish wish : wishes) {
            StoredImage image = wish.image();
            if (request.mode() == Mode.REMOVE && !wish.blocked() && names.containsAll(image.tags())
                    && image.digests().stream().allMatch(digest -> names.contains(digest)
                            || losesLastTag(image, digest))) {
                images.add(image.entry());
            }
        }
        return new Removal(names, images);
    }

    /** Whether the digest goes with the last of its repository's tags. */
    private static boolean losesLastTag(StoredImage image, Reference digest) {
        return image.tags().stream().anyMatch(tag -> tag.name().equals(digest.name()));
    }

    private static RemovalPlan.Target target(RemovalWish wish, Set<Digest> going, Set<Digest> kept,
            RemoveRequest request) {
        StoredImage image = wish.image();
        Set<Reference> names = wish.removal().names();
        Effect effect;
        if (wish.blocked()) {
            effect = Effect.BLOCKED;
        } else if (going.contains(image.entry())) {
            effect = Effect.DELETE;
        } else {
            effect = request.mode() == Mode.UNTAG && names.containsAll(image.tags())
                    ? Effect.LEAVE_DANGLING : Effect.UNTAG;
        }
        int shared = (int) image.layers().stream().filter(layer -> kept.contains(layer.blob())).count();
        List<Reference> tags = image.tags().stream().filter(names::contains).toList();
        String name = tags.size() == 1 ? tags.get(0).familiar() : image.id().shortHex();
        return new RemovalPlan.Target(wish.text(), name, image.id(), effect, Summaries.of(image).size(), shared,
                List.of());
    }

    private static Set<Digest> layersOf(List<StoredImage> images) {
        Set<Digest> layers = new HashSet<>();
        images.forEach(image -> image.layers().stream().map(StoredLayer::blob).forEach(layers::add));
        return layers;
    }
}
