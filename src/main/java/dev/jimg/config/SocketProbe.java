package dev.jimg.config;

import java.nio.file.Path;

/** Finds out whether an engine answers on a socket of this machine. */
@FunctionalInterface
public interface SocketProbe {

    /** What became of asking. */
    enum Answer {
        /** An engine is there. */
        ANSWERS,
        /** There is no such socket. */
        ABSENT,
        /** It is there, but not for this user. */
        DENIED,
        /** It is there, and nobody answers on it, or not soon enough. */
        SILENT
    }

    Answer ask(Path socket);
}
