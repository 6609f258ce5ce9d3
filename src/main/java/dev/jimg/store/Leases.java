package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The leases of all processes on the store. */
final class Leases {

    private static final String PREFIX = "lease-";

    private final Layout layout;

    Leases(Layout layout) {
        this.layout = layout;
    }

    Lease take(String purpose) {
        layout.prepare();
        while (true) {
            String id = UUID.randomUUID().toString().replace("-", "");
            Optional<StoreLocks.Held> lock = layout.locks().tryLease(id);
            if (lock.isPresent()) {
                return new Lease(layout, id, purpose, lock.get());
            }
        }
    }

    /** What is protected. To be called under the state lock. Takes leases of dead processes away. */
    Set<Digest> protectedBlobs() {
        Set<Digest> result = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.ingest(), PREFIX + "*")) {
            for (Path file : files) {
                String id = file.getFileName().toString().substring(PREFIX.length());
                if (!id.matches("[0-9a-f]{32}")) {
                    continue;
                }
                Optional<StoreLocks.Held> abandoned = layout.locks().tryLease(id);
                if (abandoned.isPresent()) {
                    Files.deleteIfExists(file);
                    abandoned.get().close();
                } else {
                    read(file, result);
                }
            }
        } catch (NoSuchFileException e) {
            return result;
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.ingest(), e);
        }
        return result;
    }

    private static void read(Path file, Set<Digest> into) throws IOException {
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#")) {
                    into.add(Digest.parse(line));
                }
            }
        } catch (NoSuchFileException e) {
            // It ended just now.
        } catch (MalformedException e) {
            throw new UnreadableException(file + ": " + e.getMessage());
        }
    }
}
