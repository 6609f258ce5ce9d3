package dev.jimg.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.store.StoreException.Kind;
import dev.jimg.store.Trashed.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Changes that can be taken back. A record of each is made to last before the index changes, so that whoever is killed
 * in between has lost nothing; and what the images need that it takes away stays for as long as the record does.
 *
 * <p>Room comes first: where the disk has none for a record, what is in the trash is given up, and then the record
 * itself. A record gives an image no name and shows it in no list.
 */
public final class Trash {

    /** How long a change can be taken back unless {@link #keepFor} says otherwise. */
    public static final Duration KEEP = Duration.ofHours(24);

    private static final String UNDO = "undo";

    private final Layout layout;
    private final Index index;
    private final BlobStore blobs;
    private final ImageReader reader;
    private final GarbageCollector garbage;
    private final TrashFiles files;
    private volatile Duration keep = KEEP;

    Trash(Layout layout, Index index, BlobStore blobs, ImageReader reader, GarbageCollector garbage,
            TrashFiles files) {
        this.layout = layout;
        this.index = index;
        this.blobs = blobs;
        this.reader = reader;
        this.garbage = garbage;
        this.files = files;
    }

    /** How long a change can be taken back by this process from now on. */
    public void keepFor(Duration time) {
        keep = time;
    }

    /** What {@link #remove} would do now. Changes nothing. */
    public RemovalOutcome plan(Removal removal) {
        List<IndexEntry> entries = index.read().entries();
        Selection selection = Selection.of(entries, removal);
        return garbage.outcome(selection, garbage.orphans(entries, selection, Set.of())).asKept();
    }

    /** Takes names and images away, so that they can come back; where there is no room for that, for good. */
    public RemovalOutcome remove(Removal removal, Operation operation) {
        layout.prepare();
        return layout.locks().withState("remove images", () -> {
            dropExpired(keep);
            List<IndexEntry> entries = index.read().entries();
            Selection selection = Selection.of(entries, removal);
            if (selection.isEmpty()) {
                return garbage.outcome(selection, List.of());
            }
            RemovalOutcome kept = garbage.outcome(selection, garbage.orphans(entries, selection, Set.of())).asKept();
            Map<Digest, Set<Digest>> needed = new HashMap<>();
            entries.stream().filter(entry -> selection.deleted().contains(entry.digest()))
                    .forEach(entry -> needed.put(entry.digest(), present(entry)));
            return changed(operation, selection::applyTo, needed) ? kept : garbage.removeHeld(removal);
        });
    }

    private Set<Digest> present(IndexEntry entry) {
        Set<Digest> needed = garbage.needs(entry);
        needed.removeIf(blob -> blobs.size(blob) < 0);
        return needed;
    }

    /** {@link Images#tag}, so that it can be taken back. */
    public void tag(Digest entry, Reference name) {
        tag(Map.of(name, entry));
    }

    /**
     * {@link Images#tag} of several as one change: all of it or nothing.
     *
     * @param names what each name is to stand for
     */
    public void tag(Map<Reference, Digest> names) {
        layout.prepare();
        layout.locks().withState("tag", () -> {
            dropExpired(keep);
            Consumer<ArrayNode> change = names.entrySet().stream()
                    .map(name -> Images.tagging(index, name.getValue(), name.getKey()))
                    .reduce(entries -> {}, Consumer::andThen);
            if (!changed(Operation.TAG, change, Map.of())) {
                index.edit(change);
            }
        });
    }

    /** @return false if there is no room for it, even without all that was in the trash; then nothing was done */
    private boolean changed(Operation operation, Consumer<ArrayNode> change, Map<Digest, Set<Digest>> needed) {
        ArrayNode entries = index.entries();
        dropUseless(entries);
        Instant now = Instant.now();
        TrashRecord record = TrashRecord.of(files.nextId(now), now, operation, entries, change, needed);
        if (record.before().isEmpty() && record.after().isEmpty()) {
            return true;
        }
        return attempt(record, change) || dropAll() > 0 && attempt(record, change);
    }

    private boolean attempt(TrashRecord record, Consumer<ArrayNode> change) {
        try {
            files.write(record);
            index.edit(change);
            return true;
        } catch (StoreException e) {
            files.delete(record.id());
            if (!DiskErrors.isOutOfSpace(e, layout.root())) {
                throw e;
            }
            return false;
        }
    }

    /** What was undone otherwise: the index is as it was before. */
    private void dropUseless(ArrayNode entries) {
        files.list().stream().filter(record -> !new Reversal(record).changes(entries))
                .forEach(record -> files.delete(record.id()));
    }

    /** What can be taken back, the newest first. */
    public List<Trashed> list() {
        return since(Instant.now().minus(keep));
    }

    /** Also what was kept long enough, and is still there: it takes room until it is given up. The newest first. */
    public List<Trashed> all() {
        return since(Instant.MIN);
    }

