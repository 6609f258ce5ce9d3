package dev.jimg.service;

/**
 * Somewhere that images can be worked on.
 *
 * @param name what it is known by: the name of the context or of the variable; the location itself where it has none
 * @param location a path or a URL, as {@link BackendInfo#location} has it
 * @param choice what opens it
 */
public record Place(Kind kind, String name, String location, BackendChoice choice) {

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
