package dev.jimg.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * A host with or without a port, as it stands before the path of a reference.
 *
 * @param host lower case; IPv6 without brackets
 * @param port -1 if none was given
 */
public record HostPort(String host, int port) {

    private static final int MAX_PORT = 65535;

    public HostPort {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port} or a bare IPv6 address. */
    public static HostPort parse(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end > 0) {
                String rest = text.substring(end + 1);
                return new HostPort(text.substring(1, end), rest.startsWith(":") ? portOf(rest.substring(1)) : -1);
            }
        }
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf(':', colon + 1) >= 0) {
            return new HostPort(text, -1);
        }
        int port = portOf(text.substring(colon + 1));
        return port < 0 ? new HostPort(text, -1) : new HostPort(text.substring(0, colon), port);
    }

    /** {@code localhost}, {@code 127.0.0.0/8} or {@code ::1}, decided without asking a name server. */
    public boolean isLoopback() {
        return host.equals("localhost") || address().map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** The address, if the host is written as one; never asks a name server. */
    public Optional<InetAddress> address() {
        return literal(host);
    }

    @Override
    public String toString() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port < 0 ? name : name + ":" + port;
    }

    /** The address that a text writes out. Numbers that old resolvers take for addresses ({@code 127.1}) count too. */
    static Optional<InetAddress> literal(String text) {
        boolean v6 = text.indexOf(':') >= 0 && text.chars().allMatch(c -> isV6Part((char) c));
        boolean v4 = !text.isEmpty() && text.length() <= 15 && text.charAt(0) != '.'
                && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')
                && text.chars().filter(c -> c == '.').count() <= 3;
        if (!v6 && !v4) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(v6 ? "[" + text + "]" : text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isV6Part(char c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0;
    }

    private static int portOf(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 0 && port <= MAX_PORT ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
