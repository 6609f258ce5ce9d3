package dev.jimg.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import javax.net.ServerSocketFactory;

/** Server sockets whose port can be listened at again at once, as a server does that is restarted. */
public final class ReopenedPort extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new Reopened();
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    private static final class Reopened extends ServerSocket {

        private Reopened() throws IOException { }

        /** Whatever is wanted: it must hold for the first server on a port too. */
        @Override
        public void setReuseAddress(boolean wanted) throws SocketException {
            super.setReuseAddress(true);
        }
    }
}
