package dev.jimg.engine;

import dev.jimg.config.EngineAddress;
import dev.jimg.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the ssh program is called. It never asks for anything (BatchMode): it would ask on the terminal, behind or across
 * the screen. Forwardings and commands that ssh's configuration has for interactive use of that host are left out.
 */
final class SshCommand {

    /** The programs that can join their standard streams with their engine's socket, with their option for a URL. */
    enum Far {
        DOCKER("docker", "--host"),
        PODMAN("podman", "--url");

        private final String program;
        private final String urlOption;

        Far(String program, String urlOption) {
            this.program = program;
            this.urlOption = urlOption;
        }

        String program() {
            return program;
        }
    }

    /** Seconds, as docker has it. */
    private static final int CONNECT_SECONDS = 30;
    private static final List<String> OPTIONS = List.of(
            "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=" + CONNECT_SECONDS,
            "-o", "ServerAliveInterval=15",
            "-o", "ServerAliveCountMax=3",
            "-o", "ClearAllForwardings=yes",
            "-o", "RemoteCommand=none",
            "-T");

    private SshCommand() {}

    /** What is run here, without the program's own path. */
    static List<String> arguments(EngineAddress.SecureShell address, Far far) {
        List<String> result = new ArrayList<>(OPTIONS);
        address.user().ifPresent(user -> result.addAll(List.of("-l", user)));
        if (address.port() >= 0) {
            result.addAll(List.of("-p", String.valueOf(address.port())));
        }
        result.addAll(List.of("--", address.host()));
        result.add(remote(address, far));
        return result;
    }

    /**
     * What the login shell over there is given. Without a socket it is to the letter what docker sends: some hosts let
     * a key do nothing else.
     */
    private static String remote(EngineAddress.SecureShell address, Far far) {
        String socket = address.socket()
                .map(path -> " " + far.urlOption + " " + quote("unix://" + path))
                .orElse("");
        return far.program + socket + " system dial-stdio";
    }

    /** @throws TunnelException if there is no ssh on PATH */
    static ProcessBuilder builder(EngineAddress.SecureShell address, Far far, Environment environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program(environment).toString());
        command.addAll(arguments(address, far));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        // Its messages are read; in another language they would not be understood.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static Path program(Environment environment) throws TunnelException {
        for (String directory : environment.variable("PATH").orElse("").split(":")) {
            Path candidate = Path.of(directory).resolve("ssh");
            if (!directory.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new TunnelException(EngineException.Kind.UNSUPPORTED, "the ssh program is not installed here",
                "Install it: apt-get install openssh-client.");
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
