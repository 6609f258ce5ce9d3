package dev.jimg.store;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link SealWriter} wrote. What images share (names of registries, tags, platforms, layers, whole stacks of
 * layers) is one object for all of them: of ten thousand images that is most of the memory.
 */
final class SealReader {

    static final int NO_TAG = -1;

    private final BytesIn in;
    private String[] texts;
    private final List<Optional<String>> tags = new ArrayList<>();
    private Platform[] platforms;
    private StoredLayer[] layers;
    private List<List<StoredLayer>> stacks;

    SealReader(BytesIn in) {
        this.in = in;
    }

    ListingState state() {
        FileStamp index = stamp();
        FileStamp facts = stamp();
        Instant[] blobs = new Instant[in.count()];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = time();
        }
        return new ListingState(index, List.of(blobs), facts);
    }

    private FileStamp stamp() {
        return new FileStamp(in.big(), in.big(), in.big(), in.big(), in.big());
    }

    private Instant time() {
        return Instant.ofEpochSecond(in.big(), in.number());
    }

    Platform platform() {
        return new Platform(in.text(), in.text(), in.text(), in.text());
    }

    /** The tables and the images, which stand behind the state and the platform. */
    SealedListing.Content content() {
        int blobs = in.number();
        tables();
        StoredImage[] images = new StoredImage[in.count()];
        for (int i = 0; i < images.length; i++) {
            images[i] = image();
        }
        if (!in.atEnd()) {
            throw new IndexOutOfBoundsException(in.position());
        }
        return new SealedListing.Content(new Listing(List.of(images), List.of()), blobs);
    }

    private void tables() {
        texts = new String[in.count()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.text();
            tags.add(null);
        }
        platforms = new Platform[in.count()];
        for (int i = 0; i < platforms.length; i++) {
            platforms[i] = platform();
        }
        layers = new StoredLayer[in.count()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer();
        }
        int count = in.count();
        stacks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StoredLayer[] stack = new StoredLayer[in.count()];
            for (int layer = 0; layer < stack.length; layer++) {
                stack[layer] = layers[in.number()];
            }
            stacks.add(List.of(stack));
        }
    }

    private StoredLayer layer() {
        Digest blob = in.digest();
        long size = in.big();
        boolean present = in.flag();
        Optional<LayerFacts> facts = in.flag()
                ? Optional.of(new LayerFacts(new DiffId(in.digest()), in.big(), in.big())) : Optional.empty();
        return new StoredLayer(blob, size, present, facts);
    }

    private StoredImage image() {
        Digest id = in.digest();
        Digest entry = in.digest();
        Digest manifest = in.flag() ? in.digest() : entry;
        Digest original = in.flag() ? in.digest() : manifest;
        Instant created = time();
        Platform platform = platforms[in.number()];
        List<StoredLayer> stack = stacks.get(in.number());
        long unique = in.big();
        List<Reference> tagged = references();
        List<Reference> digests = references();
        return new StoredImage(new ImageId(id), entry, manifest, original, tagged, digests, otherNames(), created,
                platform, stack, unique, Optional.empty(), List.of());
    }

    private List<Reference> references() {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return List.of(reference());
        }
        Reference[] references = new Reference[count];
        for (int i = 0; i < count; i++) {
            references[i] = reference();
        }
        return List.of(references);
    }

    private Reference reference() {
        String domain = texts[in.number()];
        String path = texts[in.number()];
        int tag = in.number();
        Optional<Digest> digest = in.flag() ? Optional.of(in.digest()) : Optional.empty();
        return new Reference(domain, path, tag == NO_TAG ? Optional.empty() : tag(tag), digest);
    }

    private Optional<String> tag(int place) {
        Optional<String> known = tags.get(place);
        if (known == null) {
            known = Optional.of(texts[place]);
            tags.set(place, known);
        }
        return known;
    }

    private List<String> otherNames() {
        int count = in.count();
        if (count == 0) {
            return List.of();
        }
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = texts[in.number()];
        }
        return List.of(names);
    }
}
