package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An sshd of our own on loopback, with throw-away keys; it lets root in with one key. Needs root.
 *
 * <p>The client is the machine's ssh, found as {@code ssh} in a directory of ours that comes first on PATH: a script
 * that hands it our configuration, because ssh looks for its own in the home of the user whatever HOME says.
 */
public final class RealSshd implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(20);

    private final Path directory = TempDirs.create("jimg-sshd-");
    private final Path log = directory.resolve("log");
    private final int port;
    private final Process process;

    private RealSshd(Map<String, String> farEnvironment) throws IOException {
        for (String key : new String[] {"host", "user", "stranger"}) {
            Run.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve(key).toString());
        }
        port = freePort();
        Files.writeString(directory.resolve("known"), "[127.0.0.1]:" + port + " "
                + Files.readString(directory.resolve("host.pub")));
        client("friend", "user", "known");
        client("stranger", "stranger", "known");
        client("newcomer", "user", "nobody");
        // sshd insists on this directory, whatever its configuration says.
        Files.createDirectories(Path.of("/run/sshd"));
        process = new ProcessBuilder(Tools.find("sshd").orElseThrow().toString(), "-D", "-e", "-f",
                        Files.writeString(directory.resolve("sshd_config"), configuration(farEnvironment)).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
    }

    /**
     * Skips the test when there is no root or no sshd.
     *
     * @param farEnvironment variables of those who log in
     */
    public static RealSshd start(Map<String, String> farEnvironment) {
        Tools.requireRoot();
        Tools.require("sshd", "ssh", "ssh-keygen");
        try {
            RealSshd sshd = new RealSshd(farEnvironment);
            sshd.awaitStarted();
            return sshd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ssh://root@127.0.0.1:PORT}. */
    public String url() {
        return "ssh://root@127.0.0.1:" + port;
    }

    /** For a client that holds the key and knows the host. */
    public Map<String, String> friend() {
        return environment("friend");
    }

    /** For a client that holds another key. */
    public Map<String, String> stranger() {
        return environment("stranger");
    }

    /** For a client that holds the key and has never seen the host. */
    public Map<String, String> newcomer() {
        return environment("newcomer");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        Processes.stop(process);
        TempDirs.delete(directory);
    }

    private Map<String, String> environment(String client) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", directory.resolve("bin-" + client) + ":" + environment.getOrDefault("PATH", ""));
        return environment;
    }

    private void client(String name, String key, String known) throws IOException {
        Path script = Files.createDirectories(directory.resolve("bin-" + name)).resolve("ssh");
        Files.writeString(script, "#!/bin/sh\nexec " + Tools.find("ssh").orElseThrow() + " -F /dev/null -i "
                + directory.resolve(key) + " -o IdentitiesOnly=yes -o IdentityAgent=none"
                + " -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile=" + directory.resolve(known) + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private String configuration(Map<String, String> farEnvironment) {
        String variables = farEnvironment.entrySet().stream()
                .map(e -> " " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
        return String.join("\n",
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + directory.resolve("host"),
                "AuthorizedKeysFile " + directory.resolve("user.pub"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin yes",
                "PrintMotd no",
                variables.isEmpty() ? "" : "SetEnv" + variables,
                "");
    }

    private void awaitStarted() {
        try {
            Await.until(START_BOUND, "sshd listens", () -> listens() || !process.isAlive(), this::log);
            if (!process.isAlive()) {
                throw new AssertionError("sshd ended with " + process.exitValue() + "\n" + log());
            }
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What sshd wrote, for the messages of tests. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
