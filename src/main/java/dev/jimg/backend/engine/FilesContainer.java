package dev.jimg.backend.engine;

import dev.jimg.engine.BytesReader;
import dev.jimg.engine.ContainerEndpoints;
import dev.jimg.engine.ContainerRow;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.engine.FilesName;
import dev.jimg.oci.ImageId;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import dev.jimg.transfer.ProcessMark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A container that is made to look at the files of an image: it has no network, is never started, and is taken away when
 * it is closed. Its {@link FilesName} says which process made it, so that those of a program that
 * was killed are found and taken away by the next that makes one, or that stays with the engine: at once where its process
 * is known to be gone, and where that cannot be known, as on another machine, after an hour of the engine's clock.
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

    /** The IDs of what others left, to be removed when this one is. */
    List<String> left() {
        try {
            List<ContainerRow> all = containers.forFiles();
            return all.stream().filter(one -> one.id().equals(id)).findFirst().map(own -> all.stream()
                    .filter(one -> isLeft(one, own.created())).map(ContainerRow::id).toList()).orElse(List.of());
        } catch (EngineException e) {
            // The next one tries again.
            return List.of();
        }
    }

    /** Takes away what programs that are gone left, without one of one's own to read the engine's clock from. */
    static void clearLeft(ContainerEndpoints containers) {
        try {
            containers.forFiles().stream().filter(one -> isLeft(one, Instant.now()))
                    .forEach(one -> remove(containers, one.id()));
        } catch (EngineException e) {
            // The next one tries again.
        }
    }

    /**
     * Takes away those of images that are to go: who looks at their files holds them no more than who looks at a list.
     *
     * @return whether there were any
     */
    static boolean letGo(Collection<ImageId> images, ContainerEndpoints containers) {
        List<ContainerRow> all = containers.forFiles().stream()
                .filter(one -> one.imageId().filter(images::contains).isPresent()).toList();
        all.forEach(one -> remove(containers, one.id()));
        return !all.isEmpty();
    }

    /** @param now by the engine's clock, as far as it is known */
    private static boolean isLeft(ContainerRow one, Instant now) {
        Instant created = Instant.now().minus(Duration.between(one.created(), now));
        return one.filesMark().filter(mark -> ProcessMark.isLeft(mark, created)).isPresent();
    }

    /** Takes it away, also where that is cancelled in the middle of it, and the engine may not have heard of it yet. */
    @Override
    public void close() {
        boolean cancelled = CancellationScope.current().isCancelled();
        try {
            remove(containers, id);
        } catch (CancellationException e) {
            if (cancelled) {
                throw e;
            }
            remove(containers, id);
        }
    }

    static void remove(ContainerEndpoints containers, String id) {
        try {
            containers.removeUnstarted(id);
        } catch (EngineException e) {
            // The engine is not there, or it was taken away already; what is left is found by its name.
        }
    }
}
