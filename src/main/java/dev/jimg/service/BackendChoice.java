package dev.jimg.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which backend the person named on the command line; where all are empty, the environment decides.
 *
 * @param store {@code --store DIR}: the embedded store at that place
 * @param host {@code -H/--host URL}: the engine there
 * @param context {@code -c/--context NAME}: the engine of that docker context
 */
public record BackendChoice(Optional<Path> store, Optional<String> host, Optional<String> context) {

    public static final BackendChoice AUTOMATIC =
            new BackendChoice(Optional.empty(), Optional.empty(), Optional.empty());
}
