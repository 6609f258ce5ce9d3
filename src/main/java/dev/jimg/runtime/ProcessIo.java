package dev.jimg.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a process reads and writes. None of it is closed.
 *
 * @param in empty for no input: it reads an end of file at once
 */
public record ProcessIo(Optional<InputStream> in, OutputStream out, OutputStream err) {

    /** Output to one place, and no input. */
    public static ProcessIo output(OutputStream out, OutputStream err) {
        return new ProcessIo(Optional.empty(), out, err);
    }
}