    private List<Trashed> since(Instant limit) {
        List<TrashRecord> records = files.list();
        if (records.isEmpty()) {
            return List.of();
        }
        ArrayNode entries = index.entries();
        Set<Digest> needed = new HashSet<>(garbage.needed());
        List<Trashed> result = new ArrayList<>();
        for (TrashRecord record : records) {
            Reversal reversal = new Reversal(record);
            if (record.at().isAfter(limit) && reversal.changes(entries)) {
                Set<Digest> own = record.allBlobs();
                own.removeAll(needed);
                result.add(new Trashed(record.id(), record.at(), record.operation(), subjects(record, reversal),
                        reversal.deleted().size(), bytes(own)));
            }
        }
        return result;
    }

    private List<String> subjects(TrashRecord record, Reversal reversal) {
        List<String> subjects = new ArrayList<>();
        reversal.names().forEach(name -> subjects.add(Reversal.shown(name)));
        if (subjects.isEmpty()) {
            reversal.lostSources().forEach(source -> subjects.add(source.familiar()));
        }
        Set<Digest> named = new HashSet<>();
        Set<Digest> nameless = new HashSet<>();
        record.before().forEach(entry -> (EntryNames.refName(entry).isEmpty() ? nameless : named)
                .add(Digest.parse(entry.path("digest").asText())));
        nameless.removeAll(named);
        nameless.retainAll(record.blobs().keySet());
        nameless.stream().map(this::shortId).sorted().forEach(subjects::add);
        return subjects;
    }

    /** That of the config, by which images are known; where the manifest cannot be read, its own. */
    private String shortId(Digest manifest) {
        try {
            ManifestDocument document = reader.document(manifest, MediaType.OCI_MANIFEST);
            return document instanceof Manifest image ? image.config().digest().shortHex() : manifest.shortHex();
        } catch (StoreException e) {
            return manifest.shortHex();
        }
    }

    /**
     * Takes a change back.
     *
     * @return what it was
     * @throws StoreException NOT_FOUND if it is not in the trash, CONFLICT if names moved on meanwhile
     */
    public Trashed restore(String id) {
        layout.prepare();
        return layout.locks().withState(UNDO, () -> {
            Trashed what = list().stream().filter(trashed -> trashed.id().equals(id)).findFirst()
                    .orElseThrow(() -> new StoreException(Kind.NOT_FOUND, UNDO, "the change",
                            "it was undone already, or is no longer kept", ""));
            TrashRecord record = files.read(id).orElseThrow();
            Reversal reversal = new Reversal(record);
            String subject = what.names().isEmpty() ? "" : what.names().get(0);
            reversal.obstacle(index.entries()).ifPresent(why -> {
                throw new StoreException(Kind.CONFLICT, UNDO, subject, why, "Rename or remove that first.");
            });
            if (!reversal.incomplete(index.entries(), blobs).isEmpty()) {
                throw new StoreException(Kind.NOT_FOUND, UNDO, subject,
                        "another program took blobs away that it needs", "Pull the image again.");
            }
            index.edit(reversal::applyTo);
            files.delete(id);
            return what;
        });
    }

    /** Bytes that {@link #empty} would free. */
    public long bytes() {
        Set<Digest> kept = files.blobs();
        return kept.isEmpty() ? 0 : bytes(garbage.unneeded(kept, Set.of()));
    }

    /**
     * Gives up all that can be taken back.
     *
     * @return bytes freed
     */
    public long empty() {
        layout.prepare();
        return layout.locks().withState("empty the trash", this::dropAll);
    }

    /**
     * Gives up what was kept long enough.
     *
     * @return bytes freed
     */
    public long expire() {
        return expire(keep);
    }

    /** @param keep how long that is */
    long expire(Duration keep) {
        if (files.expired(keep, Instant.now()).isEmpty()) {
            return 0;
        }
        return layout.locks().withState("empty the trash", () -> dropExpired(keep));
    }

    private long dropExpired(Duration keep) {
        return drop(files.expired(keep, Instant.now()));
    }

    private long dropAll() {
        return drop(files.expired(Duration.ZERO, Instant.MAX));
    }

    /** The records go first: one whose blobs are gone could not be taken back. */
    private long drop(Collection<String> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        index.settle();
        Set<Digest> kept = new HashSet<>();
        ids.forEach(id -> files.read(id).map(TrashRecord::allBlobs).ifPresent(kept::addAll));
        ids.forEach(files::delete);
        Set<Digest> gone = garbage.unneeded(kept, files.blobs());
        long freed = bytes(gone);
        gone.forEach(garbage::delete);
        return freed;
    }

    private long bytes(Set<Digest> of) {
        return of.stream().mapToLong(blobs::size).filter(size -> size > 0).sum();
    }
}
