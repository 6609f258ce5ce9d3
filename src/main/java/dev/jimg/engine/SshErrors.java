package dev.jimg.engine;

import dev.jimg.config.EngineAddress;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what ssh, or the command over there, said at its end into a reason and what to do about it. */
final class SshErrors {

    private static final Pattern DENIED =
            Pattern.compile("Permission denied( \\([a-z0-9,.-]+\\))?\\.?\\r?$", Pattern.MULTILINE);
    private static final Pattern UNREACHED =
            Pattern.compile("^ssh: (?:connect to host .* port \\d+: )?(.*)$", Pattern.MULTILINE);
    private static final Pattern NO_COMMAND =
            Pattern.compile("(?i)(command not found|: not found)");
    private static final Pattern TOO_OLD =
            Pattern.compile("(?i)(unrecognized command|unknown command|is not a docker command).*dial-stdio|"
                    + "dial-stdio.*is not a docker command");
    private static final int NOT_FOUND = 127;
    /** ssh's own status; any other is that of the command over there. */
    private static final int SSH_FAILED = 255;

    private SshErrors() {}

    /** The shell over there does not know the program, or the program is too old to know the command. */
    static boolean cannotDial(int status, String said) {
        return TOO_OLD.matcher(said).find() || status == NOT_FOUND || status != 0 && status != SSH_FAILED
                && NO_COMMAND.matcher(said).find();
    }

    static TunnelException neither(EngineAddress.SecureShell address) {
        return new TunnelException(EngineException.Kind.UNREACHABLE,
                "neither docker nor podman is found on " + address.host(),
                "Install one there, put it on the PATH that «" + ssh(address) + " env» shows, or name its socket: ssh://"
                        + address.host() + "/run/podman/podman.sock.");
    }

    /** For a log-in that prints, or says why there is none, where the engine's answer should be. */
    static TunnelException chatter(String line) {
        return new TunnelException(EngineException.Kind.REMOTE, "the log-in there said «" + plain(line)
                + "» instead of an engine's answer", "The shell of that user must print nothing unless it is"
                + " interactive: look into its ~/.bashrc.");
    }

    /**
     * @param status what the process ended with
     * @param said its standard error
     */
    static TunnelException of(EngineAddress.SecureShell address, int status, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        String host = address.host();
        boolean socket = lower.contains("dial unix") || lower.contains("daemon socket");
        if (socket && lower.contains("permission denied")) {
            return new TunnelException(EngineException.Kind.DENIED, "permission denied on the engine's socket there",
                    "On " + host + ", add the user to the group docker: sudo usermod -aG docker USER.");
        }
        if (lower.contains("podman socket")) {
            return new TunnelException(EngineException.Kind.UNREACHABLE, "Podman's service does not listen there",
                    "On " + host + ", run: systemctl --user enable --now podman.socket.");
        }
        if (socket || lower.contains("docker daemon")) {
            return new TunnelException(EngineException.Kind.UNREACHABLE, "no engine answers on its socket there",
                    "On " + host + ", run: sudo systemctl start docker.");
        }
        if (lower.contains("host identification has changed")) {
            return new TunnelException(EngineException.Kind.DENIED, "host key verification failed: it is not the key"
                    + " that is known for " + host, "Find out why it changed before you remove the old one with"
                    + " ssh-keygen -R.");
        }
        if (lower.contains("host key verification failed")) {
            return new TunnelException(EngineException.Kind.DENIED, "host key verification failed",
                    "Run «" + ssh(address) + "» once, and compare and accept its key.");
        }
        Matcher denied = DENIED.matcher(said);
        if (denied.find()) {
            return new TunnelException(EngineException.Kind.DENIED, "permission denied"
                    + (denied.group(1) == null ? "" : denied.group(1)), "No password can be asked for here: load your"
                    + " key with ssh-add, or put it there with ssh-copy-id, until «" + ssh(address) + "» asks nothing.");
        }
        Matcher unreached = UNREACHED.matcher(said);
        if (unreached.find()) {
            return new TunnelException(EngineException.Kind.UNREACHABLE, plain(unreached.group(1)),
                    "Check that «" + ssh(address) + "» gets there.");
        }
        return new TunnelException(EngineException.Kind.UNREACHABLE, lastWords(status, said),
                "Check that «" + ssh(address) + " docker version» works.");
    }

    private static String lastWords(int status, String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "ssh ended with status " + status : plain(lines.get(lines.size() - 1));
    }

    private static String plain(String line) {
        String text = SafeText.line(line.strip());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String ssh(EngineAddress.SecureShell address) {
        return "ssh " + (address.port() < 0 ? "" : "-p " + address.port() + " ")
                + address.user().map(user -> user + "@").orElse("") + address.host();
    }
}
