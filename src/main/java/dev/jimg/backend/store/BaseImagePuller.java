package dev.jimg.backend.store;

import dev.jimg.build.BaseImages;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The images that a Dockerfile is built on: those of the store, and what it lacks from their registries. */
final class BaseImagePuller implements BaseImages {

    private final ImageStore store;
    private final Puller puller;
    private final Consumer<BuildEvent> events;

    BaseImagePuller(ImageStore store, Puller puller, Consumer<BuildEvent> events) {
        this.store = store;
        this.puller = puller;
        this.events = events;
    }

    @Override
    public Manifest find(String name, Optional<Platform> platform, boolean pull, Cancellation cancellation) {
        Optional<StoredImage> here = pull ? Optional.empty() : here(name, platform);
        if (here.isEmpty()) {
            Reference reference = Reference.parse(name).orLatest();
            events.accept(new BuildEvent.Output("Pulling " + reference.familiar() + "\n", false));
            puller.pull(new PullRequest(reference, platform), this::hear, cancellation);
            here = here(name, platform);
        }
        return store.images().manifest(here.orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, "build", name,
                "another process removed the base image", "Build again.")));
    }

    private Optional<StoredImage> here(String name, Optional<Platform> platform) {
        try {
            ImageLookup.Found found = new ImageLookup(store.images().list()).find("build", name);
            List<StoredImage> all = platform.isEmpty() ? List.of(found.image()) : found.all();
            return all.stream().filter(image -> platform.isEmpty() || image.platform().matches(platform.get()))
                    .filter(image -> image.damage().isEmpty() && store.images().incomplete(image).isEmpty())
                    .findFirst();
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void hear(TransferEvent event) {
        if (event instanceof TransferEvent.LayerProgress layer) {
            events.accept(new BuildEvent.Progress(layer.layer(), action(layer.phase()), layer.done(), layer.total()));
        }
    }

    private static String action(TransferEvent.Phase phase) {
        return switch (phase) {
            case WAITING -> "Waiting";
            case ALREADY_HERE -> "Already exists";
            case DOWNLOADING -> "Downloading";
            case VERIFYING -> "Verifying Checksum";
            case COMPLETE -> "Pull complete";
            // Those of a push.
            case PREPARING, UPLOADING, ALREADY_THERE, MOUNTED -> "";
        };
    }
}
