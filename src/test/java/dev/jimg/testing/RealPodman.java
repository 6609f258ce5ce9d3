package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code podman system service} of our own: storage, runtime state and socket in a temporary directory. It takes
 * registries on this machine without TLS, as Docker does by itself.
 *
 * <p>Its containers ask for no more open files than a restricted root may have, and run on runc, which takes the mixed
 * control groups that crun refuses.
 */
public final class RealPodman implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);

    private final Path directory = TempDirs.create("jimg-podman-");
    private final Path registries;
    private final Process process;

    private RealPodman() throws IOException {
        registries = Files.writeString(directory.resolve("registries.conf"), String.join("\n",
                "unqualified-search-registries = [\"docker.io\"]",
                "[[registry]]", "location = \"127.0.0.1\"", "insecure = true", ""));
        Path containers = Files.writeString(directory.resolve("containers.conf"), String.join("\n",
                "[containers]", "default_ulimits = [\"nofile=1024:1024\", \"nproc=1024:1024\"]",
                "[engine]", "cgroup_manager = \"cgroupfs\"",
                Tools.find("runc").isPresent() ? "runtime = \"runc\"" : "", ""));
        ProcessBuilder builder = new ProcessBuilder(podman("system", "service", "--time", "0", host()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("CONTAINERS_REGISTRIES_CONF", registries.toString());
        builder.environment().put("CONTAINERS_CONF", containers.toString());
        process = builder.start();
    }

    /** Skips the test when there is no podman. */
    public static RealPodman start() {
        requirements();
        try {
            RealPodman podman = new RealPodman();
            Await.until(START_BOUND, "podman listens", podman::answers, podman::log);
            return podman;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void requirements() {
        Tools.requireRoot();
        Tools.require("podman");
    }

    /** {@code unix:///…}. */
    public String host() {
        return "unix://" + socket();
    }

    /** The ids of its containers, whatever they are for. */
    public List<String> containers() {
        return Run.of(podman("ps", "-aq").toArray(String[]::new)).run().out().lines().toList();
    }

    /** Removes every container and every image, for the next test. */
    public void clear() {
        Run.of(podman("rmi", "--all", "--force").toArray(String[]::new)).run();
    }

    @Override
    public void close() {
        Processes.stop(process);
        TempDirs.delete(directory);
    }

    public Path socket() {
        return directory.resolve("sock");
    }

    private List<String> podman(String... arguments) {
        List<String> command = new ArrayList<>(List.of("podman", "--root", directory.resolve("root").toString(),
                "--runroot", directory.resolve("run").toString(), "--storage-driver", "vfs"));
        command.addAll(List.of(arguments));
        return command;
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
