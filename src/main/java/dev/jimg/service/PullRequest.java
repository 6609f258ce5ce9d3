package dev.jimg.service;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.Optional;

/**
 * What to pull.
 *
 * @param reference with {@code latest} filled in
 * @param platform which image of an index; this machine's if empty
 */
public record PullRequest(Reference reference, Optional<Platform> platform) {

    public static PullRequest of(Reference reference) {
        return new PullRequest(reference.orLatest(), Optional.empty());
    }
}
