package dev.jimg.backend.store;

import dev.jimg.backend.shared.ParallelWork;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.service.VerifyProgress;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.store.BlobState;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Listing;
import dev.jimg.store.StoreException;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads every blob of images and compares it with its digest; repairs what it finds if that is wished. */
final class Verifier {

    static final String LAYER = "layer";
    private static final String CONFIG = "config";
    private static final String MANIFEST = "manifest";

    private final ImageStore store;
    private final Repairer repairer;

    Verifier(ImageStore store, Repairer repairer) {
        this.store = store;
        this.repairer = repairer;
    }

    VerifyResult verify(VerifyRequest request, Consumer<VerifyProgress> progress, Cancellation cancellation) {
        Map<StoredImage, List<String>> asked = images(request);
        Set<StoredImage> images = asked.keySet();
        Map<Claim, Suspect> suspects = new LinkedHashMap<>();
        images.forEach(image -> gather(image, suspects));
        Count count = new Count(progress, suspects.values().stream().mapToLong(Suspect::size).sum());
        List<Finding> findings = new ArrayList<>();
        Map<Digest, BlobState> read = new ConcurrentHashMap<>();
        Set<Digest> sound = ConcurrentHashMap.newKeySet();
        try (ParallelWork work = new ParallelWork(1, cancellation)) {
            for (Suspect suspect : suspects.values()) {
                work.verify(() -> {
                    store.blobs().state(suspect.blob()).ifPresent(state -> read.put(suspect.blob(), state));
                    look(suspect, count, work.cancellation()).ifPresentOrElse(why -> {
                        synchronized (findings) {
                            findings.add(new Finding(suspect, why));
                        }
                        count.damaged();
                    }, () -> sound.add(suspect.blob()));
                });
            }
            work.await();
        }
        remember(read, sound, findings);
        // Documents before layers: a repaired manifest may be what tells where the rest comes from.
        findings.sort(Comparator.comparing((Finding finding) -> finding.suspect().kind().equals(LAYER))
                .thenComparing(finding -> finding.suspect().blob().toString()));
        if (request.repair()) {
            count.more(findings.stream().mapToLong(finding -> finding.suspect().fetched()).sum());
        }
        List<Damage> damages = new ArrayList<>();
        for (Finding finding : findings) {
            damages.add(damage(finding, asked, request.repair() ? Optional.of(repair(finding.suspect(), count, cancellation))
                    : Optional.empty()));
        }
        int blobs = (int) suspects.keySet().stream().map(Claim::blob).distinct().count();
        return new VerifyResult(images.size(), blobs, count.done(), List.copyOf(damages));
    }

    /**
     * What is said of a blob. Two descriptors may say different sizes: what is wrong with one of them is nothing against
     * the images of the other.
     *
     * @param size -1 of a document, whose size nobody tells here
     */
    private record Claim(Digest blob, long size) {}

    /**
     * A blob to look at.
     *
     * @param descriptor with its size; empty for a document, whose size nobody tells here
     */
    record Suspect(Digest blob, String kind, Optional<Descriptor> descriptor, long size, Set<StoredImage> images) {
        /** Whether bytes of this size are wrong only if their hash is. */
        boolean hasSize(long bytes) {
            return descriptor.isEmpty() || size == bytes;
        }

        /** Bytes that its repair fetches, those of documents not counted. */
        long fetched() {
            return descriptor.isPresent() ? size : 0;
        }
    }

    /** Whatever came of it, its bytes count as done. */
    private VerifyResult.Repair repair(Suspect suspect, Count count, Cancellation cancellation) {
        long[] before = {0};
        VerifyResult.Repair repair = repairer.repair(suspect, done -> {
            count.fetched(done - before[0]);
            before[0] = done;
        }, cancellation);
        count.fetched(suspect.fetched() - before[0]);
        return repair;
    }

    private record Finding(Suspect suspect, String why) {}

