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

/**
 * Takes names and images away, by docker's rules: by name only the name goes, and with the last name the image; by ID the
 * image goes with its name, or, if it has several, only by force.
 */
final class Remover {

    private static final String OPERATION = "remove";

    private final ImageStore store;

    Remover(ImageStore store) {
        this.store = store;
    }

    RemovalPlan plan(RemoveRequest request) {
        Listing listing = store.images().list();
        List<Wish> wishes = new ArrayList<>();
        Set<Reference> names = new LinkedHashSet<>();
        Set<Digest> images = new LinkedHashSet<>();
        for (String text : request.images()) {
            Wish wish = wish(listing, text, request);
            wishes.add(wish);
            names.addAll(wish.removal().names());
            images.addAll(wish.removal().images());
        }
        RemovalOutcome outcome = store.garbage().plan(new Removal(names, images));
        Set<Digest> going = new HashSet<>(outcome.deleted());
        Set<Digest> kept = layersOf(listing.images().stream().filter(i -> !going.contains(i.entry())).toList());
        List<RemovalPlan.Target> targets = wishes.stream().map(wish -> target(wish, going, kept, request)).toList();
        return new RemovalPlan(targets, outcome.freed(), StoreNumbers.of(listing, store).bytes());
    }

    RemovalResult remove(RemoveRequest request) {
        List<Step> steps = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        long freed = 0;
        for (String text : request.images()) {
            try {
                freed += Failures.translate(OPERATION, text, () -> removeOne(text, request, steps));
            } catch (Failure e) {
                failures.add(e);
            }
        }
        return new RemovalResult(List.copyOf(steps), List.copyOf(failures), freed);
    }

    private long removeOne(String text, RemoveRequest request, List<Step> steps) {
        Listing before = store.images().list();
        Wish wish = wish(before, text, request);
        if (wish.blocked()) {
            throw new Failure(Failure.Kind.CONFLICT, "delete", wish.image().id().shortHex(),
                    "it has " + wish.image().tags().size() + " names, in one repository or several",
                    "Name the one that is to go, or use -f to take them all.");
        }
        List<Digest> chain = deletableChain(before, wish.image());
        RemovalOutcome outcome = store.garbage().remove(wish.removal());
        outcome.untagged().forEach(name -> steps.add(new Step(Action.UNTAGGED, name.familiar())));
        if (!outcome.deleted().isEmpty()) {
            wish.image().digests().forEach(name -> steps.add(new Step(Action.UNTAGGED, name.familiar())));
            steps.add(new Step(Action.DELETED, wish.image().id().toString()));
            chain.forEach(layer -> steps.add(new Step(Action.DELETED, layer.toString())));
        }
        return outcome.freed();
    }

    /** What one word of the request means. */
    private record Wish(String text, StoredImage image, Removal removal, boolean blocked) {}

    private Wish wish(Listing listing, String text, RemoveRequest request) {
        ImageLookup.Found found = new ImageLookup(listing).find(OPERATION, text);
        StoredImage image = found.image();
        boolean byTag = found.name().isPresent() && found.name().get().digest().isEmpty();
        Set<Reference> names = byTag ? Set.of(found.name().get()) : Set.copyOf(image.tags());
        boolean several = !byTag && image.tags().size() > 1;
        Set<Digest> images = request.mode() == Mode.UNTAG ? Set.of() : Set.of(image.entry());
        return new Wish(text, image, new Removal(names, images), several && !request.force());
    }

    private static RemovalPlan.Target target(Wish wish, Set<Digest> going, Set<Digest> kept, RemoveRequest request) {
        StoredImage image = wish.image();
        Effect effect;
        if (wish.blocked()) {
            effect = Effect.BLOCKED;
        } else if (going.contains(image.entry())) {
            effect = Effect.DELETE;
        } else {
            effect = request.mode() == Mode.UNTAG && wish.removal().names().containsAll(image.tags())
                    ? Effect.LEAVE_DANGLING : Effect.UNTAG;
        }
        int shared = (int) image.layers().stream().filter(layer -> kept.contains(layer.blob())).count();
        String name = wish.removal().names().size() == 1
                ? wish.removal().names().iterator().next().familiar() : image.id().shortHex();
        return new RemovalPlan.Target(wish.text(), name, image.id(), effect, Summaries.of(image).size(), shared,
                List.of());
    }

    /** The stacks of layers that docker would report as deleted: those of this image that no other one stands on. */
    private List<Digest> deletableChain(Listing listing, StoredImage image) {
        Set<Digest> others = new HashSet<>();
        for (StoredImage other : listing.images()) {
            if (!other.id().equals(image.id()) && other.damage().isEmpty() && sharesBase(other, image)) {
                others.addAll(chain(other));
            }
        }
        List<Digest> deletable = new ArrayList<>();
        List<Digest> chain = chain(image);
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (!others.contains(chain.get(i))) {
                deletable.add(chain.get(i));
            }
        }
        return deletable;
    }

    private List<Digest> chain(StoredImage image) {
        return image.damage().isPresent() ? List.of() : ChainIds.of(store.images().config(image).diffIds());
    }

    private static boolean sharesBase(StoredImage one, StoredImage other) {
        return !one.layers().isEmpty() && !other.layers().isEmpty()
                && one.layers().get(0).blob().equals(other.layers().get(0).blob());
    }

    private static Set<Digest> layersOf(List<StoredImage> images) {
        Set<Digest> layers = new HashSet<>();
        images.forEach(image -> image.layers().stream().map(StoredLayer::blob).forEach(layers::add));
        return layers;
    }
}
