package dev.jimg.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where an engine listens, as {@code -H}, {@code DOCKER_HOST} and docker's contexts write it. */
public sealed interface EngineAddress {

    /** Where docker's engine listens when nobody says another place. */
    String DEFAULT = "unix:///var/run/docker.sock";

    /**
     * Reads {@code unix:///path}, {@code tcp://host[:port][/prefix]}, {@code ssh://[user@]host[:port][/socket]},
     * {@code http(s)://host[:port][/prefix]}, and {@code host:port}, which docker takes for {@code tcp}.
     *
     * @throws ConfigException with the text, a password in it hidden, and what is wrong with it
     */
    static EngineAddress parse(String text) {
        return new EngineAddressParser(text).parse();
    }

    /** The address as a URL, without anything secret. */
    String url();

    /** A socket of this machine. */
    record UnixSocket(Path path) implements EngineAddress {
        @Override
        public String url() {
            return "unix://" + path;
        }
    }

    /**
     * A port of some machine.
     *
     * @param scheme {@code tcp} (TLS if it is set up), {@code http} (never TLS) or {@code https} (always TLS)
     * @param port -1 if none was given
     * @param prefix what the paths of the API are put behind: empty, or {@code /…} without a slash at its end
     */
    record Network(String scheme, String host, int port, String prefix) implements EngineAddress {

        private static final int PLAIN_PORT = 2375;
        private static final int TLS_PORT = 2376;

        /** @param tls whether it is spoken to over TLS, on which the port depends that need not be said */
        public int portOr(boolean tls) {
            if (port >= 0) {
                return port;
            }
            return switch (scheme) {
                case "http", "https" -> ProxySettings.defaultPort(scheme.equals("https"));
                default -> tls ? TLS_PORT : PLAIN_PORT;
            };
        }

        @Override
        public String url() {
            return scheme + "://" + new HostPort(host, port) + prefix;
        }
    }

    /**
     * A machine that the {@code ssh} program reaches.
     *
     * @param user empty for the one that ssh's own configuration says
     * @param host spelled as it was given: it may be a name from ssh's configuration
     * @param port -1 for the one that ssh's own configuration says
     * @param socket the engine's socket over there; empty for the one that the docker or podman command there uses
     */
    record SecureShell(Optional<String> user, String host, int port, Optional<String> socket)
            implements EngineAddress {
        @Override
        public String url() {
            String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return "ssh://" + user.map(u -> u + "@").orElse("") + name + (port < 0 ? "" : ":" + port)
                    + socket.orElse("");
        }
    }
}
