package dev.jimg.backend.shared;

import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.fileindex.FileFinder;
import dev.jimg.fileindex.IndexCache;
import dev.jimg.fileindex.IndexedTar;
import dev.jimg.fileindex.LayerIndexer;
import dev.jimg.fileindex.TappedInput;
import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.oci.DiffId;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FileContent;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Reads the files of layers out of their blobs, and remembers them. Every backend has one, on the same directory.
 *
 * @param cache what is remembered
 */
public record LayerReader(IndexCache cache) {

    /** What a layer is called that has no blob anywhere here, such as a foreign one. */
    public static final LayerFiles NOTHING = new LayerFilesBuilder().build();

    private static final String OPERATION = "read the files of layer";

    /** Where a blob comes from. */
    @FunctionalInterface
    public interface Blob {
        InputStream open() throws IOException;
    }

    /** The files of these layers, if all are known. */
    public Optional<List<LayerFiles>> known(List<DiffId> layers) {
        // First whether they are there at all: to read half of them would be in vain.
        if (!layers.stream().allMatch(cache::has)) {
            return Optional.empty();
        }
        List<LayerFiles> files = new ArrayList<>();
        for (DiffId layer : layers) {
            Optional<LayerFiles> known = cache.get(layer);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            files.add(known.get());
        }
        return Optional.of(files);
    }

    /**
     * Reads a blob to its end and remembers what it has.
     *
     * @param count hears how many bytes of the blob were read so far
     * @param part hears from time to time what it has so far; of a damaged one too, until that shows
     * @throws Failure CORRUPT if it is damaged or another layer
     */
    public LayerFiles read(DiffId layer, Blob blob, LongConsumer count, Consumer<LayerFiles> part,
            Cancellation cancellation) {
        try (InputStream in = new TappedInput(blob.open(), count, cancellation);
                LayerStream tar = LayerStream.open(in, LayerLimits.DEFAULT)) {
            IndexedTar index = LayerIndexer.index(tar, layer.digest().algorithm(), cache.feed(), part,
                    cancellation);
            // A blob that vouches for itself does so at its end, which need not be where the tar ends.
            in.transferTo(OutputStream.nullOutputStream());
            if (!index.diffId().equals(layer)) {
                throw new Failure(Failure.Kind.CORRUPT, OPERATION, layer.digest().shortHex(), "unpacked it is "
                        + index.diffId() + ", but the image's config says " + layer,
                        "The image was built or altered wrongly; tell its publisher.");
            }
            cache.put(index);
            return index.files();
        } catch (IOException e) {
            throw damaged(layer, e, cancellation);
        }
    }

    /** The start of a file. */
    public FileContent view(DiffId layer, Blob blob, String path, Cancellation cancellation) {
        try (InputStream in = new TappedInput(blob.open(), count -> { }, cancellation);
                LayerStream tar = LayerStream.open(in, LayerLimits.DEFAULT)) {
            return content(FileFinder.find(tar, target(layer, path), FileContent.MOST), path);
        } catch (IOException e) {
            throw damaged(layer, e, cancellation);
        }
    }

    /** A hard link is another name of a file that the same layer has elsewhere. */
    public String target(DiffId layer, String path) {
        return cache.get(layer).flatMap(files -> files.find(path)
                .filter(node -> files.kind(node) == FileKind.HARD_LINK).flatMap(files::link))
                .orElse(path);
    }

    /** @throws Failure NOT_FOUND if there is none */
    public static FileContent content(Optional<FileFinder.Found> found, String path) {
        return found.map(file -> new FileContent(file.start(), file.size())).orElseThrow(() -> new Failure(
                Failure.Kind.NOT_FOUND, "read the file", text(path), "the layer has no such file", ""));
    }

    /** A path for a message. */
    public static String text(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8);
    }

    private static Failure damaged(DiffId layer, IOException e, Cancellation cancellation) {
        cancellation.check();
        return new Failure(Failure.Kind.CORRUPT, OPERATION, layer.digest().shortHex(), e.getMessage(),
                "Try again, or pull the image anew where it is here; if that does not help, tell its publisher.", e);
    }
}
