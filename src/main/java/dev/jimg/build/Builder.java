package dev.jimg.build;

import dev.jimg.archive.LayerWatch;
import dev.jimg.build.dockerfile.Dockerfile;
import dev.jimg.oci.ImageId;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;

/** Builds images from Dockerfiles onto a store. Thread-safe; any number of builds may go on at once. */
public final class Builder {

    private final ImageStore store;
    private final BaseImages bases;
    private final RemoteFiles remote;
    private final StepRunner runner;
    private final LayerWatch.Factory watches;

    /** @param watches look at the layers that are made */
    public Builder(ImageStore store, BaseImages bases, RemoteFiles remote, StepRunner runner, LayerWatch.Factory watches) {
        this.store = store;
        this.bases = bases;
        this.remote = remote;
        this.runner = runner;
        this.watches = watches;
    }

    /**
     * Builds, and names the image.
     *
     * @throws dev.jimg.oci.MalformedException if the Dockerfile is none, in docker's words with the line
     * @throws dev.jimg.transfer.ExplainedException what else keeps it from being built
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    public ImageId build(BuildSpec spec, BuildListener listener, Cancellation cancellation) {
        Dockerfile dockerfile = Dockerfile.parse(spec.dockerfile());
        StageGraph graph = new StageGraph(dockerfile, spec.target());
        Path directory = store.root().resolve("cache").resolve("build");
        Leftovers.sweep(directory);
        try (Lease lease = store.lease("build"); WorkDirectory work = WorkDirectory.create(directory)) {
            ContentDigests digests = new ContentDigests(cancellation);
            Workshop workshop = new Workshop(spec, bases, runner, listener, cancellation, digests,
                    new Downloads(work, remote, digests, cancellation), new LayerMaker(store, watches, lease),
                    new BuildCache(directory.resolve("steps")),
                    new LayerTrees(store.blobs(), new LayerIndexFiles(directory.resolve("layers")), cancellation),
                    store);
            StageState done = new DockerfileRun(workshop, dockerfile, graph).run();
            return new ImageWriter(store, lease).write(done, spec);
        }
    }
}
