package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a listing of what the index and the blobs say. */
final class ListingBuilder {

    /** Part by part: of thousands of images made at one time, a whole name for each comparison would fill the heap. */
    private static final Comparator<Reference> BY_NAME = Comparator.comparing(Reference::domain)
            .thenComparing(Reference::path).thenComparing(name -> name.tag().orElse(""));

    private static final Comparator<StoredImage> NEWEST_FIRST =
            Comparator.comparing(StoredImage::created).reversed()
                    .thenComparing(ListingBuilder::firstName, Comparator.nullsFirst(BY_NAME));

    private final ImageReader reader;
    private final LayerFactsFile layerFacts;
    private final DamageFile damage;
    private final ListingCache cache;
    private final Presence presence;

    ListingBuilder(ImageReader reader, LayerFactsFile layerFacts, DamageFile damage, ListingCache cache,
            Presence presence) {
        this.reader = reader;
        this.layerFacts = layerFacts;
        this.damage = damage;
        this.cache = cache;
        this.presence = presence;
    }

    /** One thing that {@code index.json} points at, with all its names. */
    private static final class Group {
        final IndexEntry entry;
        final List<Reference> tags = new ArrayList<>(1);
        final List<Reference> digests = new ArrayList<>(1);
        final List<String> otherNames = new ArrayList<>(0);
        ImageFacts facts;
        StoreException damage;

        Group(IndexEntry entry) {
            this.entry = entry;
        }

        void add(IndexEntry named) {
            Optional<Reference> name = named.name();
            if (name.isPresent() && name.get().digest().isPresent()) {
                addOnce(digests, name.get().withDigest(name.get().digest().get()));
            } else if (name.isPresent()) {
                addOnce(tags, name.get());
            } else if (!named.otherName().isEmpty()) {
                otherNames.add(named.otherName());
            }
            named.pulledFrom().forEach(source -> addOnce(digests, source));
        }

        private static void addOnce(List<Reference> list, Reference reference) {
            if (!list.contains(reference)) {
                list.add(reference);
            }
        }
    }

    Listing build(Index.Content content) {
        Map<Digest, Group> groups = new LinkedHashMap<>();
        for (IndexEntry entry : content.entries()) {
            if (entry.mediaType().isManifest() || entry.mediaType().isIndex()) {
                groups.computeIfAbsent(entry.digest(), digest -> new Group(entry)).add(entry);
            }
        }
        List<ImageFacts> known = new ArrayList<>(groups.size());
        for (Group group : groups.values()) {
            learn(group);
            if (group.facts != null) {
                known.add(group.facts);
            }
        }
        BlobUse use = new BlobUse(cache.refs().size(), known);
        StoredLayer[] layers = new StoredLayer[cache.refs().size()];
        List<StoredImage> images = new ArrayList<>(groups.size());
        for (Group group : groups.values()) {
            if (group.facts == null) {
                images.add(damaged(group));
            } else if (group.facts.image()) {
                images.add(image(group, use, layers));
            }
        }
        images.sort(NEWEST_FIRST);
        cache.save(known, presence);
        return new Listing(images, content.problems());
    }

    private void learn(Group group) {
        try {
            Digest manifest = group.entry.digest();
            if (group.entry.mediaType().isIndex()) {
                ImageIndex nested = (ImageIndex) reader.document(manifest, group.entry.mediaType());
                manifest = reader.select(nested).digest();
            }
            group.facts = cache.get(manifest);
            if (group.facts == null) {
                group.facts = reader.facts(manifest, cache);
                cache.put(group.facts);
            }
        } catch (StoreException e) {
            group.damage = e;
        }
    }

    private StoredImage image(Group group, BlobUse use, StoredLayer[] made) {
        ImageFacts facts = group.facts;
        List<StoredLayer> layers = new ArrayList<>(facts.layers().size());
        long unique = group.entry.size() + use.uniqueBytes(facts, presence);
        List<Flaw> flaws = new ArrayList<>(0);
        flaw(facts.manifest(), Flaw.Part.MANIFEST, flaws);
        flaw(facts.config(), Flaw.Part.CONFIG, flaws);
        for (BlobRef ref : facts.layers()) {
            StoredLayer layer = made[ref.ordinal()];
            if (layer == null) {
                layer = new StoredLayer(ref.digest(), ref.size(), presence.has(ref),
                        layerFacts.get(ref.digest()));
                made[ref.ordinal()] = layer;
            }
            if (!ref.foreign() || layer.present()) {
                flaw(ref, Flaw.Part.LAYER, flaws);
            }
            layers.add(layer);
        }
        Digest manifest = facts.manifest().digest();
        return new StoredImage(new ImageId(facts.config().digest()), group.entry.digest(), manifest,
                facts.original().orElse(manifest), sorted(group.tags), sorted(group.digests),
                List.copyOf(group.otherNames), facts.created(),
                facts.platform(), List.copyOf(layers), unique, damage(facts, flaws), flaws);
    }

    /** Adds what is wrong with a blob, if anything. */
    private void flaw(BlobRef blob, Flaw.Part part, List<Flaw> flaws) {
        if (!presence.has(blob)) {
            flaws.add(Flaw.missing(blob, part));
        } else {
            damage.size(blob.digest(), blob.size()).ifPresent(size -> flaws.add(Flaw.damaged(blob, part, size)));
        }
    }

    private static Optional<String> damage(ImageFacts facts, List<Flaw> flaws) {
        if (flaws.isEmpty()) {
            return Optional.empty();
        }
        Flaw first = flaws.get(0);
        if (first.part() != Flaw.Part.LAYER || first.kind() != Flaw.Kind.MISSING) {
            return Optional.of(first.words());
        }
        long missing = flaws.stream().filter(flaw -> flaw.kind() == Flaw.Kind.MISSING).count();
        return Optional.of(missing + " of its " + facts.layers().size() + " layers are missing");
    }

    private static StoredImage damaged(Group group) {
        Digest entry = group.entry.digest();
        Flaw.Kind kind = group.damage.kind() == StoreException.Kind.NOT_FOUND ? Flaw.Kind.MISSING : Flaw.Kind.WRONG_BYTES;
        return new StoredImage(new ImageId(entry), entry, entry, entry, sorted(group.tags), sorted(group.digests),
                List.copyOf(group.otherNames), Instant.EPOCH, Platform.local(), List.of(), 0,
                Optional.of(group.damage.getMessage()), List.of(new Flaw(culprit(group), Flaw.Part.MANIFEST, kind, -1, -1)));
    }

    /** The document that could not be read. */
    private static Digest culprit(Group group) {
        try {
            return Digest.parse(group.damage.subject());
        } catch (MalformedException e) {
            return group.entry.digest();
        }
    }

    private static List<Reference> sorted(List<Reference> references) {
        if (references.size() > 1) {
            references.sort(Comparator.comparing(Reference::toString));
        }
        return List.copyOf(references);
    }

    private static Reference firstName(StoredImage image) {
        if (!image.tags().isEmpty()) {
            return image.tags().get(0);
        }
        return image.digests().isEmpty() ? null : image.digests().get(0);
    }
}
