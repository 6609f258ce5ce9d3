package dev.jimg.service;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.Optional;

/**
 * What to push.
 *
 * @param reference what to send, and where to: with a tag
 * @param platform only this image of an index; the whole of what the tag stands for if empty
 */
public record PushRequest(Reference reference, Optional<Platform> platform) {

    public PushRequest(Reference reference) {
        this(reference, Optional.empty());
    }
}
