package dev.jimg.engine;

import dev.jimg.config.EngineAddress;
import dev.jimg.config.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/** Sockets that all lead over ssh to one engine, and what was learned about the other side. */
final class SshRoute extends SocketFactory {

    private static final String DOCKER_SOCKET = "/var/run/docker.sock";
    private static final String PODMAN = "/podman/podman.sock";

    private final EngineAddress.SecureShell address;
    private final Environment environment;
    private final Set<SshSocket> open = ConcurrentHashMap.newKeySet();
    private volatile SshWay known;

    SshRoute(EngineAddress.SecureShell address, Environment environment) {
        this.address = address;
        this.environment = environment;
    }

    EngineAddress.SecureShell address() {
        return address;
    }

    Environment environment() {
        return environment;
    }

    /** What is known to work, or else the commands to try, in this order. */
    List<SshWay> ways() {
        return known == null ? SshWay.COMMANDS : List.of(known);
    }

    /** The next connection begins with it: one that does not work costs a whole log-in to find out. */
    void works(SshWay way) {
        known = way;
    }

    /** What worked does no more. */
    void forget() {
        known = null;
    }

    /**
     * The sockets to try where no command helps: the one that was named, or where engines have theirs.
     *
     * @param begun is given what may have to be ended meanwhile
     */
    List<SshWay> forwards(Consumer<SshConnection> begun) throws IOException {
        if (address.socket().isPresent()) {
            return List.of(new SshWay.Forward(address.socket().get()));
        }
        SshProcess asked = SshProcess.start(this, SshCommand.run(address, "id -u"));
        try (asked) {
            begun.accept(asked);
            String user = new String(asked.input().readAllBytes(), StandardCharsets.US_ASCII).strip();
            String podman = user.matches("[1-9]\\d{0,9}") ? "/run/user/" + user + PODMAN : "/run" + PODMAN;
            return List.of(new SshWay.Forward(DOCKER_SOCKET), new SshWay.Forward(podman));
        }
    }

    void closed(SshSocket socket) {
        open.remove(socket);
    }

    /** Ends every process of this route. */
    void closeAll() {
        open.forEach(SshSocket::close);
    }

    @Override
    public Socket createSocket() {
        SshSocket socket = new SshSocket(this);
        open.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("okhttp connects sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket("", port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        return createSocket("", port);
    }
}
