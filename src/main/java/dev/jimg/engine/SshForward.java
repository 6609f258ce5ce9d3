package dev.jimg.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A connection through a socket that ssh opens here, in a directory that only this user may enter, and that sshd joins
 * with one over there. OpenSSH before 9.4 cannot join it with standard streams ({@code -W}) instead.
 */
final class SshForward implements SshConnection {

    private static final long LOOK_MILLIS = 20;

    private final Path directory;
    private final SshProcess process;
    private final UnixSocket socket;
    private final PumpedInput input;

    private SshForward(Path directory, SshProcess process, UnixSocket socket) {
        this.directory = directory;
        this.process = process;
        this.socket = socket;
        this.input = new PumpedInput(socket.getInputStream(), "jimg-ssh-forward");
    }

    /**
     * Waits until ssh is in: only then its socket is there.
     *
     * @param begun is given what may have to be ended meanwhile
     */
    static SshForward start(SshRoute route, String there, Consumer<SshConnection> begun) throws IOException {
        Path directory = Files.createTempDirectory("jimg-ssh-");
        SshProcess process = null;
        try {
            Path here = directory.resolve("s");
            process = SshProcess.start(route, SshCommand.forward(route.address(), here, there));
            begun.accept(process);
            Optional<UnixSocket> socket = connect(process, here);
            if (socket.isEmpty()) {
                Ending ending = process.ending();
                throw SshErrors.of(route.address(), ending.status(), ending.said());
            }
            return new SshForward(directory, process, socket.get());
        } catch (IOException | RuntimeException e) {
            if (process != null) {
                process.close();
            }
            delete(directory);
            throw e;
        }
    }

    /** @return empty if ssh ended instead */
    private static Optional<UnixSocket> connect(SshProcess process, Path here) throws IOException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            here.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (process.isAlive()) {
                if (Files.exists(here)) {
                    try {
                        UnixSocket socket = new UnixSocket(here);
                        socket.connect(null);
                        return Optional.of(socket);
                    } catch (ConnectException e) {
                        // The file is there a moment before ssh listens.
                    }
                }
                watch.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public PumpedInput input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return socket.getOutputStream();
    }

    @Override
    public Ending ending() {
        close();
        return process.ending();
    }

    @Override
    public void close() {
        input.close();
        try {
            socket.close();
        } catch (IOException e) {
            // It ends with the process at the latest.
        }
        process.close();
        delete(directory);
    }

    /** ssh takes its socket away itself when it ends, but that may be a moment later. */
    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("s"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // An empty directory of this user among the temporary files: harmless.
        }
    }
}
