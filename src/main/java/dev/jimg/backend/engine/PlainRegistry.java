package dev.jimg.backend.engine;

import dev.jimg.engine.EngineException;
import dev.jimg.oci.Reference;
import java.util.Optional;

/**
 * A registry without TLS. An engine decides for itself whether to speak to it: Docker's takes those of its own machine,
 * Podman's none that its settings do not name, and its form of Docker's API has no way to ask for it.
 */
final class PlainRegistry {

    private static final String SIGN = "server gave HTTP response to HTTPS client";

    private PlainRegistry() {}

    /** What to do about an engine's refusal; empty if it refused for another reason. */
    static Optional<String> advice(EngineException e, Reference reference, boolean podman) {
        if (!e.why().contains(SIGN)) {
            return Optional.empty();
        }
        String domain = reference.domain();
        return Optional.of(podman
                ? "Name it on Podman's machine, in /etc/containers/registries.conf.d/plain.conf: [[registry]] location = \""
                        + domain + "\" insecure = true (three lines)."
                : "Name it in \"insecure-registries\" of the engine's /etc/docker/daemon.json: [\"" + domain + "\"].");
    }
}
