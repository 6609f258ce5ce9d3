package dev.jimg.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the address of an engine, strictly: parts of it become arguments of the ssh program, which must neither take
 * them for options nor hand them to a shell (CVE-2017-1000117, CVE-2023-51385).
 */
final class EngineAddressParser {

    static final String STORE = "store://";

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]*");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._@+-]*");
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)([^/@:]*):[^/@]*@");
    private static final int MAX_PORT = 65535;
    private static final String FORMS =
            "Use unix:///path/to/socket, tcp://host:port or ssh://user@host.";

    private final String text;

    EngineAddressParser(String text) {
        this.text = text;
    }

    EngineAddress parse() {
        if (text.isBlank() || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw invalid(text.isBlank() ? "it is empty" : "it holds a space or a control character", FORMS);
        }
        Matcher matcher = SCHEME.matcher(text);
        if (!matcher.matches()) {
            if (text.startsWith("/")) {
                throw invalid("it has no scheme", "For a socket, write unix://" + text + ".");
            }
            return network("tcp", text);
        }
        String rest = matcher.group(2);
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "unix" -> unix(rest);
            case "tcp", "http", "https" -> network(scheme, rest);
            case "ssh" -> ssh(rest);
            case "npipe" -> throw invalid("named pipes are found on Windows only", FORMS);
            case "fd" -> throw invalid("fd:// is for the engine to listen on, nobody can connect to it", FORMS);
            case "store" -> throw invalid("a store is no engine", forStore(text));
            default -> throw invalid("the scheme " + scheme + " is not known", FORMS);
        };
    }

    /** What to do with an address that begins with {@link #STORE}. */
    static String forStore(String url) {
        String directory = url.substring(STORE.length());
        return "Name the directory of a store with --store " + (directory.isEmpty() ? "DIR" : directory) + " instead.";
    }

    private EngineAddress unix(String path) {
        if (path.isEmpty()) {
            return EngineAddress.parse(EngineAddress.DEFAULT);
        }
        if (!path.startsWith("/")) {
            throw invalid("the path of the socket wants to begin with a slash", "Write unix:///" + path + ".");
        }
        try {
            return new EngineAddress.UnixSocket(Path.of(path));
        } catch (InvalidPathException e) {
            throw invalid("this locale cannot say that path", "Set LC_ALL=C.UTF-8, for example.");
        }
    }

    private EngineAddress network(String scheme, String rest) {
        Authority authority = authority(rest);
        if (authority.user.isPresent()) {
            throw invalid("a user has no meaning over " + scheme, "Leave the part before the @ out.");
        }
        if (authority.host.isEmpty() && !scheme.equals("tcp")) {
            throw invalid("it names no host", FORMS);
        }
        if (authority.host.indexOf('%') >= 0) {
            throw invalid("a zone has no meaning over " + scheme, "Use an address that is not link-local.");
        }
        return new EngineAddress.Network(scheme, authority.host.isEmpty() ? "localhost" : authority.host,
                authority.port, authority.path.replaceFirst("/+$", ""));
    }

    private EngineAddress ssh(String rest) {
        Authority authority = authority(rest);
        if (authority.host.isEmpty()) {
            throw invalid("it names no host", FORMS);
        }
        authority.user.filter(user -> user.indexOf(':') >= 0).ifPresent(user -> {
            throw invalid("ssh takes no password from an address",
                    "Leave it out, and use a key: ssh-copy-id copies one there.");
        });
        authority.user.filter(user -> !USER.matcher(user).matches()).ifPresent(user -> {
            throw invalid("the user wants letters, digits and . _ @ + -, and no - at its beginning", FORMS);
        });
        String socket = authority.path.equals("/") ? "" : authority.path;
        return new EngineAddress.SecureShell(authority.user, authority.host, authority.port,
                Optional.of(socket).filter(path -> !path.isEmpty()));
    }

    private record Authority(Optional<String> user, String host, int port, String path) {}

    private Authority authority(String rest) {
        if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw invalid("? and # have no meaning in it", FORMS);
        }
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "" : rest.substring(slash);
        String place = slash < 0 ? rest : rest.substring(0, slash);
        int at = place.lastIndexOf('@');
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(place.substring(0, at));
        String hostPort = place.substring(at + 1);
        int colon = hostPort.indexOf(':', hostPort.startsWith("[") ? Math.max(0, hostPort.indexOf(']')) : 0);
        String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        return new Authority(user, host(host), colon < 0 ? -1 : port(hostPort.substring(colon + 1)), path);
    }

    private String host(String written) {
        if (written.startsWith("[") && written.endsWith("]")) {
            String inner = written.substring(1, written.length() - 1);
            if (V6.matcher(inner).matches() && inner.indexOf(':') >= 0) {
                return inner;
            }
            throw invalid("what stands in brackets is no IPv6 address", FORMS);
        }
        if (written.startsWith("-")) {
            throw invalid("the host must not begin with -", FORMS);
        }
        if (!written.isEmpty() && !NAME.matcher(written).matches()) {
            throw invalid("the host wants letters, digits and . _ -", FORMS);
        }
        return written;
    }

    private int port(String digits) {
        if (digits.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        }
        throw invalid("the port wants to be a number from 1 to " + MAX_PORT, "An IPv6 address wants brackets: [::1].");
    }

    private ConfigException invalid(String why, String advice) {
        String shown = PASSWORD.matcher(text).replaceAll("$1:***@");
        return new ConfigException("invalid engine address \"" + shown + "\": " + why, advice);
    }
}
