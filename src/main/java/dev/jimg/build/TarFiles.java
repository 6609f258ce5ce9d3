package dev.jimg.build;

import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarReader;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of this machine that may be tars. */
final class TarFiles {

    private TarFiles() {}

    /** Told by the first entry, unpacked: its checksum holds. */
    static boolean isTar(Path file) {
        try (InputStream in = LayerStream.open(Files.newInputStream(file), LayerLimits.DEFAULT)) {
            return new TarReader(in).next().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    static TarSource source(Path file) {
        Digest digest = new ContentDigests(Cancellation.none()).digest(file);
        return new TarSource(digest.toString(), use -> {
            try (LayerStream unpacked = LayerStream.open(open(file), LayerLimits.DEFAULT)) {
                use.read(unpacked);
            }
        });
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
    }
}
