package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** How long an unfinished download is kept to be continued. */
    public static final Duration PARTIAL_GRACE = Duration.ofDays(7);

    private final Layout layout;
    private final Index index;
    private final BlobStore blobs;
    private final ImageReader reader;
    private final Leases leases;
    private final Lister lister;

    GarbageCollector(Layout layout, Index index, BlobStore blobs, ImageReader reader, Leases leases, Lister lister) {
        this.layout = layout;
        this.index = index;
        this.blobs = blobs;
        this.reader = reader;
        this.leases = leases;
        this.lister = lister;
    }

    /** What {@link #remove} would do now. Changes nothing. */
    public RemovalOutcome plan(Removal removal) {
        List<IndexEntry> entries = index.read().entries();
        Selection selection = Selection.of(entries, removal);
        List<Digest> garbage = orphans(entries, selection);
        return outcome(selection, garbage);
    }

    /** Takes names and images away, and the blobs that only these images needed, however young. */
    public RemovalOutcome remove(Removal removal) {
        layout.prepare();
        return layout.locks().withState("remove images", () -> {
            List<IndexEntry> entries = index.read().entries();
            Selection selection = Selection.of(entries, removal);
            List<Digest> garbage = orphans(entries, selection);
            RemovalOutcome outcome = outcome(selection, garbage);
            if (!selection.isEmpty()) {
                index.edit(selection::applyTo);
            }
            garbage.forEach(this::delete);
            return outcome;
        });
    }

    /** The blobs of the images that go, without those of the images that stay and those under lease. */
    private List<Digest> orphans(List<IndexEntry> entries, Selection selection) {
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
                .filter(blob -> !staying.needed().contains(blob) && !leased.contains(blob) && blobs.size(blob) >= 0)
                .sorted().toList();
    }

    private RemovalOutcome outcome(Selection selection, List<Digest> garbage) {
        long freed = garbage.stream().mapToLong(blobs::size).filter(size -> size > 0).sum();
        List<Reference> names = selection.names().stream().sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        return new RemovalOutcome(names, List.copyOf(selection.deleted()), garbage, freed);
    }

    /** What {@link #sweep} would take now. Changes nothing. */
    public Sweep planSweep(Duration grace) {
        return find(grace, false);
    }

    /**
     * Takes away every blob that nothing needs and every download that nobody continues.
     *
     * @param grace how old a blob must be, {@link #GRACE} unless nothing else writes here
     */
    public Sweep sweep(Duration grace) {
        layout.prepare();
        return layout.locks().withState("sweep", () -> find(grace, true));
    }

    private Sweep find(Duration grace, boolean delete) {
        Index.Content content = index.read();
        Marking marking = new Marking(reader, blobs, lister);
        content.entries().forEach(entry -> marking.mark(entry.digest(), entry.mediaType()));
        Optional<String> hindrance = hindrance(content, marking);
        List<Digest> garbage = new ArrayList<>();
        long freed = 0;
        if (hindrance.isEmpty()) {
            Set<Digest> leased = leases.protectedBlobs();
            Instant limit = Instant.now().minus(grace);
            for (Digest blob : all()) {
                if (!marking.needed().contains(blob) && !leased.contains(blob) && olderThan(limit, blobs.path(blob))) {
                    garbage.add(blob);
                    freed += Math.max(0, blobs.size(blob));
                }
            }
        }
        List<Path> partials = oldPartials();
        long partialBytes = partials.stream().mapToLong(partial -> partial.toFile().length()).sum();
        if (delete) {
            garbage.forEach(this::delete);
            partials.forEach(this::deletePartial);
        }
        return new Sweep(List.copyOf(garbage), partials.size(), partialBytes, freed + partialBytes, hindrance);
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

    /** Unfinished downloads, and temporary files of processes that were killed. */
    private List<Path> oldPartials() {
        Instant limit = Instant.now().minus(PARTIAL_GRACE);
        List<Path> old = new ArrayList<>();
        addOld(layout.ingest(), "{sha256-,sha512-,tmp-}*", limit, old);
        addOld(layout.cache(), "listing-*", limit, old);
        return old;
    }

    private static void addOld(Path directory, String names, Instant limit, List<Path> old) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
            for (Path file : files) {
                if (olderThan(limit, file)) {
                    old.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Then there is nothing old in it.
        } catch (IOException e) {
            throw DiskErrors.of("read", directory, e);
        }
    }

    private static boolean olderThan(Instant limit, Path file) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isAfter(limit);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw DiskErrors.of("read", file, e);
        }
    }

    private void delete(Digest blob) {
        deleteFile(blobs.path(blob));
    }

    /** A download that somebody continues right now is not old, whatever its time says. */
    private void deletePartial(Path file) {
        String[] name = file.getFileName().toString().split("-", 2);
        if (name[0].equals("tmp")) {
            deleteFile(file);
            return;
        }
        try {
            layout.locks().tryBlob(Digest.parse(name[0] + ":" + name[1])).ifPresent(lock -> {
                deleteFile(file);
                lock.close();
            });
        } catch (MalformedException e) {
            // No download, so that no lock belongs to it.
            deleteFile(file);
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskErrors.of("delete", file, e);
        }
    }
}
