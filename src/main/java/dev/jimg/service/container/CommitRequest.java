package dev.jimg.service.container;

import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * @param target the name it gets; empty for none
 * @param changes Dockerfile instructions to apply to its config
 * @param pause hold the container still meanwhile
 */
public record CommitRequest(String container, Optional<Reference> target, String author, String message,
        List<String> changes, boolean pause) {}
