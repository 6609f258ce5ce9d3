package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.Containers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A container, or a command in one, in the place of this command: with its input, output, terminal and signals. */
final class ContainerSession implements AutoCloseable {

    static final Flag INTERACTIVE = Flag.on("interactive", 'i', "Keep STDIN open even if not attached");
    static final Flag TTY = Flag.on("tty", 't', "Allocate a pseudo-TTY");
    static final Flag DETACH_KEYS = Flag.text("detach-keys", (char) 0, "string",
            "Override the key sequence for detaching a container");

    private final Console console;
    private final boolean interactive;
    private final boolean tty;
    private HostProcess.Restored changed = () -> {};

    private ContainerSession(Console console, boolean interactive, boolean tty) {
        this.console = console;
        this.interactive = interactive;
        this.tty = tty;
    }

    /** @throws Failure in docker's words, if a terminal is wanted that is not there */
    static ContainerSession of(Invocation invocation) {
        return of(invocation.console(), invocation.flags().on("interactive"), invocation.flags().on("tty"));
    }

    /**
     * @param interactive whether it is given the input
     * @throws Failure as of {@link #of(Invocation)}
     */
    static ContainerSession of(Console console, boolean interactive, boolean tty) {
        if (interactive && tty && !console.inIsTerminal().getAsBoolean()) {
            String why = "the input device is not a TTY";
            throw new Failure(Failure.Kind.INVALID, "attach", "", why, "Leave out -t.", why, null);
        }
        return new ContainerSession(console, interactive, tty);
    }

    /** For one that has a terminal of its own already, whether there is a real one or not. */
    static ContainerSession before(Console console, boolean interactive, boolean tty) {
        return new ContainerSession(console, interactive, tty);
    }

    /** For what only writes. */
    static ContainerSession listening(Console console) {
        return new ContainerSession(console, false, false);
    }

    /** What was chosen, else what the user's settings say; the container's own if empty. */
    static Optional<String> detachKeys(Invocation invocation) {
        return invocation.flags().text("detach-keys").filter(keys -> !keys.isEmpty())
                .or(() -> Optional.of(invocation.console().settings().apply("detachKeys"))
                        .filter(keys -> !keys.isEmpty()));
    }

    ContainerStreams streams() {
        OutputStream out = new Rest(console.out());
        Optional<InputStream> in = interactive ? Optional.of(console.in()) : Optional.empty();
        return new ContainerStreams(in, out, tty ? out : new Rest(console.err()),
                tty ? Optional.of(size()) : Optional.empty());
    }

    /** From here on the keys are the container's. */
    void takeKeys() {
        if (tty && interactive) {
            with(console.process().raw());
        }
    }

    /** From here on the signals are the container's; its terminal makes them of keys, so that with one they stay here. */
    void forwardSignals(Containers containers, String container) {
        if (!tty) {
            with(console.process().onSignals(signal -> send(containers, container, signal)));
        }
    }

    /** The same for whom the signals that end a program (INT, TERM) end too, once they are passed on. */
    void forwardSignals(Containers containers, String container, Runnable leave) {
        with(console.process().onSignals(signal -> {
            if (!tty) {
                send(containers, container, signal);
            }
            if (signal.equals("INT") || signal.equals("TERM")) {
                leave.run();
            }
        }));
    }

    private void with(HostProcess.Restored more) {
        HostProcess.Restored before = changed;
        changed = () -> {
            more.close();
            before.close();
        };
    }

    private static void send(Containers containers, String container, String signal) {
        try {
            containers.kill(container, signal);
        } catch (Failure e) {
            // It has ended already, or does not run yet.
        }
    }

    /** The keys and signals are this process's again. */
    void giveBack() {
        changed.close();
        changed = () -> {};
    }

    /** After the container was let go of: its prompt is left in the middle of a line, which the shell's is not to go on. */
    void letGo() {
        giveBack();
        if (console.outIsTerminal()) {
            console.out().line("").flush();
        }
    }

    @Override
    public void close() {
        giveBack();
    }

    private ContainerStreams.TerminalSize size() {
        return new ContainerStreams.TerminalSize() {
            @Override
            public int columns() {
                return console.columns().getAsInt();
            }

            @Override
            public int rows() {
                return console.rows().getAsInt();
            }

            @Override
            public ContainerStreams.Listening onChange(Runnable resized) {
                return console.process().onResize(resized)::close;
            }
        };
    }

    /** Drops what nobody takes any more: a container does not end because the reader of its output left. */
    private static final class Rest extends OutputStream {
        private final Output output;
        private final OutputStream bytes;

        Rest(Output output) {
            this.output = output;
            this.bytes = output.bytes();
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] piece, int offset, int length) {
            if (output.failure().isEmpty()) {
                try {
                    bytes.write(piece, offset, length);
                } catch (IOException e) {
                    // The output remembers it, and the command ends with it.
                }
            }
        }
    }
}
