package dev.jimg.tui.run;

import dev.jimg.service.ImageService;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.text.Messages;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.term.TerminalLoan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is done with a terminal that was lent: a container has it, from its first byte to its last. */
final class Lending {

    /** The best shell there is; almost every image has sh. */
    private static final List<String> SHELL =
            List.of("sh", "-c", "if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi");

    /** Docker's for «found, but cannot be run»; one more is «not found». */
    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    private final TerminalLoan loan;
    private final Messages messages;

    Lending(TerminalLoan loan, Messages messages) {
        this.loan = loan;
        this.messages = messages;
    }

    /** Blocks until the container is done with it. What it wrote last stays to be read where it would be gone. */
    void run(ImageService images, Effect.Lend effect, Cancellation cancellation) throws IOException {
        Containers containers = images.containers();
        if (effect instanceof Effect.Shell shell) {
            begin(messages.get("lend.shell", SafeText.line(shell.name())));
            ExecRequest request = new ExecRequest(shell.container(), SHELL, true, true, false, false, List.of(),
                    Optional.empty(), Optional.empty(), Optional.empty());
            int status = containers.exec(request, streams(), cancellation);
            if (status == CANNOT_RUN || status == NOT_FOUND) {
                awaitReader(status);
            }
            return;
        }
        RunRequest what = ((Effect.RunInTerminal) effect).what();
        begin(messages.get("lend.run", SafeText.line(what.image() + " " + String.join(" ", what.command())).strip()));
        RunResult result = containers.run(what, Optional.of(streams()), cancellation);
        if (!result.detached()) {
            awaitReader(result.exit());
        }
    }

    /** A clean screen, with what has it from now on. What stood there is scrolled away, not lost. */
    private void begin(String line) throws IOException {
        int rows = Math.max(1, loan.rows());
        String text = "\u001b[m\u001b[" + rows + ";1H" + "\n".repeat(rows) + "\u001b[H\u001b[2m" + line + "\u001b[m\r\n";
        loan.out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private ContainerStreams streams() {
        return new ContainerStreams(Optional.of(loan.newInput()), loan.out(), loan.out(), Optional.of(size()));
    }

    private ContainerStreams.TerminalSize size() {
        return new ContainerStreams.TerminalSize() {
            @Override
            public int columns() {
                return loan.columns();
            }

            @Override
            public int rows() {
                return loan.rows();
            }

            @Override
            public ContainerStreams.Listening onChange(Runnable changed) {
                loan.onChange(changed);
                return () -> loan.onChange(() -> {});
            }
        };
    }

    private void awaitReader(int status) throws IOException {
        String text = "\r\n\u001b[m" + messages.get("lend.ended", Integer.toString(status)) + " ";
        loan.out().write(text.getBytes(StandardCharsets.UTF_8));
        // Not the stream that the container had: what feeds it may still be waiting for a key.
        InputStream keys = loan.newInput();
        int key = keys.read();
        while (key >= 0 && key != '\r' && key != '\n') {
            key = keys.read();
        }
    }
}
