package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineRemoval;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemovalResult.Action;
import dev.jimg.service.RemovalResult.Step;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.Undoable;
import dev.jimg.service.RemoveRequest.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets an engine remove, and foretells what that will do. */
final class EngineRemover implements ServiceBase.Removing {

    private final EngineClient engine;
    private final EngineFacts facts;
    private final EngineLookup lookup;
    private final EngineUndo undo;

    EngineRemover(EngineClient engine, EngineFacts facts, EngineLookup lookup, EngineUndo undo) {
        this.engine = engine;
        this.facts = facts;
        this.lookup = lookup;
        this.undo = undo;
    }

    /** @throws Failure NOT_FOUND or AMBIGUOUS if one of the images is not there */
    @Override
    public RemovalPlan plan(RemoveRequest request) {
        EngineWishes wishes = wishes(EngineImages.of(engine), request);
        List<EngineWish> read = request.images().stream().flatMap(text -> wishes.read(text).stream()).toList();
        Set<Digest> kept = facts.stacks(wishes.staying());
        List<RemovalPlan.Target> targets = read.stream().map(wish -> target(wish, kept)).toList();
        boolean undoable = request.undoable() && !targets.isEmpty()
                && read.stream().allMatch(wish -> wish.losesOnlyNames() || keeps(wish));
        return new RemovalPlan(targets, bytes(sizes(wishes.going()), kept), engine.diskUse().layers(), undoable);
    }

    /** One after the other, as docker does: each is the engine's own decision. */
    @Override
    public RemovalResult remove(RemoveRequest request) {
        EngineImages before = EngineImages.of(engine);
        Map<Digest, Long> sizes = sizes(foretold(before, request));
        List<Step> steps = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<EngineImage> trashed = new ArrayList<>();
        long at = undo.inTrash().begin();
        for (String text : request.images()) {
            try {
                if (request.mode() == Mode.UNTAG) {
                    checkNotTheLast(text, request);
                }
                Optional<EngineWish> kept = kept(text, request);
                if (kept.isPresent()) {
                    trashed.add(kept.get().image());
                    steps.addAll(trash(kept.get().image(), taken(before, kept.get().image()), at));
                    continue;
                }
                List<Step> done = lookup.with(EngineWishes.OPERATION, text, named -> remove(named, request)).stream()
                        .map(EngineRemover::step).toList();
                steps.addAll(engine.version().podman() ? inOrder(done, before) : done);
            } catch (Failure e) {
                failures.add(e);
            }
        }
        boolean undoable = request.undoable()
                && undo.moves().remember(Undoable.Operation.UNTAG, before, EngineUndo.keptAs(at)) && !steps.isEmpty();
        long all = freed(before, sizes, steps);
        long kept = Math.min(all, frees(trashed, before));
        return new RemovalResult(List.copyOf(steps), List.copyOf(failures), all - kept, kept, undoable);
    }

    private boolean keeps(EngineWish wish) {
        return wish.deletes() && wish.holders().isEmpty() && undo.inTrash().takes(wish.image());
    }

    /** The image that a word deletes, if it goes to the trash instead. */
    private Optional<EngineWish> kept(String text, RemoveRequest request) {
        return request.undoable() && undo.inTrash().on()
                ? wishes(EngineImages.of(engine), request).read(text).filter(this::keeps) : Optional.empty();
    }

    /** The names that this operation took from an image already, which come back with it. */
    private static List<Reference> taken(EngineImages before, EngineImage image) {
        return before.images().stream().filter(one -> one.id().equals(image.id()))
                .flatMap(one -> EngineTrash.names(one).stream()).filter(name -> !image.tags().contains(name)).toList();
    }

    /**
     * @param more names that are kept with those it has
     * @return what is told of it: for whoever looks at the list, it is gone
     */
    List<Step> trash(EngineImage image, List<Reference> more, long at) {
        undo.inTrash().put(image, more, at);
        List<Step> steps = new ArrayList<>();
        EngineTrash.names(image).forEach(name -> steps.add(new Step(Action.UNTAGGED, name.familiar())));
        steps.add(new Step(Action.DELETED, image.id().toString()));
        return steps;
    }

