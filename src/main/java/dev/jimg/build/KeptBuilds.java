package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import dev.jimg.oci.Digest;
import dev.jimg.rootfs.TreeSize;
import dev.jimg.store.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What builds leave on the store to be quick the next time: what their steps made, cache mounts, and what is known of
 * the layers of base images. All of it may go at any time when no build needs it.
 */
public final class KeptBuilds {

    /** Docker's names for the types of what a builder keeps. */
    private static final String STEP = "regular";
    private static final String MOUNT = "exec.cachemount";
    private static final String INDEX = "internal";

    /**
     * One thing that is kept.
     *
     * @param size bytes that would be free without it, a layer that an image needs not counted
     * @param layer what a step made, if it is still here
     * @param used when a build last had use for it
     * @param shared whether an image, or work in flight, needs that layer
     */
    public record Entry(String id, String type, String description, long size, Instant made, Instant used,
            Optional<Digest> layer, boolean shared) {}

    /** @param freed bytes */
    public record Pruned(List<String> ids, long freed) {}

    private final ImageStore store;
    private final Path directory;
    private final BuildCache steps;

    public KeptBuilds(ImageStore store) {
        this.store = store;
        this.directory = store.root().resolve("cache").resolve("build");
        this.steps = new BuildCache(directory.resolve("steps"));
    }

    public List<Entry> list() {
        List<Entry> result = steps();
        addChildren(directory.resolve("mounts"), MOUNT, "cache mount", result);
        addChildren(directory.resolve("layers"), INDEX, "headers of a layer", result);
        return result;
    }

    private List<Entry> steps() {
        List<Entry> result = new ArrayList<>();
        Set<Digest> counted = new HashSet<>(needed(layers(steps.keys())));
        Set<Digest> shared = Set.copyOf(counted);
        for (String key : steps.keys()) {
            Optional<Digest> layer = layer(key).filter(blob -> store.blobs().size(blob) >= 0);
            long size = steps.file(key).toFile().length()
                    + layer.filter(counted::add).map(store.blobs()::size).orElse(0L);
            result.add(new Entry(key, STEP, layer.map(blob -> "layer " + blob).orElse("a layer that is gone"), size,
                    steps.made(key), Instant.ofEpochMilli(steps.file(key).toFile().lastModified()), layer,
                    layer.filter(shared::contains).isPresent()));
        }
        return result;
    }

    private Optional<Digest> layer(String key) {
        return steps.find(key).map(step -> step.blob().digest());
    }

    private Set<Digest> layers(List<String> keys) {
        return keys.stream().flatMap(key -> layer(key).stream()).collect(Collectors.toSet());
    }

    private Set<Digest> needed(Set<Digest> layers) {
        Set<Digest> needed = new HashSet<>(layers);
        store.garbage().planSweepOf(layers).blobs().forEach(needed::remove);
        return needed;
    }

    private static void addChildren(Path place, String type, String description, List<Entry> to) {
        String[] names = place.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            Path child = place.resolve(name);
            Instant changed = Instant.ofEpochMilli(child.toFile().lastModified());
            to.add(new Entry(name, type, description, TreeSize.of(child), changed, changed, Optional.empty(), false));
        }
    }

    /**
     * Takes away what is kept.
     *
     * @param all also what is known of layers that images have; else only what nothing but builds needs
     * @param chosen which of it
     * @param keep of the bytes that all takes and those that are free on the disk, how many may stay
     */
    public Pruned prune(boolean all, Predicate<Entry> chosen, LongBinaryOperator keep) {
        boolean building = Leftovers.anyInUse(directory);
        Leftovers.sweep(directory);
        long total = list().stream().mapToLong(Entry::size).sum();
        long staying = keep.applyAsLong(total, store.root().toFile().getUsableSpace());
        List<Entry> may = going(all).stream().filter(chosen)
                .filter(entry -> !building || !entry.type().equals(MOUNT)).toList();
        List<Entry> going = staying <= 0 ? may : oldest(may, total - staying);
        Set<Digest> layers = going.stream().flatMap(entry -> entry.layer().stream()).collect(Collectors.toSet());
        long freed = 0;
        for (Entry entry : going) {
            freed += remove(entry);
        }
        return new Pruned(going.stream().map(Entry::id).toList(),
                freed + (layers.isEmpty() ? 0 : store.garbage().sweepOf(layers).freed()));
    }

    /** As many as it takes to free that much, those first that were not used for the longest time. */
    private static List<Entry> oldest(List<Entry> entries, long bytes) {
        List<Entry> chosen = new ArrayList<>();
        long freed = 0;
        for (Entry entry : entries.stream().sorted(Comparator.comparing(Entry::used)).toList()) {
            if (freed < bytes) {
                chosen.add(entry);
                freed += entry.size();
            }
        }
        return chosen;
    }

    /** What {@link #prune} would take, if nothing is to stay. */
    public List<Entry> going(boolean all) {
        return list().stream().filter(entry -> all || !entry.shared() && !entry.type().equals(INDEX)).toList();
    }

    private long remove(Entry entry) {
        String folder = entry.type().equals(STEP) ? "steps" : entry.type().equals(MOUNT) ? "mounts" : "layers";
        Path place = directory.resolve(folder).resolve(entry.id());
        try {
            long bytes = TreeSize.of(place);
            if (entry.type().equals(MOUNT)) {
                Leftovers.remove(place);
            } else {
                Files.deleteIfExists(place);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new BuildException(Kind.DISK, "cannot remove " + place + ": " + e.getMessage(), "", e);
        }
    }
}
