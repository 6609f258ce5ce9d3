package dev.jimg.backend;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullRequest;
import dev.jimg.transfer.Cancellation;
import java.net.URI;
import java.nio.file.Path;

/** A process that pulls, to be killed: arguments are the store, a home directory and the reference. */
final class PullMain {

    private PullMain() {}

    public static void main(String[] arguments) {
        try (StoreBackend service = StorePlace.open(Path.of(arguments[0]), Path.of(arguments[1]),
                URI.create("http://127.0.0.1:1/"))) {
            service.pull(PullRequest.of(Reference.parse(arguments[2])), event -> {}, Cancellation.none());
        }
    }
}
