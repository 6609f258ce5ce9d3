package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.NewName;
import dev.jimg.service.Undo;
import dev.jimg.service.Undoable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes back what was done on an engine: names that moved, and images in its trash. */
final class EngineUndo implements Undo {

    private static final String UNDO = "undo";
    private static final String TAG = "tag";
    private static final String READ = "read the trash";
    private static final String KEPT = "trash-";

    private final EngineClient engine;
    private final EngineLookup lookup;
    private final EngineFeed feed;
    private final EngineFacts facts;
    private final Clock clock;
    private final EngineTrash trash;
    private final NameMoves moves;
    private volatile Duration keep = KEEP;

    EngineUndo(EngineClient engine, EngineLookup lookup, EngineFeed feed, EngineFacts facts, Clock clock) {
        this.engine = engine;
        this.lookup = lookup;
        this.feed = feed;
        this.facts = facts;
        this.clock = clock;
        this.trash = new EngineTrash(engine, clock);
        this.moves = new NameMoves(engine, clock);
    }

    EngineTrash inTrash() {
        return trash;
    }

    /** Which names moved while something is done. */
    NameMoves moves() {
        return moves;
    }

    @Override
    public void keepDeleted(boolean value) {
        trash.use(value);
    }

    @Override
    public void keepFor(Duration time) {
        keep = time;
    }

    @Override
    public List<ImageSummary> visible(List<ImageSummary> images) {
        return EngineTrash.visible(images);
    }

    @Override
    public List<Undoable> list() {
        return Failures.translate(UNDO, "", () -> {
            List<Undoable> all = new ArrayList<>();
            EngineImages images = EngineImages.of(engine);
            TreeMap<Long, List<EngineTrash.Kept>> kept = new TreeMap<>();
            EngineTrash.list(images).stream().filter(EngineTrash.Kept::only).filter(one -> !one.names().isEmpty())
                    .forEach(one -> kept.computeIfAbsent(one.at(), at -> new ArrayList<>()).add(one));
            Map<String, Undoable> moved = new LinkedHashMap<>();
            moves.list().forEach(change -> moved.put(change.id(), change));
            kept.forEach((at, together) -> all.add(both(of(at, together, images), moved.remove(keptAs(at)))));
            all.addAll(moved.values());
            all.sort(Comparator.comparing(Undoable::at).reversed());
            return List.copyOf(all);
        });
    }

    private Undoable of(long at, List<EngineTrash.Kept> together, EngineImages images) {
        List<String> names = together.stream().flatMap(kept -> kept.names().stream()).map(Reference::familiar).toList();
        return new Undoable(keptAs(at), trash.moment(at),
                together.size() > 1 ? Undoable.Operation.PRUNE : Undoable.Operation.REMOVE, names, together.size(),
                bytes(together, images));
    }

    /** What an operation put into the trash, with the names that it took from images that have others. */
    private static Undoable both(Undoable kept, Undoable moved) {
        if (moved == null) {
            return kept;
        }
        List<String> names = new ArrayList<>(kept.names());
        names.addAll(moved.names());
        return new Undoable(kept.id(), kept.at(), kept.operation(), names, kept.images(), kept.bytes());
    }

    /** How that is called which is kept under a moment, and what belongs to it. */
    static String keptAs(long at) {
        return KEPT + at;
    }

    @Override
    public Undoable undo(String id) {
        Undoable what = list().stream().filter(change -> change.id().equals(id)).findFirst()
                .orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, UNDO, "the change",
                        "it was undone already, or is no longer kept", ""));
        Failures.translate(UNDO, what.names().get(0), () -> {
            List<EngineTrash.Kept> together = id.startsWith(KEPT) ? kept(Long.parseLong(id.substring(KEPT.length())))
                    : List.of();
            moves.undo(id);
            together.forEach(trash::restore);
            return null;
        });
        feed.tell(ImageEvent.Kind.CHANGED, "");
        return what;
    }

    /** What is to be restored together, if nothing stands in the way. */
    private List<EngineTrash.Kept> kept(long at) {
        EngineImages now = EngineImages.of(engine);
        List<EngineTrash.Kept> together = EngineTrash.list(now).stream().filter(kept -> kept.at() == at).toList();
        for (EngineTrash.Kept kept : together) {
            for (Reference name : kept.names()) {
                ImageId own = kept.image().id();
                if (now.named(name).filter(image -> !image.id().equals(own)).isPresent()) {
                    throw NameMoves.refused(name, "it is the name of another image by now",
                            "Rename or remove that first.");
                }
            }
        }
        return together;
    }

    @Override
    public void tag(String image, Reference target) {
        List<Failure> failures = tagAll(List.of(new NewName(image, target)));
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public List<Failure> tagAll(List<NewName> names) {
        EngineImages before = Failures.translate(TAG, "", () -> EngineImages.of(engine));
        List<Failure> failures = new ArrayList<>();
        for (NewName name : names) {
            try {
                EngineLookup.checkPath(TAG, name.image());
                // As it was before the first got its name: that may be the name by which a later one is asked for.
                String id = EngineLookup.find(before, TAG, name.image(), engine.version().podman())
                        .image().id().toString();
                Failures.translate(TAG, name.image(), () -> {
                    engine.tag(id, name.target());
                    return null;
                });
                feed.tell(ImageEvent.Kind.TAGGED, name.target().familiar());
            } catch (Failure e) {
                failures.add(e);
            }
        }
        Failures.translate(TAG, "", () -> moves.remember(Undoable.Operation.TAG, before));
        return failures;
    }

    @Override
    public long trash() {
        return Failures.translate(READ, "", () -> {
            EngineImages images = EngineImages.of(engine);
            return bytes(EngineTrash.list(images), images);
        });
    }

    /** Of those that nothing else calls by a name, the layers that no other image has. */
    private long bytes(List<EngineTrash.Kept> kept, EngineImages images) {
        List<EngineImage> only = kept.stream().filter(EngineTrash.Kept::only).map(EngineTrash.Kept::image).toList();
        return only.isEmpty() ? 0 : new EngineRemover(engine, facts, lookup, this).frees(only, images);
    }

    @Override
    public long emptyTrash() {
        return Failures.translate("empty the trash", "", () -> {
            EngineImages images = EngineImages.of(engine);
            List<EngineTrash.Kept> kept = EngineTrash.list(images);
            if (kept.isEmpty()) {
                return 0L;
            }
            long before = bytes(kept, images);
            trash.drop(kept);
            EngineImages now = EngineImages.of(engine);
            return Math.max(0, before - bytes(EngineTrash.list(now), now));
        });
    }

    @Override
    public void expire() {
        moves.expire(keep);
        Failures.translate("empty the trash", "", () -> {
            long limit = clock.instant().minus(keep).getEpochSecond();
            trash.drop(EngineTrash.list(EngineImages.of(engine)).stream().filter(kept -> kept.at() <= limit).toList());
            return null;
        });
    }
}
