package dev.jimg.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The images of the store and their names. Every method may be called from any thread. */
public final class Images {

    private final Layout layout;
    private final Index index;
    private final BlobStore blobs;
    private final ImageReader reader;
    private final Lister lister;
    private final LayerFactsFile layerFacts;
    private final DamageFile damage;

    Images(Layout layout, Index index, BlobStore blobs, ImageReader reader, LayerFactsFile layerFacts,
            Lister lister, DamageFile damage) {
        this.layout = layout;
        this.index = index;
        this.blobs = blobs;
        this.reader = reader;
        this.layerFacts = layerFacts;
        this.lister = lister;
        this.damage = damage;
    }

    /** All images. Fast: what did not change since the last call is not looked at again. */
    public Listing list() {
        return lister.list();
    }

    /**
     * Makes an image known, all blobs of which are here. One that is known already gets the name and source too; entries
     * of the manifest that it is the {@linkplain OciForm OCI form} of, which other tools write, become its own.
     *
     * @param manifest its manifest or index
     * @param name what to call it, with a tag or a digest; whatever had that name keeps its other names, and stays
     *     without a name if it has none. Empty for an image without a name.
     * @param pulledFrom where registries have it, {@code name@digest}
     * @throws StoreException NOT_FOUND if a blob is missing: a name never points at half an image
     */
    public void add(Descriptor manifest, Optional<Reference> name, List<Reference> pulledFrom) {
        layout.prepare();
        layout.locks().withState("add the image", () -> {
            Optional<Digest> original = OciForm.original(requireComplete(manifest));
            index.edit(entries -> {
                original.ifPresent(docker -> Entries.convert(entries, docker, manifest));
                Entries.put(entries, manifest, name.map(Reference::orLatest), pulledFrom);
            });
        });
    }

    /**
     * Gives an image that is here another name.
     *
     * @param entry the image's {@link StoredImage#entry}
     * @throws StoreException NOT_FOUND if the image is gone
     */
    public void tag(Digest entry, Reference name) {
        layout.prepare();
        layout.locks().withState("tag", () -> index.edit(tagging(index, entry, name)));
    }

    /** What {@link #tag} does to the entries. To be called under the state lock. */
    static Consumer<ArrayNode> tagging(Index index, Digest entry, Reference name) {
        IndexEntry known = index.read().entries().stream().filter(e -> e.digest().equals(entry)).findFirst()
                .orElseThrow(() -> new StoreException(Kind.NOT_FOUND, "tag", name.familiar(),
                        "the image " + entry.shortHex() + " is no longer in the store", ""));
        Descriptor image = Descriptor.of(known.mediaType(), known.digest(), known.size());
        return entries -> Entries.put(entries, image, Optional.of(name.orLatest()), List.of());
    }

    private Manifest requireComplete(Descriptor image) {
        Descriptor manifestBlob = image;
        ManifestDocument document = reader.document(image.digest(), image.mediaType());
        if (document instanceof ImageIndex nested) {
            manifestBlob = reader.select(nested);
        }
        Manifest manifest = reader.manifest(manifestBlob.digest());
        List<Descriptor> missing = missing(manifest);
        if (!missing.isEmpty()) {
            throw new StoreException(Kind.NOT_FOUND, "add the image", image.digest().shortHex(),
                    missing.size() + " of its blobs are missing, first " + missing.get(0).digest(),
                    "Pull the image again.");
        }
        return manifest;
    }

    /**
     * The blobs of an image that are not here or not of their size: what a pull would fetch to mend it. Looks at each
     * file, unlike the listing, but reads none.
     *
     * @throws StoreException NOT_FOUND or CORRUPT if the manifest itself cannot be read
     */
    public List<Descriptor> incomplete(StoredImage image) {
        return missing(reader.manifest(image.manifest()));
    }

    private List<Descriptor> missing(Manifest manifest) {
        List<Descriptor> missing = new ArrayList<>();
        if (!blobs.has(manifest.config())) {
            missing.add(manifest.config());
        }
        for (Descriptor layer : manifest.layers()) {
            if (!layer.mediaType().isForeignLayer() && !blobs.has(layer)) {
                missing.add(layer);
            }
        }
        return List.copyOf(missing);
    }

    /** The manifest, verified. */
    public Manifest manifest(StoredImage image) {
        return reader.manifest(image.manifest());
    }

    /** The config, verified. */
    public ImageConfig config(StoredImage image) {
        return reader.config(image.id().digest());
    }

    /** A manifest that is here, verified; its type as an entry or an index says it. */
    public ManifestDocument document(Digest digest, MediaType type) {
        return reader.document(digest, type);
    }

    /** What unpacking told about a layer, if it is remembered. */
    public Optional<LayerFacts> facts(Digest layer) {
        layerFacts.refresh();
        return layerFacts.get(layer);
    }

    /** Remembers what unpacking told about layers, at least as long as this store is open. */
    public void remember(Map<Digest, LayerFacts> facts) {
        try {
            layout.prepare();
            layout.locks().withState("remember layers", () -> facts.forEach(layerFacts::add));
        } catch (StoreException e) {
            facts.forEach(layerFacts::addInMemory);
        }
    }

    /**
     * Whether a blob is here, of its size, and nothing is known against its bytes. Reads none: what nobody has verified
     * passes for sound.
     */
    public boolean isSound(Descriptor blob) {
        if (!blobs.has(blob)) {
            return false;
        }
        damage.refresh();
        return damage.size(blob.digest(), blob.size()).isEmpty();
    }

    /** How many blobs the images of the last listing need. */
    public int blobs() {
        return lister.blobs();
    }

    /**
     * Looks at the size of every blob that the images of the last listing need, and remembers those that have another
     * than they should. Reads none, and takes a few microseconds for each.
     *
     * @return whether the next listing tells something else
     */
    public boolean checkSizes() {
        Map<Digest, BlobState> wrong = lister.ofWrongSize();
        wrong.keySet().removeIf(blob -> damage.size(blob).isPresent());
        if (!wrong.isEmpty()) {
            noteDamage(Map.of(), wrong, Map.of());
        }
        return !wrong.isEmpty();
    }

    /**
     * Remembers what reading blobs told, until others lie in their place.
     *
     * @param damaged blobs that are not what their digests promise, and what their files were before they were read
     * @param ofWrongSize the same of blobs that have another size than a descriptor says
     * @param whole the same of blobs that are what their digests promise
     */
    public void noteDamage(Map<Digest, BlobState> damaged, Map<Digest, BlobState> ofWrongSize,
            Map<Digest, BlobState> whole) {
        if (damaged.isEmpty() && ofWrongSize.isEmpty() && whole.keySet().stream()
                .allMatch(blob -> damage.size(blob).isEmpty())) {
            return;
        }
        try {
            layout.prepare();
            layout.locks().withState("remember damage", () -> damage.note(damaged, ofWrongSize, whole));
        } catch (StoreException e) {
            damage.noteInMemory(damaged, ofWrongSize, whole);
        }
    }
}
