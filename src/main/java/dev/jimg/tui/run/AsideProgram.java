package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Program;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A program of the person's own that runs beside the app: it has no terminal, and what it writes is kept. */
final class AsideProgram {

    /** More than anyone scrolls through; of what writes more, the beginning is kept. */
    private static final int MAX_BYTES = 256 * 1024;

    private AsideProgram() {}

    /** Runs it and waits. @throws Failure if it cannot be started */
    static Event run(Program program, Cancellation cancellation) {
        ProcessBuilder builder = new ProcessBuilder(program.words()).redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(program.variables());
        try {
            Process process = builder.start();
            Cancellation.Registration registration = cancellation.onCancel(process::destroy);
            try {
                String text = text(process.getInputStream());
                return new Event.ProgramEnded(program.name(), process.waitFor(), text, program.output());
            } finally {
                registration.close();
            }
        } catch (IOException e) {
            throw new Failure(Failure.Kind.NOT_FOUND, "run", program.name(),
                    program.words().get(0) + " cannot be started", "Is it installed, and on the PATH?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.Kind.INTERNAL, "run", program.name(), "it was interrupted", "", e);
        }
    }

    private static String text(InputStream in) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            kept.write(piece, 0, Math.min(read, MAX_BYTES - kept.size()));
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
