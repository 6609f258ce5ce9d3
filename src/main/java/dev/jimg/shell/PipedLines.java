package dev.jimg.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a pipe or a file. Not a byte more is taken than the line has: the rest may be a command's input. */
final class PipedLines implements Lines {

    private final InputStream in;

    PipedLines(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<String> next(String prompt, boolean first) {
        try {
            return line(in);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** In UTF-8; empty at the end. */
    static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        while (read >= 0 && read != '\n') {
            bytes.write(read);
            read = in.read();
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