    private List<EngineRemoval> remove(String text, RemoveRequest request) {
        try {
            return engine.remove(text, request.force(), request.prune());
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.CONFLICT) {
                throw e;
            }
            ImageId image = EngineLookup.find(EngineImages.of(engine), EngineWishes.OPERATION, text,
                    engine.version().podman()).image().id();
            if (!FilesContainer.letGo(List.of(image), engine.containerEndpoints())) {
                throw conflict(text, e);
            }
        }
        try {
            return engine.remove(text, request.force(), request.prune());
        } catch (EngineException e) {
            throw e.kind() == EngineException.Kind.CONFLICT ? conflict(text, e) : e;
        }
    }

    /** With the names of the containers in the way, for which an engine only has IDs. */
    private Failure conflict(String text, EngineException e) {
        EngineImages now = EngineImages.of(engine);
        List<EngineContainer> holders = now.containersOf(
                EngineLookup.find(now, EngineWishes.OPERATION, text, engine.version().podman()).image().id());
        if (holders.isEmpty()) {
            return new Failure(Failure.Kind.CONFLICT, EngineWishes.OPERATION, text, e.why(),
                    e.why().contains("force") ? "Name the one that is to go, or use -f to take them all."
                            : "Remove first what stands in the way.", e.verbatim(), e);
        }
        String names = holders.stream().map(EngineRemover::shown).collect(Collectors.joining(", "));
        boolean running = holders.stream().anyMatch(EngineContainer::running);
        return new Failure(Failure.Kind.CONFLICT, EngineWishes.OPERATION, text, "in use by "
                + (holders.size() == 1 ? "the container " : "the containers ") + names,
                (running ? "Stop and remove " : "Remove ") + (holders.size() == 1 ? "it" : "them") + " first"
                        + (running ? "." : ", or use -f."), e.verbatim(), e);
    }

    /** No engine takes the last name of an image and leaves the image. */
    private void checkNotTheLast(String text, RemoveRequest request) {
        Optional<EngineWish> wish = wishes(EngineImages.of(engine), request).read(text);
        if (wish.filter(found -> found.effect() == RemovalPlan.Effect.BLOCKED).isPresent()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "untag", text,
                    "it is the last name of the image, and an engine deletes an image with its last name",
                    "Give the image another name first, or remove it.");
        }
    }

    private EngineWishes wishes(EngineImages images, RemoveRequest request) {
        return new EngineWishes(images, request, engine.version().podman());
    }

    private List<EngineImage> foretold(EngineImages images, RemoveRequest request) {
        EngineWishes wishes = wishes(images, request);
        for (String text : request.images()) {
            try {
                wishes.read(text);
            } catch (Failure e) {
                // The engine will say so itself, when it is its turn.
                continue;
            }
        }
        return wishes.going();
    }

    private Map<Digest, Long> sizes(Collection<EngineImage> images) {
        Map<Digest, Long> sizes = new HashMap<>();
        images.forEach(image -> sizes.putAll(facts.sizes(image)));
        return sizes;
    }

    /** The layers of the images that are gone now and that no other image has. */
    private long freed(EngineImages before, Map<Digest, Long> sizes, List<Step> steps) {
        if (sizes.isEmpty()) {
            return 0;
        }
        Set<String> gone = steps.stream().filter(step -> step.action() == Action.DELETED).map(Step::subject)
                .collect(Collectors.toSet());
        List<EngineImage> deleted = new ArrayList<>(before.images());
        deleted.removeIf(image -> !gone.contains(image.id().toString()));
        List<EngineImage> kept = new ArrayList<>(before.images());
        kept.removeAll(deleted);
        deleted.stream().filter(image -> before.layersHeld(image.id(), engine.version().podman())).forEach(kept::add);
        Set<Digest> stacks = facts.stacks(deleted);
        Map<Digest, Long> theirs = new HashMap<>(sizes);
        theirs.keySet().retainAll(stacks);
        return bytes(theirs, facts.stacks(kept));
    }

    /** Bytes of the layers of these images that no other has. */
    long frees(List<EngineImage> going, EngineImages all) {
        List<EngineImage> kept = new ArrayList<>(all.images());
        Set<ImageId> ids = going.stream().map(EngineImage::id).collect(Collectors.toSet());
        // The steps that only these were built on go along.
        kept.removeIf(image -> ids.contains(image.id()) || image.tags().isEmpty()
                && !all.childrenOf(image.id()).isEmpty() && all.containersOf(image.id()).isEmpty());
        return bytes(sizes(going), facts.stacks(kept));
    }

    private static long bytes(Map<Digest, Long> sizes, Set<Digest> kept) {
        return sizes.entrySet().stream().filter(entry -> !kept.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue).sum();
    }

    private RemovalPlan.Target target(EngineWish wish, Set<Digest> kept) {
        EngineImage image = wish.image();
        Set<Digest> shared = new HashSet<>(facts.stacks(List.of(image)));
        shared.retainAll(kept);
        String name = wish.name().map(Reference::familiar)
                .orElseGet(() -> image.tags().size() == 1 ? image.tags().get(0).familiar() : image.id().shortHex());
        return new RemovalPlan.Target(wish.text(), name, image.id(), wish.effect(), image.size(),
                wish.deletes() ? shared.size() : facts.layers(image.id()).size(),
                wish.holders().stream().map(EngineRemover::shown).toList());
    }

    /** Podman tells the image before its names, and of these only the tags. */
    static List<Step> inOrder(List<Step> done, EngineImages before) {
        List<Step> steps = new ArrayList<>(done);
        Set<String> deleted = done.stream().filter(step -> step.action() == Action.DELETED).map(Step::subject)
                .collect(Collectors.toSet());
        before.images().stream().filter(image -> deleted.contains(image.id().toString()))
                .flatMap(image -> image.digests().stream())
                .map(name -> new Step(Action.UNTAGGED, name.familiar()))
                .filter(step -> !steps.contains(step)).forEach(steps::add);
        steps.sort(Comparator.comparing(Step::action));
        return steps;
    }

    private static String shown(EngineContainer container) {
        return container.running() ? container.name() + " (running)" : container.name();
    }

    /** Podman leaves out the algorithm of IDs and writes all names with their registry. */
    static Step step(EngineRemoval done) {
        if (done.deleted()) {
            return new Step(Action.DELETED, done.subject().indexOf(':') < 0 ? "sha256:" + done.subject()
                    : done.subject());
        }
        return new Step(Action.UNTAGGED,
                Reference.tryParse(done.subject()).map(Reference::familiar).orElse(done.subject()));
    }
}
