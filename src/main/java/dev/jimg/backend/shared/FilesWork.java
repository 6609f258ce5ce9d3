package dev.jimg.backend.shared;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.files.FileContent;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.service.files.ImageFiles;
import dev.jimg.service.files.NotKept;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;
import java.util.function.Consumer;

/** The files of images, as far as every backend has them alike: those in registries. */
public abstract class FilesWork implements ImageFiles {

    /** What is told to have failed, where the part that threw does not say it itself. */
    protected static final String OPERATION = "read the files of";

    protected final ServiceWork work;
    protected final LayerReader layers;
    private final RemoteFiles registry;

    protected FilesWork(RegistrySide side, ServiceWork work) {
        this.work = work;
        this.layers = side.layers();
        this.registry = new RemoteFiles(side);
    }

    @Override
    public final Optional<NotKept> notKept() {
        String place = layers.cache().directory().toString();
        return layers.cache().refusal().map(refusal -> new NotKept(place, FileErrors.of("write", place, refusal).why()));
    }

    @Override
    public final RemoteContents remote(Reference reference, Optional<Platform> platform, Cancellation cancellation) {
        return work.run(OPERATION, reference.familiar(), cancellation,
                linked -> registry.layers(reference, platform, linked));
    }

    @Override
    public final LayerFiles readRemote(RemoteContents image, int layer, Consumer<FilesProgress> progress,
            Consumer<LayerFiles> part, Cancellation cancellation) {
        return work.run(OPERATION, image.reference().familiar(), cancellation,
                linked -> registry.read(image, layer, progress, part, linked));
    }

    @Override
    public final FileContent viewRemote(RemoteContents image, int layer, String path, Cancellation cancellation) {
        return work.run("read the file", LayerReader.text(path), cancellation,
                linked -> registry.view(image, layer, path, linked));
    }
}
