package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Docker engine of our own: data, runtime state and socket in temporary directories, no network set-up, no trace of
 * it afterwards. Needs root. The {@code docker} command is whatever PATH has.
 *
 * <p>Starting takes a second or two: test classes share one through {@link RealDockerExtension}.
 */
public final class RealDocker implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);

    private final Path directory = TempDirs.create("jimg-docker-");
    private final Path log = directory.resolve("log");
    private final List<String> command;
    private Process process;

    private RealDocker(List<String> options) throws IOException {
        command = new ArrayList<>(List.of(
                        Tools.find("dockerd").orElseThrow().toString(),
                        "--data-root", directory.resolve("data").toString(),
                        "--exec-root", directory.resolve("exec").toString(),
                        "--pidfile", directory.resolve("pid").toString(),
                        "--config-file", Files.writeString(directory.resolve("daemon.json"), "{}").toString(),
                        "-H", host(),
                        "--iptables=false",
                        "--ip6tables=false",
                        "--bridge=none"));
        command.addAll(options);
        process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    /** Skips the test when there is no root, no dockerd or no docker. */
    public static RealDocker start() {
        return startWith();
    }

    /** The same with more options for dockerd. */
    public static RealDocker startWith(String... options) {
        requirements();
        try {
            RealDocker docker = new RealDocker(List.of(options));
            docker.awaitStarted();
            return docker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requirements() {
        Tools.requireRoot();
        Tools.require("dockerd", "docker");
    }

    /** Ends the engine; what it stored stays. */
    public void halt() {
        Processes.stop(process);
    }

    /** Starts it again after {@link #halt}. */
    public void resume() {
        try {
            process = launch();
            awaitStarted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The engine itself, to see what it uses. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Lets it stand still, in the middle of whatever it does, until {@link #thaw}. */
    public void freeze() {
        Run.command("kill", "-STOP", Long.toString(process.pid()));
    }

    public void thaw() {
        Run.command("kill", "-CONT", Long.toString(process.pid()));
    }

    /** {@code unix:///…}, for DOCKER_HOST and {@code -H}. */
    public String host() {
        return "unix://" + socket();
    }

    public Path socket() {
        return directory.resolve("sock");
    }

    /** How many connections to it are open, as the kernel counts them. */
    public long connections() {
        return sockets("03");
    }

    /** How many connections it has not taken yet, those that were given up included: all since {@link #freeze}. */
    public long knocks() {
        return sockets("02");
    }

    /** @param state the sixth field: 03 is connected, 02 is connecting */
    private long sockets(String state) {
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/unix"))) {
            return sockets.filter(line -> line.endsWith(" " + socket()) && line.split(" +")[5].equals(state)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it keeps while it receives something; empty once it is through with that, one way or the other. */
    public List<String> temporaryFiles() {
        try (Stream<Path> files = Files.list(directory.resolve("data").resolve("tmp"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code docker} against this engine; a failure of it fails the test. */
    public Run.Result docker(String... arguments) {
        return command(arguments).run();
    }

    /** The same, to be given an environment, input or a bound first. */
    public Run command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", host()));
        command.addAll(List.of(arguments));
        return Run.of(command.toArray(String[]::new)).env("DOCKER_CONFIG", directory.resolve("client").toString());
    }

    /** Has it pull an image, which has this name then and no other. */
    public void pull(Fixture image, String name) {
        try (RealRegistry registry = RealRegistry.open()) {
            String pushed = image.push(registry, name).reference();
            docker("pull", pushed);
            docker("tag", pushed, name);
            docker("rmi", pushed);
        }
    }

    /** The ids of its containers, whatever they are for. */
    public List<String> containers() {
        return docker("ps", "-aq").out().lines().toList();
    }

    /** Removes every container and every image, for the next test. */
    public void clear() {
        List<String> containers = containers();
        if (!containers.isEmpty()) {
            docker(Stream.concat(Stream.of("rm", "-f"), containers.stream()).toArray(String[]::new));
        }
        docker("image", "prune", "-af");
    }

    @Override
    public void close() {
        Processes.stop(process);
        unmountAll();
        TempDirs.delete(directory);
    }

    private void awaitStarted() {
        try {
            Await.until(START_BOUND, "dockerd answers", () -> answers() || !process.isAlive(), this::log);
            if (!process.isAlive()) {
                throw new AssertionError("dockerd ended with " + process.exitValue() + "\n" + log());
            }
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** A GET of {@code /_ping} over the socket. */
    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate("HTTP/1.0 200".length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // The status line may come in pieces.
            }
            return new String(answer.array(), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    /** An engine that was killed leaves mounts behind, and a mounted directory cannot be deleted. */
    private void unmountAll() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            mounts.map(line -> line.split(" ")[1])
                    .filter(place -> place.startsWith(directory + "/"))
                    .sorted(Comparator.reverseOrder())
                    .forEach(place -> Run.of("umount", "-l", place).attempt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
