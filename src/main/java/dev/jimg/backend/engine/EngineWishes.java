package dev.jimg.backend.engine;

import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.RemoveRequest.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Foretells what Docker will do with a request to remove, one word after the other, each as if the earlier ones were
 * done.
 *
 * <p>By name only the name goes, and with the last one the image: unless a container was made from it (by force a
 * stopped one does not count, and a running one leaves the image without a name) or another image was built on it
 * (which leaves it without a name). By ID all names go with the image: several of them only by force, never while a
 * container runs or another image was built on it.
 */
final class EngineWishes {

    static final String OPERATION = "remove";

    private final EngineImages images;
    private final RemoveRequest request;
    private final boolean podman;
    private final Map<ImageId, Set<Reference>> left = new HashMap<>();
    private final Set<ImageId> going = new HashSet<>();

    /** @param podman there, names by digest do not hold an image: the last tag takes it along, and so does a digest */
    EngineWishes(EngineImages images, RemoveRequest request, boolean podman) {
        this.images = images;
        this.request = request;
        this.podman = podman;
    }

    /**
     * What one word means.
     *
     * @return empty if an earlier word took it already
     * @throws Failure NOT_FOUND or AMBIGUOUS
     */
    Optional<EngineWish> read(String text) {
        EngineLookup.Found found = EngineLookup.find(images, OPERATION, text, podman);
        EngineImage image = found.image();
        Set<Reference> has = left.computeIfAbsent(image.id(), id -> allNames(image));
        if (going.contains(image.id()) || found.name().filter(name -> !has.contains(name)).isPresent()) {
            return Optional.empty();
        }
        Effect effect = found.name().isPresent() ? byName(image, found.name().get(), has) : byId(image, has);
        if (effect == Effect.DELETE) {
            has.clear();
            going.add(image.id());
            if (request.prune()) {
                pruneParents(image);
            }
        }
        return Optional.of(new EngineWish(text, image, found.name(), effect, images.containersOf(image.id())));
    }

    /** The images that go, those among them that only served as steps too. */
    List<EngineImage> going() {
        return images.images().stream().filter(image -> going.contains(image.id())).toList();
    }

    /** The images whose layers stay: also those that go by force from under a container, which Docker leaves them to. */
    List<EngineImage> staying() {
        return images.images().stream()
                .filter(image -> !going.contains(image.id()) || images.layersHeld(image.id(), podman)).toList();
    }

    private Effect byName(EngineImage image, Reference name, Set<Reference> has) {
        Set<Reference> rest = rest(name, has);
        if (!rest.isEmpty()) {
            has.retainAll(rest);
            return Effect.UNTAG;
        }
        if (request.mode() == Mode.UNTAG) {
            return Effect.BLOCKED;
        }
        List<EngineContainer> holders = images.containersOf(image.id());
        if (!holders.isEmpty() && !request.force()) {
            return Effect.BLOCKED;
        }
        if (holders.stream().anyMatch(EngineContainer::running) || hasChildren(image)) {
            has.clear();
            return Effect.LEAVE_DANGLING;
        }
        return Effect.DELETE;
    }

    /** What is left of the names: with the last tag of a repository its digests go too. */
    private Set<Reference> rest(Reference name, Set<Reference> has) {
        Set<Reference> rest = new HashSet<>(has);
        rest.remove(name);
        boolean lastTag = name.tag().isPresent() && rest.stream()
                .noneMatch(other -> other.tag().isPresent() && other.name().equals(name.name()));
        if (lastTag) {
            rest.removeIf(other -> other.name().equals(name.name()));
        }
        boolean held = rest.stream().filter(other -> other.tag().isPresent()).count() > (name.tag().isPresent() ? 0 : 1);
        return podman && !held ? Set.of() : rest;
    }

    private Effect byId(EngineImage image, Set<Reference> has) {
        Set<String> repositories = has.stream().map(Reference::name).collect(Collectors.toSet());
        boolean several = !podman && repositories.size() > 1
                || has.stream().filter(name -> name.tag().isPresent()).count() > 1;
        List<EngineContainer> holders = images.containersOf(image.id());
        boolean blocked = request.mode() == Mode.UNTAG || hasChildren(image)
                || holders.stream().anyMatch(EngineContainer::running)
                || !request.force() && (several || !holders.isEmpty());
        return blocked ? Effect.BLOCKED : Effect.DELETE;
    }

    private boolean hasChildren(EngineImage image) {
        return images.childrenOf(image.id()).stream().anyMatch(child -> !going.contains(child.id()));
    }

    /** Steps without a name that nothing else was built on go with the image. */
    private void pruneParents(EngineImage image) {
        List<EngineImage> parents = new ArrayList<>();
        image.parent().ifPresent(id -> images.images().stream().filter(other -> other.id().equals(id))
                .forEach(parents::add));
        for (EngineImage parent : parents) {
            if (allNames(parent).isEmpty() && !hasChildren(parent) && images.containersOf(parent.id()).isEmpty()
                    && going.add(parent.id())) {
                pruneParents(parent);
            }
        }
    }

    private static Set<Reference> allNames(EngineImage image) {
        Set<Reference> all = new HashSet<>(image.tags());
        all.addAll(image.digests());
        return all;
    }
}
