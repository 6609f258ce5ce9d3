package dev.jimg;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Prompter;
import dev.jimg.posix.Posix;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.term.CommandTerminal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What Ctrl-C (and SIGTERM, SIGHUP) does to a command: asks it to stop, and gives it a moment to end cleanly before the
 * JVM goes. The exit status is then the signal's, as every shell expects.
 */
final class InterruptHook extends Thread {

    /** For a build to end what it runs and to clear away after it. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final Cancellation cancellation;
    private volatile boolean asking;
    private volatile boolean interrupted;
    private final CountDownLatch ended = new CountDownLatch(1);

    InterruptHook(Cancellation cancellation) {
        super("jimg-interrupt");
        this.cancellation = cancellation;
    }

    /** The same person, whose answer nothing waits for once the command is interrupted: a read cannot be ended. */
    Prompter asking(Prompter person) {
        return new Prompter() {
            @Override
            public Optional<String> ask(String prompt) {
                return answer(() -> person.ask(prompt));
            }

            @Override
            public Optional<String> askSecret(String prompt) {
                return answer(() -> person.askSecret(prompt));
            }
        };
    }

    /**
     * The same input. Where it is a keyboard, the command that reads it itself asks for something too; a container's
     * input is read by another thread, and its command has more to end.
     */
    InputStream asking(InputStream keyboard, BooleanSupplier isTerminal) {
        Thread command = Thread.currentThread();
        return new FilterInputStream(keyboard) {
            @Override
            public int read() throws IOException {
                Runnable over = Thread.currentThread() == command && in.available() == 0
                        && isTerminal.getAsBoolean() ? ask() : () -> {};
                try {
                    return in.read();
                } finally {
                    over.run();
                }
            }
        };
    }

    private Optional<String> answer(Supplier<Optional<String>> question) {
        Runnable over = ask();
        try {
            // Once the process ends, nobody would turn an echo on again that is turned off now.
            cancellation.check();
            return question.get();
        } finally {
            over.run();
        }
    }

    /** @return to be run when the answer is here */
    private Runnable ask() {
        asking = true;
        // While the person thinks: the library takes a tenth of a second to load, which would be noticed afterwards.
        Thread ahead = new Thread(Posix::prepare, "jimg-posix");
        ahead.setDaemon(true);
        ahead.start();
        Runnable restore = CommandTerminal.onInterrupt(() -> {
            interrupted = true;
            // By way of the hooks: what a question for a secret did to the terminal is put right by one.
            System.exit(CommandLineFace.INTERRUPTED);
        });
        return () -> {
            restore.run();
            asking = false;
        };
    }

    /** The command is over, one way or the other. */
    void commandEnded() {
        ended.countDown();
    }

    @Override
    public void run() {
        cancellation.cancel();
        if (asking) {
            if (interrupted) {
                Posix.exitNow(CommandLineFace.INTERRUPTED);
            }
            return;
        }
        try {
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
