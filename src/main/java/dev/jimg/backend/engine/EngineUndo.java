package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.Undo;
import dev.jimg.service.Undoable;
import java.time.Clock;
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
 * Gives names back that were moved on an engine. It is remembered here which image had which name; the engine itself
 * keeps nothing, so that an image it deleted stays deleted.
 */
final class EngineUndo implements Undo {

    private static final String UNDO = "undo";
    private static final int MOST = 100;

    private final EngineClient engine;
    private final EngineLookup lookup;
    private final EngineFeed feed;
    private final Clock clock;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long lastId;

    EngineUndo(EngineClient engine, EngineLookup lookup, EngineFeed feed, Clock clock) {
        this.engine = engine;
        this.lookup = lookup;
        this.feed = feed;
        this.clock = clock;
    }

    /** Which image a name stood for, and stands for since. */
    private record Move(Reference name, Optional<ImageId> was, Optional<ImageId> is) {}

    private record Change(Undoable what, List<Move> moves) {}

    @Override
    public synchronized List<Undoable> list() {
        expire();
        return changes.stream().map(Change::what).toList();
    }

    @Override
    public void tag(String image, Reference target) {
        EngineImages before = Failures.translate("tag", image, () -> EngineImages.of(engine));
        Failures.translate("tag", image, () -> lookup.with("tag", image, named -> {
            engine.tag(named, target);
            return null;
        }));
        feed.tell(ImageEvent.Kind.TAGGED, target.familiar());
        Failures.translate("tag", image, () -> remember(Undoable.Operation.TAG, before));
    }

    /**
     * Compares the names with what they were, and remembers those that moved.
     *
     * @return whether all that was done since can be taken back
     */
    boolean remember(Undoable.Operation operation, EngineImages before) {
        EngineImages now = EngineImages.of(engine);
        Map<String, ImageId> were = names(before);
        Map<String, ImageId> are = names(now);
        Set<String> all = new TreeSet<>(were.keySet());
        all.addAll(are.keySet());
        List<Move> moves = new ArrayList<>();
        boolean complete = true;
        for (String name : all) {
            Optional<ImageId> was = Optional.ofNullable(were.get(name));
            Optional<ImageId> is = Optional.ofNullable(are.get(name));
            if (was.equals(is)) {
                continue;
            }
            if (was.isPresent() && !now.has(was.get())) {
                complete = false;
            } else {
                moves.add(new Move(Reference.parse(name), was, is));
            }
        }
        complete &= before.images().stream().allMatch(image -> now.has(image.id()));
        if (!moves.isEmpty()) {
            add(operation, moves);
        }
        return complete && !moves.isEmpty();
    }

    private synchronized void add(Undoable.Operation operation, List<Move> moves) {
        List<String> names = moves.stream().map(move -> move.name().familiar()).toList();
        changes.addFirst(new Change(
                new Undoable(Long.toString(++lastId), clock.instant(), operation, names, 0, 0), List.copyOf(moves)));
        while (changes.size() > MOST) {
            changes.removeLast();
        }
    }

    private static Map<String, ImageId> names(EngineImages images) {
        Map<String, ImageId> names = new TreeMap<>();
        for (EngineImage image : images.images()) {
            image.tags().forEach(tag -> names.put(tag.toString(), image.id()));
        }
        return names;
    }

    @Override
    public Undoable undo(String id) {
        Change change = find(id);
        Failures.translate(UNDO, change.what().names().get(0), () -> {
            EngineImages now = EngineImages.of(engine);
            change.moves().forEach(move -> check(move, now));
            change.moves().forEach(move -> back(move, now));
            return null;
        });
        synchronized (this) {
            changes.remove(change);
        }
        feed.tell(ImageEvent.Kind.CHANGED, "");
        return change.what();
    }

    private synchronized Change find(String id) {
        return changes.stream().filter(change -> change.what().id().equals(id)).findFirst()
                .orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, UNDO, "the change",
                        "it was undone already, or is no longer kept", ""));
    }

    private static void check(Move move, EngineImages now) {
        Optional<EngineImage> is = now.named(move.name());
        Optional<ImageId> id = is.map(EngineImage::id);
        if (id.equals(move.was())) {
            return;
        }
        if (id.isPresent() && !id.equals(move.is())) {
            throw refused(move, "it is the name of another image by now", "Rename or remove that first.");
        }
        if (move.was().isPresent() && !now.has(move.was().get())) {
            throw refused(move, "the image that had that name is gone by now", "Pull it again.");
        }
        if (move.was().isEmpty() && is.filter(image -> image.tags().size() == 1).isPresent()) {
            throw refused(move, "it is the last name of the image, and an engine deletes an image with its last name",
                    "Give the image another name first.");
        }
    }

    private static Failure refused(Move move, String why, String advice) {
        return new Failure(Failure.Kind.CONFLICT, UNDO, move.name().familiar(), why, advice);
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

    @Override
    public long trash() {
        return 0;
    }

    @Override
    public long emptyTrash() {
        return 0;
    }

    @Override
    public synchronized void expire() {
        changes.removeIf(change -> !change.what().at().isAfter(clock.instant().minus(KEEP)));
    }
}
