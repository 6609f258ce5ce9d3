package dev.jimg.cli;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.run.CrashReport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Runs the command lines of a file one after another in one process; at a question it answers with the last argument. */
final class SecretsMain {

    private SecretsMain() {}

    public static void main(String[] words) throws IOException {
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        Output err = new Output(new FileOutputStream(FileDescriptor.err));
        String password = Files.readString(Path.of(words[1])).strip();
        Console console = new Console(out, err, System.in, () -> false, false, () -> true, () -> 80, () -> 24, Instant::now,
                System::nanoTime, () -> ZoneOffset.UTC, () -> Optional.of(person(password)), name -> "",
                new TestProcess(Path.of("/"), Map.copyOf(System.getenv())));
        Backends backends = new Backends(Environment.system(), Clock.systemUTC());
        for (String line : Files.readAllLines(Path.of(words[0]))) {
            int status;
            try {
                status = new CommandLineFace(backends, console, Cancellation.none(), () -> null).run(line.split(" "));
            } catch (RuntimeException e) {
                CrashReport.write(e);
                status = -1;
            }
            out.line("status " + status + " of " + line.split(" ")[line.contains(" -H ") ? 3 : 1]).flush();
        }
        CrashReport.write(new IllegalStateException(new dev.jimg.service.LoginRequest("h", "ann", password) + " "
                + dev.jimg.config.Credentials.password("ann", password)));
        System.exit(0);
    }

    private static Prompter person(String password) {
        return new Prompter() {
            @Override
            public Optional<String> ask(String prompt) {
                return Optional.of("ann");
            }

            @Override
            public Optional<String> askSecret(String prompt) {
                return Optional.of(password);
            }
        };
    }
}
