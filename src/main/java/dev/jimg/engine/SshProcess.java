package dev.jimg.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An ssh that was started, with its three streams; they are those of the command over there. */
final class SshProcess implements SshConnection {

    /** After the end of its output the status follows at once. */
    private static final long END_MILLIS = 2000;
    private static final long LAST_WORDS_MILLIS = 300;
    private static final long GRACE_SECONDS = 2;

    private final Process process;
    private final PumpedInput input;
    private final ErrorTail errors;

    private SshProcess(Process process) {
        this.process = process;
        this.input = new PumpedInput(process.getInputStream(), "jimg-ssh-out-" + process.pid());
        this.errors = new ErrorTail(process.getErrorStream(), "jimg-ssh-err-" + process.pid());
    }

    /** @param arguments of {@link SshCommand} */
    static SshProcess start(SshRoute route, List<String> arguments) throws IOException {
        return new SshProcess(SshCommand.builder(arguments, route.environment()).start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public PumpedInput input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public Ending ending() {
        try {
            if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                close();
                process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Ending(process.isAlive() ? 1 : process.exitValue(), errors.await(LAST_WORDS_MILLIS));
    }

    /** Asks it to end, so that it can end its own helpers (ProxyCommand) and control socket; kills it if it does not. */
    @Override
    public void close() {
        input.close();
        process.destroy();
        if (process.isAlive()) {
            CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        }
    }
}
