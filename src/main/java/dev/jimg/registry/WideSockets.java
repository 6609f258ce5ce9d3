package dev.jimg.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets for much to be read: they ask the system for many bytes at once, and wait for them no longer than the idle time
 * on their own.
 *
 * <p>okio reads 8 KB at a time, and where it is to watch over the time, each of these reads wakes a thread that watches:
 * that took a third of the processor time of a pull on one connection. So okhttp is told of no limit to reading, which
 * it passes on as 0, and these have one all the same. With TLS, whose records are read in two pieces each, the limit and
 * the large reads are those of the socket below.
 */
final class WideSockets extends SocketFactory {

    private final int idleMillis;

    /** @param idle until the next byte */
    WideSockets(Duration idle) {
        idleMillis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, idle.toMillis()));
    }

    @Override
    public Socket createSocket() {
        return new WideSocket(idleMillis);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(own, ownPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(own, ownPort));
    }

    private Socket connected(InetSocketAddress there, InetSocketAddress here) throws IOException {
        Socket socket = createSocket();
        try {
            socket.bind(here);
            socket.connect(there);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static final class WideSocket extends Socket {

        private final int idleMillis;
        private WideInput in;

        WideSocket(int idleMillis) {
            this.idleMillis = idleMillis;
        }

        /** @param millis 0 for the idle time, never for ever */
        @Override
        public void setSoTimeout(int millis) throws SocketException {
            super.setSoTimeout(millis == 0 ? idleMillis : millis);
        }

        /** Always the same one: it may hold bytes already. */
        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream plain = super.getInputStream();
            if (in == null) {
                in = new WideInput(plain);
            }
            return in;
        }
    }

    /** Not for several threads at once, as little as what reads it. */
    static final class WideInput extends InputStream {

        private static final int BUFFER_BYTES = 64 * 1024;

        private final InputStream plain;
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int end;

        WideInput(InputStream plain) {
            this.plain = plain;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (next == end) {
                if (length >= buffer.length || length == 0) {
                    return plain.read(bytes, offset, length);
                }
                int read = plain.read(buffer, 0, buffer.length);
                if (read < 0) {
                    return -1;
                }
                next = 0;
                end = read;
            }
            int count = Math.min(length, end - next);
            System.arraycopy(buffer, next, bytes, offset, count);
            next += count;
            return count;
        }

        @Override
        public int available() throws IOException {
            return end - next + plain.available();
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
