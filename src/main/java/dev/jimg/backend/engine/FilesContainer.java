package dev.jimg.backend.engine;

import dev.jimg.engine.BytesReader;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.ContainerRow;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.engine.FilesName;
import dev.jimg.oci.ImageId;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProcessMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that is made to look at the files of an image: it has no network, is never started, and is taken away when
 * it is closed. Its {@link FilesName} says which process made it, so that those of a program that
 * was killed are found and taken away by the next that makes one: at once where its process is known to be gone, and
 * where that cannot be known, as on another machine, after an hour of the engine's clock.
 */
final class FilesContainer implements AutoCloseable {

    private final ContainerEndpoints containers;
    private final String id;

    private FilesContainer(ContainerEndpoints containers, String id) {
        this.containers = containers;
        this.id = id;
    }

    /** @throws EngineException if the engine, or what stands before it, makes none */
    static FilesContainer of(EngineImageDetails image, ContainerEndpoints containers, Cancellation cancellation) {
        // It never runs; but docker makes none without a command.
        Map<String, Object> body = Map.of("Image", image.id().toString(), "Cmd", List.of("true"),
                "HostConfig", Map.of("NetworkMode", "none"));
        return new FilesContainer(containers, new EngineCreation(containers).create(image.id().toString(),
                Optional.of(FilesName.of(ProcessMark.own())), Optional.of(image.platform()), body, cancellation).id());
    }

    /** All files that it has. */
    void export(BytesReader reader, Cancellation cancellation) {
        containers.export(id, reader, cancellation);
    }

    /** A file or directory that it has. */
    void readPath(String path, BytesReader reader, Cancellation cancellation) {
        containers.readPath(id, path, reader, cancellation);
    }

    /** Takes away what others left. */
    void tidy() {
        try {
            List<ContainerRow> all = containers.forFiles();
            all.stream().filter(one -> one.id().equals(id)).findFirst().ifPresent(own -> all.stream()
                    .filter(one -> isLeft(one, own.created())).forEach(one -> remove(containers, one.id())));
        } catch (EngineException e) {
            // The next one tries again.
        }
    }

    /**
     * Takes away those of an image that is to go: who looks at its files holds it no more than who looks at a list.
     *
     * @return whether there were any
     */
    static boolean letGo(ImageId image, ContainerEndpoints containers) {
        List<ContainerRow> all = containers.forFiles().stream()
                .filter(one -> one.imageId().filter(image::equals).isPresent()).toList();
        all.forEach(one -> remove(containers, one.id()));
        return !all.isEmpty();
    }

    /** @param now by the engine's clock, which made both */
    private static boolean isLeft(ContainerRow one, Instant now) {
        Instant created = Instant.now().minus(Duration.between(one.created(), now));
        return one.filesMark().filter(mark -> ProcessMark.isLeft(mark, created)).isPresent();
    }

    @Override
    public void close() {
        remove(containers, id);
    }

    private static void remove(ContainerEndpoints containers, String id) {
        try {
            containers.removeUnstarted(id);
        } catch (EngineException e) {
            // The engine is not there, or it was taken away already; what is left is found by its name.
        }
    }
}
