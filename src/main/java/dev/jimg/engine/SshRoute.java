package dev.jimg.engine;

import dev.jimg.config.EngineAddress;
import dev.jimg.config.Environment;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/** Sockets that all lead over ssh to one engine, and what was learned about the other side. */
final class SshRoute extends SocketFactory {

    private final EngineAddress.SecureShell address;
    private final Environment environment;
    private final Set<SshSocket> open = ConcurrentHashMap.newKeySet();
    private volatile List<SshCommand.Far> commands = List.of(SshCommand.Far.DOCKER, SshCommand.Far.PODMAN);

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

    /** What to try over there, in this order. */
    List<SshCommand.Far> commands() {
        return commands;
    }

    /** The next connection begins with it: a command that is not there costs a whole log-in to find out. */
    void works(SshCommand.Far far) {
        commands = far == SshCommand.Far.DOCKER ? List.of(SshCommand.Far.DOCKER, SshCommand.Far.PODMAN)
                : List.of(SshCommand.Far.PODMAN, SshCommand.Far.DOCKER);
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
