package dev.jimg.service.files;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What files layers have. A layer is read once in the life of this machine (on the store by a program that stays: as it comes in,
 * where what was learned can be kept), and what was learned is remembered by its DiffID, whichever backend or registry it came from.
 * Every method blocks, and fails as those of {@link dev.jimg.service.ImageService} do. Progress comes from any thread,
 * never from two at once; who hears it must not wait.
 */
public interface ImageFiles {

    /** In place of a layer: all of them together, where an engine shows that before it hands out the layers. */
    int TOGETHER = -1;

    /** The files of an image that is here, if all its layers have been read before; reads none. */
    Optional<ImageContents> known(String image);

    /**
     * The files of an image that is here. Layers that are not known are read: on the store out of their blobs, on an
     * engine in one pass over the image as it saves it, of which nothing is kept. One that cannot be read fails it.
     */
    ImageContents read(String image, Consumer<FilesProgress> progress, Cancellation cancellation);

    /**
     * The same for who shows what is there before all is. A store reads several layers at once, those first that are
     * wanted most, and tells of a layer from time to time while it is read. An engine tells of whole layers, and until the
     * first of them comes, of all together ({@link LayersSoFar#together}) where it lets that be seen: of a container that
     * is made for it, never started, and taken away at the end.
     *
     * @param first the layer that is wanted most, the lowest is 0; -1 for the topmost
     * @param parts hears what is known whenever that is more; as {@code progress}, never from two threads at once
     * @return all layers, each whole or with the reason why it cannot be read; one of them is whole, or it fails
     */
    LayersSoFar read(String image, int first, Consumer<FilesProgress> progress, Consumer<LayersSoFar> parts,
            Cancellation cancellation);

    /**
     * Why what was read last is not remembered, so that it will be read again; empty if it is. Reading itself does not
     * fail by that.
     */
    Optional<NotKept> notKept();

    /** The layers of an image in its registry; fetches none. */
    RemoteContents remote(Reference reference, Optional<Platform> platform, Cancellation cancellation);

    /**
     * The files of one layer of an image in its registry. A layer that is not known is fetched and verified, and not kept.
     *
     * @param layer which one, the lowest is 0
     * @param part hears from time to time what the layer has so far
     */
    LayerFiles readRemote(RemoteContents image, int layer, Consumer<FilesProgress> progress, Consumer<LayerFiles> part,
            Cancellation cancellation);

    /**
     * The start of a file of an image that is here, up to {@link FileContent#MOST} bytes.
     *
     * @param layer the layer that has it, the lowest is 0; {@link #TOGETHER} for what all of them show
     * @param path as a byte string, relative to the root
     * @throws dev.jimg.service.Failure NOT_FOUND if the layer has no such file
     */
    FileContent view(String image, int layer, String path, Cancellation cancellation);

    /** The same of an image in its registry; the layer is fetched up to that file. */
    FileContent viewRemote(RemoteContents image, int layer, String path, Cancellation cancellation);
}
