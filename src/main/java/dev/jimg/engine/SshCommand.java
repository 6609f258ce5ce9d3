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
 * the screen. Forwardings and commands that ssh's configuration has for interactive use of that host are left out
 * where that is possible.
 */
final class SshCommand {

    /** Seconds, as docker has it. */
    private static final int CONNECT_SECONDS = 30;
    private static final List<String> OPTIONS = List.of(
            "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=" + CONNECT_SECONDS,
            "-o", "ServerAliveInterval=15",
            "-o", "ServerAliveCountMax=3",
            "-o", "RemoteCommand=none",
            "-T");
    private static final List<String> NO_FORWARDINGS = List.of("-o", "ClearAllForwardings=yes");

    private SshCommand() {}

    /** A command over there, joined with our streams; what is run here, without the program's own path. */
    static List<String> dial(EngineAddress.SecureShell address, SshWay.Dial way) {
        return run(address, remote(address, way));
    }

    /** What the login shell over there is given, and no more. */
    static List<String> run(EngineAddress.SecureShell address, String command) {
        List<String> result = new ArrayList<>(NO_FORWARDINGS);
        result.addAll(to(address));
        result.add(command);
        return result;
    }

    /**
     * A socket here that leads to one over there. The option that leaves out what the configuration forwards would
     * leave out this one too.
     */
    static List<String> forward(EngineAddress.SecureShell address, Path here, String there) {
        List<String> result = new ArrayList<>(List.of("-N", "-L", here + ":" + there));
        result.addAll(to(address));
        return result;
    }

    private static List<String> to(EngineAddress.SecureShell address) {
        List<String> result = new ArrayList<>(OPTIONS);
        address.user().ifPresent(user -> result.addAll(List.of("-l", user)));
        if (address.port() >= 0) {
            result.addAll(List.of("-p", String.valueOf(address.port())));
        }
        result.addAll(List.of("--", address.host()));
        return result;
    }

    /**
     * What the login shell over there is given. Without a socket it is to the letter what docker sends: some hosts let
     * a key do nothing else.
     */
    private static String remote(EngineAddress.SecureShell address, SshWay.Dial way) {
        String socket = address.socket()
                .map(path -> " " + way.urlOption() + " " + quote("unix://" + path))
                .orElse("");
        return way.program() + socket + " system dial-stdio";
    }

    /**
     * @param arguments one of the lists above
     * @throws TunnelException if there is no ssh on PATH
     */
    static ProcessBuilder builder(List<String> arguments, Environment environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program(environment).toString());
        command.addAll(arguments);
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
