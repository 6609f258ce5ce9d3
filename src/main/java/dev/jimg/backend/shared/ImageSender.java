package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends an image, or all images of an index, to a repository of a registry. What the repository has is not sent; what
 * another repository there has is mounted; the manifests come last, so that no name ever stands for half an image.
 */
public final class ImageSender {

    /** How many places are asked to give a blob before its bytes are sent. */
    private static final int MOST_MOUNTS = 3;

    private final RegistryClient registry;
    private final Source source;
    private final TransferProgress progress;
    private final AtomicLong sent = new AtomicLong();

    public ImageSender(RegistryClient registry, Source source, TransferProgress progress) {
        this.registry = registry;
        this.source = source;
        this.progress = progress;
    }

    /** Where the blobs come from. */
    public interface Source {

        /** The bytes, from the first one on. */
        InputStream open(Descriptor blob, Cancellation cancellation) throws IOException;

        /** Repositories of the target's registry that may have the blob, the likeliest first. */
        List<Reference> mountable(Descriptor blob);
    }

    /** Bytes of blobs that went over the wire so far. */
    public long sent() {
        return sent.get();
    }

    /**
     * @param target with a tag, or with the parcel's own digest
     * @throws dev.jimg.registry.RegistryException CORRUPT if a blob here is damaged: nothing has the new name then
     */
    public void send(Parcel parcel, Reference target, Cancellation cancellation) {
        Map<Descriptor, String> layers = distinct(parcel.layers());
        progress.preparing(parcel.root().digest(), layers);
        try (ParallelWork work = new ParallelWork(layers.size() + parcel.images().size(), cancellation)) {
            int place = 0;
            for (Descriptor layer : largestFirst(layers.keySet())) {
                if (place++ >= ParallelWork.FETCHERS) {
                    progress.enter(layer, Phase.WAITING, 0);
                }
                work.fetch(() -> layer(layer, target, work.cancellation()));
            }
            for (Manifest image : parcel.images()) {
                work.fetch(() -> blob(image.config(), target, ProgressSink.NONE, work.cancellation()));
            }
            work.await();
        }
        for (Manifest image : parcel.images()) {
            if (!image.digest().equals(parcel.root().digest())) {
                registry.putManifest(target.withDigest(image.digest()), image, cancellation);
            }
        }
        registry.putManifest(target, parcel.root(), cancellation);
    }

    private void layer(Descriptor layer, Reference target, Cancellation cancellation) {
        if (registry.hasBlob(target, layer, cancellation)) {
            progress.end(layer, Phase.ALREADY_THERE, "");
            return;
        }
        List<Reference> others = source.mountable(layer);
        for (Reference other : others.subList(0, Math.min(MOST_MOUNTS, others.size()))) {
            if (registry.mountBlob(target, layer, other, cancellation)) {
                progress.end(layer, Phase.MOUNTED, other.path());
                return;
            }
        }
        progress.enter(layer, Phase.UPLOADING, 0);
        upload(layer, target, progress.sink(layer, Phase.UPLOADING), cancellation);
        progress.end(layer, Phase.COMPLETE, "");
    }

    private void blob(Descriptor blob, Reference target, ProgressSink sink, Cancellation cancellation) {
        if (!registry.hasBlob(target, blob, cancellation)) {
            upload(blob, target, sink, cancellation);
        }
    }

    private void upload(Descriptor blob, Reference target, ProgressSink sink, Cancellation cancellation) {
        try {
            registry.uploadBlob(target, blob, () -> source.open(blob, cancellation), sink, cancellation);
        } catch (UncheckedIOException e) {
            throw new Failure(Failure.Kind.DISK, "push", blob.digest().toString(), "its bytes cannot be read where they"
                    + " come from (" + e.getCause().getMessage() + ")", "", e);
        }
        sent.addAndGet(blob.size());
    }

    /** What takes longest is not to begin last: the base of an image often is its largest layer, and is shown last. */
    private static List<Descriptor> largestFirst(Set<Descriptor> layers) {
        return layers.stream().sorted(Comparator.comparingLong(Descriptor::size).reversed()).toList();
    }

    /** One blob may be several layers, of one image or of several. */
    private static Map<Descriptor, String> distinct(Map<Descriptor, String> layers) {
        Set<Digest> seen = new HashSet<>();
        Map<Descriptor, String> distinct = new LinkedHashMap<>();
        layers.forEach((layer, name) -> {
            if (seen.add(layer.digest())) {
                distinct.put(layer, name);
            }
        });
        return distinct;
    }
}
