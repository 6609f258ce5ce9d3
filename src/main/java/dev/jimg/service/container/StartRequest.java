package dev.jimg.service.container;

import java.util.Optional;

/**
 * What to start, and to stay with.
 *
 * @param interactive give it the input, if it was made to take any
 * @param detachKeys as in {@link RunRequest}
 */
public record StartRequest(String container, boolean interactive, Optional<String> detachKeys) {}
