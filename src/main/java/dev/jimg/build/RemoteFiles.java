package dev.jimg.build;

import dev.jimg.transfer.Cancellation;
import java.io.InputStream;

/** Fetches what ADD names by a URL. */
@FunctionalInterface
public interface RemoteFiles {

    /**
     * The body of an {@code http} or {@code https} URL, to be closed.
     *
     * @throws dev.jimg.transfer.ExplainedException if there is none, never with what is secret in the URL
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    InputStream open(String url, Cancellation cancellation);
}
