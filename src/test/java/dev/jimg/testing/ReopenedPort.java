package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ServerSocketFactory;

/** Server sockets whose port can be listened at again at once, as a server does that is restarted. */
public final class ReopenedPort extends ServerSocketFactory {

    /** Where Linux begins to give out ports by itself. */
    private static final int GIVEN_OUT = 32_768;
    private static final int LOWEST = 12_000;
    private static final int TRIES = 1000;

    /** A port that is free now, and still is when its server has gone: nobody is given it who asks for any port. */
    public static int choose() {
        for (int number = 1;; number++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, GIVEN_OUT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (number == TRIES) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

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
