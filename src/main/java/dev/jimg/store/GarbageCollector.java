package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes away what nothing needs. Marking and deleting happen under the state lock, so that no lease is granted and no
 * name is given in between.
 *
 * <p>Other tools take no leases. What they are bringing is safe from {@link #sweep} for as long as its blobs are
 * younger than the grace.
 *
 * <p>Nothing is swept unasked, not even what a pull that was given up has left: those layers are what it goes on from
 * when it is asked for again, and in a layout that other tools use too a blob without an entry may be somebody's work.
 */
public final class GarbageCollector {

    /** How young a blob that nothing needs is left alone: longer than any pull takes. */
    public static final Duration GRACE = Duration.ofHours(24);

    private final Layout layout;
    private final Index index;
    private final BlobStore blobs;
    private final ImageReader reader;
    private final Leases leases;
    private final Lister lister;
    private final LeftBehind leftBehind;
    private final TrashFiles trash;

    GarbageCollector(Layout layout, Index index, BlobStore blobs, ImageReader reader, Leases leases, Lister lister,
            TrashFiles trash) {
        this.layout = layout;
        this.index = index;
        this.blobs = blobs;
        this.reader = reader;
        this.leases = leases;
        this.lister = lister;
        this.leftBehind = new LeftBehind(layout);
        this.trash = trash;
    }

    /** What {@link #remove} would do now. Changes nothing. */
    public RemovalOutcome plan(Removal removal) {
        List<IndexEntry> entries = index.read().entries();
        Selection selection = Selection.of(entries, removal);
        return outcome(selection, orphans(entries, selection, keptWithout(selection.deleted())));
    }

    /**
     * Takes names and images away for good, and the blobs that only these images needed, however young. What can be
     * taken back of earlier changes stays so, but for these images.
     */
    public RemovalOutcome remove(Removal removal) {
        layout.prepare();
        return layout.locks().withState("remove images", () -> removeHeld(removal));
    }

    /** {@link #remove}, under the state lock. */
    RemovalOutcome removeHeld(Removal removal) {
        index.settle();
        List<IndexEntry> entries = index.read().entries();
        Selection selection = Selection.of(entries, removal);
        List<Digest> garbage = orphans(entries, selection, keptWithout(selection.deleted()));
        RemovalOutcome outcome = outcome(selection, garbage);
        if (!selection.isEmpty()) {
            index.edit(selection::applyTo);
        }
        forget(selection.deleted());
        garbage.forEach(this::delete);
        return outcome;
    }

    /** What the trash keeps, these images left out. */
    private Set<Digest> keptWithout(Set<Digest> gone) {
        Set<Digest> kept = new HashSet<>();
        trash.list().forEach(record -> record.without(gone).ifPresent(left -> kept.addAll(left.allBlobs())));
        return kept;
    }

    /** A record that there is no room to write anew goes as a whole. */
    private void forget(Set<Digest> gone) {
        for (TrashRecord record : gone.isEmpty() ? List.<TrashRecord>of() : trash.list()) {
            Optional<TrashRecord> left = record.without(gone);
            if (left.isEmpty()) {
                trash.delete(record.id());
            } else if (left.get() != record) {
                try {
                    trash.write(left.get());
                } catch (StoreException e) {
                    trash.delete(record.id());
                }
            }
        }
    }

    /** The blobs of the images that go, without those of the images that stay, those under lease and those kept. */
    List<Digest> orphans(List<IndexEntry> entries, Selection selection, Set<Digest> kept) {
        if (selection.deleted().isEmpty()) {
            return List.of();
        }
        Marking going = new Marking(reader, blobs, lister);
        Marking staying = new Marking(reader, blobs, lister);
        for (IndexEntry entry : entries) {
            Marking side = selection.deleted().contains(entry.digest()) ? going : staying;
            side.mark(entry.digest(), entry.mediaType());
        }
        Set<Digest> leased = leases.protectedBlobs();
        return going.needed().stream()
                .filter(blob -> !staying.needed().contains(blob) && !leased.contains(blob) && !kept.contains(blob)
                        && blobs.size(blob) >= 0)
                .sorted().toList();
    }

    /** All that an entry needs. */
    Set<Digest> needs(IndexEntry entry) {
        Marking marking = new Marking(reader, blobs, lister);
        marking.mark(entry.digest(), entry.mediaType());
        return marking.needed();
    }

    /** All that the entries of the index need. */
    Set<Digest> needed() {
        return marked(index.read()).needed();
    }

    private Marking marked(Index.Content content) {
        Marking marking = new Marking(reader, blobs, lister);
        content.entries().forEach(entry -> marking.mark(entry.digest(), entry.mediaType()));
        return marking;
    }

    /**
     * Those of these blobs that are here and that neither an entry needs, nor a lease, nor what else is kept; none while
     * it is not known what the entries need.
     */
    Set<Digest> unneeded(Set<Digest> candidates, Set<Digest> kept) {
        Index.Content content = index.read();
        Marking marking = marked(content);
        if (candidates.isEmpty() || hindrance(content, marking).isPresent()) {
            return Set.of();
        }
        Set<Digest> result = new HashSet<>(candidates);
        result.removeAll(marking.needed());
        result.removeAll(leases.protectedBlobs());
        result.removeAll(kept);
        result.removeIf(blob -> blobs.size(blob) < 0);
        return result;
    }

    RemovalOutcome outcome(Selection selection, List<Digest> garbage) {
        long freed = garbage.stream().mapToLong(blobs::size).filter(size -> size > 0).sum();
        List<Reference> names = selection.names().stream().sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        return new RemovalOutcome(names, List.copyOf(selection.deleted()), garbage, freed, 0, false);
    }

    /** What {@link #sweep} would take now. Changes nothing. */
    public Sweep planSweep(Duration grace) {
        return find(grace, false);
    }

    /** What {@link #sweepOf} would take now. Changes nothing. */
    public Sweep planSweepOf(Set<Digest> own) {
        return garbage(own, Instant.MAX, false);
    }

    /**
     * Takes those of these blobs away that nothing needs, however young.
     *
     * @param own blobs that this program made, and that nobody else brings
     */
    public Sweep sweepOf(Set<Digest> own) {
        layout.prepare();
        return layout.locks().withState("sweep", () -> {
            index.settle();
            return garbage(own, Instant.MAX, true);
        });
    }

    /**
     * Takes away every blob that nothing needs and every download that nobody continues right now. Downloads are only
     * ever this program's, so that their leases tell who does: they have no grace.
     *
     * @param grace how old a blob must be, {@link #GRACE} unless nothing else writes here
     */
    public Sweep sweep(Duration grace) {
        layout.prepare();
        return layout.locks().withState("sweep", () -> {
            index.settle();
            return find(grace, true);
        });
    }

    private Sweep find(Duration grace, boolean delete) {
        Sweep blobs = garbage(all(), Instant.now().minus(grace), delete);
        LeftBehind.Count partials = leftBehind.sweep(leases.protectedBlobs(), delete);
        return new Sweep(blobs.blobs(), partials.files(), partials.bytes(), blobs.freed() + partials.bytes(),
                blobs.hindrance());
    }

    /** Of blobs alone. */
    private Sweep garbage(Collection<Digest> candidates, Instant limit, boolean delete) {
        Index.Content content = index.read();
        Marking marking = marked(content);
        Optional<String> hindrance = hindrance(content, marking);
        List<Digest> garbage = new ArrayList<>();
        long freed = 0;
        if (hindrance.isEmpty()) {
            Set<Digest> leased = leases.protectedBlobs();
            leased.addAll(trash.blobs());
            for (Digest blob : candidates) {
                if (blobs.size(blob) >= 0 && !marking.needed().contains(blob) && !leased.contains(blob)
                        && LeftBehind.olderThan(limit, blobs.path(blob))) {
                    garbage.add(blob);
                    freed += Math.max(0, blobs.size(blob));
                }
            }
        }
        if (delete) {
            garbage.forEach(this::delete);
        }
        return new Sweep(List.copyOf(garbage), 0, 0, freed, hindrance);
    }

    /** While a list of what is needed has holes, what is not on it cannot be called garbage. */
    private static Optional<String> hindrance(Index.Content content, Marking marking) {
        if (!content.problems().isEmpty()) {
            return Optional.of(content.problems().get(0));
        }
        return marking.unreadable().stream().findFirst().map(digest -> "the manifest " + digest
                + " cannot be read, so that it is not known what it needs; pull that image again or remove it");
    }

    /** Every blob here; files that are no blobs are left alone. */
    List<Digest> all() {
        List<Digest> found = new ArrayList<>();
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            String[] names = layout.blobs(algorithm).toFile().list();
            for (String name : names == null ? new String[0] : names) {
                try {
                    found.add(new Digest(algorithm, name));
                } catch (MalformedException e) {
                    // Another tool's temporary file, perhaps.
                }
            }
        }
        return found;
    }

    void delete(Digest blob) {
        deleteFile(blobs.path(blob));
    }

    static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskErrors.of("delete", file, e);
        }
    }
}
