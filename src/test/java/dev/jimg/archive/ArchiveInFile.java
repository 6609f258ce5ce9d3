package dev.jimg.archive;

import dev.jimg.oci.ManifestDocument;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads archives from files. */
final class ArchiveInFile {

    private ArchiveInFile() {}

    /** One file after the other. */
    static List<ArchivedImage> read(byte[] archive, Spool spool, ImageArchive.Reading how) throws IOException {
        return read(archive, spool, how, ManifestDocument.MAX_BYTES);
    }

    /** @param largest bytes of a document */
    static List<ArchivedImage> read(byte[] archive, Spool spool, ImageArchive.Reading how, long largest)
            throws IOException {
        Path file = Files.createTempFile("archive", ".tar");
        try {
            Files.write(file, archive);
            try (FileChannel channel = FileChannel.open(file)) {
                return ImageArchive.read(channel, spool, how, largest, ArchiveInFile::inTurn, Cancellation.none());
            }
        } finally {
            Files.delete(file);
        }
    }

    static void inTurn(List<Consumer<Cancellation>> pieces) {
        pieces.forEach(piece -> piece.accept(Cancellation.none()));
    }

    /** What images are, wherever their bytes lie. */
    static List<String> described(List<ArchivedImage> images) {
        return images.stream().map(image -> image.names() + " " + image.manifests().stream().map(manifest ->
                manifest.manifest().digest() + " " + manifest.config().imageId() + " "
                        + manifest.blobs().stream().map(ArchiveInFile::described).toList()).toList()).toList();
    }

    private static String described(Optional<ArchivedBlob> blob) {
        return blob.map(found -> found.digest() + " " + found.compression() + " " + found.measured()).orElse("none");
    }
}
