package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.NewName;
import dev.jimg.service.Undo;
import dev.jimg.service.Undoable;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Trashed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trash of the store. */
final class StoreUndo implements Undo {

    private static final String UNDO = "undo";
    private static final String TAG = "tag";

    private final ImageStore store;
    private final ChangeFeed changes;

    StoreUndo(ImageStore store, ChangeFeed changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    public List<Undoable> list() {
        return Failures.translate(UNDO, "", () -> store.trash().list().stream().map(StoreUndo::of).toList());
    }

    @Override
    public Undoable undo(String id) {
        Undoable undone = of(Failures.translate(UNDO, "", () -> store.trash().restore(id)));
        changes.tell(ImageEvent.Kind.CHANGED, "");
        return undone;
    }

    @Override
    public void tag(String image, Reference target) {
        Failures.translate(TAG, image, () -> {
            store.trash().tag(new ImageLookup(store.images().list()).find(TAG, image).image().entry(),
                    target.orLatest());
            return null;
        });
        changes.tell(ImageEvent.Kind.TAGGED, target.familiar());
    }

    @Override
    public List<Failure> tagAll(List<NewName> names) {
        List<Failure> failures = new ArrayList<>();
        Map<Reference, Digest> wanted = new LinkedHashMap<>();
        ImageLookup lookup = Failures.translate(TAG, "", () -> new ImageLookup(store.images().list()));
        for (NewName name : names) {
            try {
                wanted.put(name.target().orLatest(), lookup.find(TAG, name.image()).image().entry());
            } catch (Failure e) {
                failures.add(e);
            }
        }
        if (!wanted.isEmpty()) {
            Failures.translate(TAG, "", () -> {
                store.trash().tag(wanted);
                return null;
            });
            wanted.keySet().forEach(name -> changes.tell(ImageEvent.Kind.TAGGED, name.familiar()));
        }
        return failures;
    }

    @Override
    public void keepDeleted(boolean value) {
        // It does in any case.
    }

    @Override
    public void keepFor(Duration time) {
        store.trash().keepFor(time);
    }

    @Override
    public List<ImageSummary> visible(List<ImageSummary> images) {
        return images;
    }

    @Override
    public long trash() {
        return Failures.translate("read the trash", "", () -> store.trash().bytes());
    }

    @Override
    public long emptyTrash() {
        return Failures.translate("empty the trash", "", () -> store.trash().empty());
    }

    @Override
    public void expire() {
        Failures.translate("empty the trash", "", () -> store.trash().expire());
    }

    private static Undoable of(Trashed change) {
        return new Undoable(change.id(), change.at(), Undoable.Operation.valueOf(change.operation().name()),
                change.names(), change.images(), change.bytes());
    }
}
