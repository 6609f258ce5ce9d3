package dev.jimg.engine;

import java.io.IOException;
import java.io.OutputStream;

/** A connection to an engine's socket that an ssh process carries. */
interface SshConnection extends AutoCloseable {

    /** How the process ended, and its standard error until then. */
    record Ending(int status, String said) {}

    PumpedInput input();

    OutputStream output() throws IOException;

    /** For a connection whose input has ended; a process that stays all the same is ended. */
    Ending ending();

    /** Ends the process. */
    @Override
    void close();
}
