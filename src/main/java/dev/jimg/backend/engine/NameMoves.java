package dev.jimg.backend.engine;

import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.Undoable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which image had which name before something was done on an engine, for as long as the service is open: the engine
 * itself keeps nothing of it, and an image that it deleted stays deleted.
 */
final class NameMoves {

    private static final int MOST = 100;

    private final EngineClient engine;
    private final Clock clock;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long lastId;

    NameMoves(EngineClient engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** Which image a name stood for, and stands for since. */
    private record Move(Reference name, Optional<ImageId> was, Optional<ImageId> is) {}

    private record Change(Undoable what, List<Move> moves) {}

    /** The newest first. */
    synchronized List<Undoable> list() {
        return changes.stream().map(Change::what).toList();
    }

    synchronized void expire(Duration keep) {
        changes.removeIf(change -> !change.what().at().isAfter(clock.instant().minus(keep)));
    }

    /**
     * Compares the names with what they were, and remembers those that moved. What went to the trash is not its matter.
     *
     * @return whether all images are still here
     */
    boolean remember(Undoable.Operation operation, EngineImages before) {
        return remember(operation, before, nextId());
    }

    /** @param id of the change, if it is part of one that is known otherwise too */
    boolean remember(Undoable.Operation operation, EngineImages before, String id) {
        EngineImages now = EngineImages.of(engine);
        Map<String, ImageId> were = names(before);
        Map<String, ImageId> are = names(now);
        Set<ImageId> kept = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        EngineTrash.list(now).forEach(one -> kept.add(one.image().id()));
        Set<String> all = new TreeSet<>(were.keySet());
        all.addAll(are.keySet());
        List<Move> moves = new ArrayList<>();
        for (String name : all) {
            Optional<ImageId> was = Optional.ofNullable(were.get(name));
            Optional<ImageId> is = Optional.ofNullable(are.get(name));
            // Another program may move names meanwhile: what this operation cannot have done is not its to take back.
            boolean own = operation == Undoable.Operation.TAG ? is.isPresent() : is.isEmpty();
            if (own && !was.equals(is) && was.filter(image -> !now.has(image) || kept.contains(image)).isEmpty()) {
                moves.add(new Move(Reference.parse(name), was, is));
            }
        }
        if (!moves.isEmpty()) {
            add(operation, moves, id);
        }
        return before.images().stream().allMatch(image -> now.has(image.id()));
    }

    private synchronized String nextId() {
        return Long.toString(++lastId);
    }

    private synchronized void add(Undoable.Operation operation, List<Move> moves, String id) {
        List<String> names = moves.stream().map(move -> move.name().familiar()).toList();
        changes.addFirst(new Change(
                new Undoable(id, clock.instant(), operation, names, 0, 0), List.copyOf(moves)));
        while (changes.size() > MOST) {
            changes.removeLast();
        }
    }

    private static Map<String, ImageId> names(EngineImages images) {
        Map<String, ImageId> names = new TreeMap<>();
        for (EngineImage image : images.images()) {
            EngineTrash.names(image).forEach(tag -> names.put(tag.toString(), image.id()));
        }
        return names;
    }

    /** Moves the names of a change back, all or none; does nothing if none moved with it. */
    void undo(String id) {
        Optional<Change> found = find(id);
        if (found.isEmpty()) {
            return;
        }
        Change change = found.get();
        EngineImages now = EngineImages.of(engine);
        change.moves().forEach(move -> check(move, now, change.moves()));
        // An image may get its own name back before it loses the one that was its last.
        change.moves().stream().filter(move -> move.was().isPresent()).forEach(move -> back(move, now));
        change.moves().stream().filter(move -> move.was().isEmpty()).forEach(move -> back(move, now));
        synchronized (this) {
            changes.remove(change);
        }
    }

    private synchronized Optional<Change> find(String id) {
        return changes.stream().filter(change -> change.what().id().equals(id)).findFirst();
    }

    private static void check(Move move, EngineImages now, List<Move> together) {
        Optional<EngineImage> is = now.named(move.name());
        Optional<ImageId> id = is.map(EngineImage::id);
        if (id.equals(move.was())) {
            return;
        }
        if (id.isPresent() && !id.equals(move.is())) {
            throw refused(move.name(), "it is the name of another image by now", "Rename or remove that first.");
        }
        if (move.was().isPresent() && !now.has(move.was().get())) {
            throw refused(move.name(), "the image that had that name is gone by now", "Pull it again.");
        }
        if (move.was().isEmpty() && is.filter(image -> image.tags().size() == 1).isPresent()
                && together.stream().noneMatch(other -> other.was().equals(id))) {
            throw refused(move.name(),
                    "it is the last name of the image, and an engine deletes an image with its last name",
                    "Give the image another name first.");
        }
    }

    static Failure refused(Reference name, String why, String advice) {
        return new Failure(Failure.Kind.CONFLICT, "undo", name.familiar(), why, advice);
    }

    private void back(Move move, EngineImages now) {
        Optional<ImageId> id = now.named(move.name()).map(EngineImage::id);
        if (id.equals(move.was())) {
            return;
        }
        if (move.was().isPresent()) {
            engine.tag(move.was().get().toString(), move.name());
        } else {
            engine.remove(move.name().familiar(), false, false);
        }
    }
}
