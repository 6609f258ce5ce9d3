package dev.jimg.build;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Fetches what ADD names by a URL. */
@FunctionalInterface
public interface RemoteFiles {

    /** @param lastModified what the server says of the file */
    record Fetched(Optional<Instant> lastModified) {}

    /**
     * Writes the body of an {@code http} or {@code https} URL.
     *
     * @throws IOException what went wrong, in words; never with what is secret in the URL
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    Fetched fetch(URI url, OutputStream out, Cancellation cancellation) throws IOException;
}