    /** For the list, which does not read blobs. What is missing it sees itself. */
    private void remember(Map<Digest, BlobState> read, Set<Digest> sound, List<Finding> findings) {
        Map<Digest, BlobState> damaged = new LinkedHashMap<>();
        Map<Digest, BlobState> ofWrongSize = new LinkedHashMap<>();
        Map<Digest, BlobState> whole = new LinkedHashMap<>(read);
        whole.keySet().retainAll(sound);
        for (Finding finding : findings) {
            Digest blob = finding.suspect().blob();
            BlobState state = read.get(blob);
            if (state != null) {
                boolean bytes = finding.suspect().hasSize(state.size()) && !sound.contains(blob);
                (bytes ? damaged : ofWrongSize).put(blob, state);
            }
        }
        ofWrongSize.keySet().removeAll(damaged.keySet());
        store.images().noteDamage(damaged, ofWrongSize, whole);
    }

    /** With what a person calls each of them. */
    private Map<StoredImage, List<String>> images(VerifyRequest request) {
        Listing listing = store.images().list();
        if (request.images().isEmpty()) {
            Map<StoredImage, List<String>> all = new LinkedHashMap<>();
            listing.images().forEach(image -> all.put(image, List.of(name(image))));
            return all;
        }
        Map<StoredImage, List<String>> chosen = new LinkedHashMap<>();
        ImageLookup lookup = new ImageLookup(listing);
        request.images().forEach(text -> lookup.find("verify", text).all()
                .forEach(image -> chosen.computeIfAbsent(image, key -> new ArrayList<>()).add(text)));
        return chosen;
    }

    /** A manifest that cannot be read names no config and no layers: they are found once it is repaired. */
    private void gather(StoredImage image, Map<Claim, Suspect> suspects) {
        document(image.entry(), MANIFEST, image, suspects);
        document(image.manifest(), MANIFEST, image, suspects);
        document(image.original(), MANIFEST, image, suspects);
        try {
            Manifest manifest = store.images().manifest(image);
            document(manifest.config().digest(), CONFIG, image, suspects);
            for (Descriptor layer : manifest.layers()) {
                if (!layer.mediaType().isForeignLayer() || store.blobs().has(layer)) {
                    suspects.computeIfAbsent(new Claim(layer.digest(), layer.size()), claim -> new Suspect(claim.blob(),
                            LAYER, Optional.of(layer), layer.size(), new LinkedHashSet<>())).images().add(image);
                }
            }
        } catch (StoreException e) {
            // Its document is among the suspects, and will be found.
        }
    }

    private void document(Digest digest, String kind, StoredImage image, Map<Claim, Suspect> suspects) {
        suspects.computeIfAbsent(new Claim(digest, -1), claim -> new Suspect(digest, kind, Optional.empty(),
                Math.max(0, store.blobs().size(digest)), new LinkedHashSet<>())).images().add(image);
    }

    /** @return what is wrong with it */
    private Optional<String> look(Suspect suspect, Count count, Cancellation cancellation) {
        long[] before = {0};
        try {
            if (suspect.descriptor().isEmpty()) {
                count.read(store.blobs().read(suspect.blob()).length);
            } else {
                store.blobs().verify(suspect.descriptor().get(), (done, total) -> {
                    count.read(done - before[0]);
                    before[0] = done;
                }, cancellation);
            }
            return Optional.empty();
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.NOT_FOUND) {
                return Optional.of("it is missing");
            }
            if (e.kind() == StoreException.Kind.CORRUPT) {
                return Optional.of(e.why());
            }
            throw e;
        }
    }

    private static Damage damage(Finding finding, Map<StoredImage, List<String>> asked,
            Optional<VerifyResult.Repair> repair) {
        Suspect suspect = finding.suspect();
        return new Damage(suspect.blob(), suspect.kind(), finding.why(),
                suspect.images().stream().flatMap(image -> asked.get(image).stream()).toList(), repair);
    }

    private static String name(StoredImage image) {
        return image.tags().isEmpty() ? image.id().shortHex() : image.tags().get(0).familiar();
    }

    /** Adds up what the threads read. */
    private static final class Count {
        private final Consumer<VerifyProgress> listener;
        private long total;
        private long done;
        private long fetched;
        private int damaged;

        Count(Consumer<VerifyProgress> listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        synchronized void read(long bytes) {
            done += bytes;
            tell();
        }

        synchronized void more(long bytes) {
            total += bytes;
        }

        synchronized void fetched(long bytes) {
            fetched += bytes;
            tell();
        }

        private void tell() {
            listener.accept(new VerifyProgress(done + fetched, total, damaged));
        }

        synchronized void damaged() {
            damaged++;
            tell();
        }

        synchronized long done() {
            return done;
        }
    }
}
