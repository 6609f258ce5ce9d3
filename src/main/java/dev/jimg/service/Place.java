package dev.jimg.service;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Somewhere that images can be worked on.
 *
 * @param name what it is known by: the name of the context or of the variable; the location itself where it has none
 * @param location a path or a URL, as {@link BackendInfo#location} has it
 * @param choice what opens it
 */
public record Place(Kind kind, String name, String location, BackendChoice choice) {

    /** Where something is that was opened, as a place to come back to. */
    public static Place of(BackendInfo info) {
        Optional<String> none = Optional.empty();
        if (info.kind() == BackendInfo.Kind.STORE) {
            return new Place(Kind.STORE, info.location(), info.location(),
                    new BackendChoice(Optional.of(Path.of(info.location())), none, none));
        }
        return info.context().isEmpty()
                ? new Place(Kind.SOCKET, info.location(), info.location(),
                        new BackendChoice(Optional.empty(), Optional.of(info.location()), none))
                : new Place(Kind.CONTEXT, info.context(), info.location(),
                        new BackendChoice(Optional.empty(), none, Optional.of(info.context())));
    }

    public enum Kind {
        /** The embedded store. */
        STORE,
        /** What an environment variable points to. */
        VARIABLE,
        /** A docker context. */
        CONTEXT,
        /** A socket of this machine. */
        SOCKET
    }
}
