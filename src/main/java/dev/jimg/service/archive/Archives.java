package dev.jimg.service.archive;

import dev.jimg.oci.ImageId;
import dev.jimg.transfer.Cancellation;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Images as files. Every method blocks, and fails as those of {@link dev.jimg.service.ImageService} do. Progress comes
 * from any thread, never from two at once; who hears it must not wait.
 */
public interface Archives {

    /** Writes images as one tar archive, as it is made: nothing of it is kept elsewhere. Does not close {@code out}. */
    void save(SaveRequest request, OutputStream out, Consumer<ArchiveProgress> progress, Cancellation cancellation);

    /** As {@link #save}, into a file that is there only when it is complete; a file that was there before stays till then. */
    void saveFile(SaveRequest request, Path file, Consumer<ArchiveProgress> progress, Cancellation cancellation);

    /**
     * Takes the images of an archive that docker, podman, skopeo or this program wrote, compressed or not. IDs are
     * computed here, never believed. Does not close {@code in}.
     */
    LoadResult load(LoadRequest request, InputStream in, Consumer<ArchiveProgress> progress,
            Cancellation cancellation);

    /**
     * As from a stream; an archive in a file may be read in several places at once, which is faster. Closes {@code file},
     * which may also be a pipe, only once it is cancelled.
     *
     * @param file at its start
     */
    default LoadResult load(LoadRequest request, FileChannel file, Consumer<ArchiveProgress> progress,
            Cancellation cancellation) {
        return load(request, Channels.newInputStream(file), progress, cancellation);
    }

    /** Makes an image with one layer of a root file system. */
    ImageId importImage(ImportRequest request, ImportSource source, Consumer<ArchiveProgress> progress,
            Cancellation cancellation);
}
