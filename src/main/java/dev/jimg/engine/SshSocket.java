package dev.jimg.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One ssh process dressed as a {@link Socket}: what is written goes to its standard input, what it answers comes from
 * its standard output. The process ends with the socket.
 *
 * <p>ssh says nothing when it got through, so that connecting asks the engine for a sign of life. All that can be
 * wrong shows then, with ssh's own words, and never in the middle of a request that must not be sent twice.
 */
final class SshSocket extends Socket {

    private static final byte[] GREETING =
            "HEAD /_ping HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String HTTP = "HTTP/1.";
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_CHATTER = 200;

    private final SshRoute route;
    private final Object lock = new Object();
    private SshConnection connection;
    private boolean closed;
    private boolean outputShut;
    private int soTimeout;

    SshSocket(SshRoute route) {
        this.route = route;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    /**
     * Over the route; the address is only what okhttp makes of the base URL.
     *
     * @param timeout milliseconds until the engine has to have answered; 0 for ever
     * @throws TunnelException if ssh, or the command over there, ended instead
     */
    @Override
    public void connect(SocketAddress ignored, int timeout) throws IOException {
        boolean connected = false;
        try {
            connected = tryAll(route.ways(), timeout) || route.ways().size() == 1 && again(timeout)
                    || tryAll(route.forwards(this::adopt), timeout);
            if (!connected) {
                throw SshErrors.neither(route.address());
            }
        } finally {
            if (!connected) {
                close();
            }
        }
    }

    /** What worked once does not any more: an engine was installed or taken away over there. */
    private boolean again(int timeout) throws IOException {
        route.forget();
        return tryAll(route.ways(), timeout);
    }

    private boolean tryAll(List<SshWay> ways, int timeout) throws IOException {
        for (SshWay way : ways) {
            if (greet(start(way), way, timeout)) {
                route.works(way);
                return true;
            }
        }
        return false;
    }

    private SshConnection start(SshWay way) throws IOException {
        if (isClosed()) {
            throw new SocketException("Socket closed");
        }
        SshConnection started = way instanceof SshWay.Forward forward
                ? SshForward.start(route, forward.socket(), this::adopt)
                : SshProcess.start(route, SshCommand.dial(route.address(), (SshWay.Dial) way));
        adopt(started);
        return started;
    }

    /** From now on it ends with this socket; at once if that is closed. */
    private void adopt(SshConnection started) {
        synchronized (lock) {
            connection = started;
            if (!closed) {
                return;
            }
        }
        started.close();
    }

    /** @return false if this is no way over there, and another may be */
    private boolean greet(SshConnection started, SshWay way, int timeout) throws IOException {
        try {
            started.input().timeout(timeout);
            OutputStream out = started.output();
            out.write(GREETING);
            out.flush();
            readHead(started.input());
            started.input().timeout(soTimeout);
            return true;
        } catch (TunnelException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw new TunnelException(EngineException.Kind.UNREACHABLE, "no engine answered through ssh within "
                    + Duration.ofMillis(timeout).toSeconds() + " s", "");
        } catch (IOException e) {
            if (isClosed()) {
                throw new SocketException("Socket closed");
            }
            SshConnection.Ending ending = started.ending();
            if (way instanceof SshWay.Forward || SshErrors.cannotDial(ending.status(), ending.said())) {
                return false;
            }
            throw SshErrors.of(route.address(), ending.status(), ending.said());
        }
    }

    /** Byte by byte, because what follows belongs to the first answer. */
    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int next = in.read();
            if (next < 0 || head.length() > MAX_HEAD) {
                throw new EOFException("no answer of an engine");
            }
            head.append((char) next);
            if (head.length() <= HTTP.length() && !HTTP.startsWith(head.toString())) {
                throw SshErrors.chatter(restOfLine(in, head));
            }
        }
    }

    private static String restOfLine(InputStream in, StringBuilder line) throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < MAX_CHATTER) {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        SshConnection connected = connected();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = connected.input().read(bytes, offset, length);
                if (count < 0) {
                    throwIfBroken(connected);
                }
                return count;
            }

            @Override
            public void close() {
                SshSocket.this.close();
            }
        };
    }

    /** The end of the stream is the end of the connection only if ssh thinks so too. */
    private void throwIfBroken(SshConnection connected) throws IOException {
        if (isClosed()) {
            throw new SocketException("Socket closed");
        }
        SshConnection.Ending ending = connected.ending();
        if (ending.status() != 0) {
            throw SshErrors.of(route.address(), ending.status(), ending.said());
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream to = connected().output();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                to.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                to.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                to.flush();
            }

            @Override
            public void close() {
                SshSocket.this.close();
            }
        };
    }

    private SshConnection connected() throws IOException {
        synchronized (lock) {
            if (closed || connection == null) {
                throw new SocketException(closed ? "Socket closed" : "Socket is not connected");
            }
            return connection;
        }
    }

    /** The engine is told that no more comes; its answer can still be read. */
    @Override
    public void shutdownOutput() throws IOException {
        SshConnection connected = connected();
        outputShut = true;
        connected.output().close();
    }

    @Override
    public void shutdownInput() {
        close();
    }

    @Override
    public void close() {
        SshConnection ended;
        synchronized (lock) {
            closed = true;
            ended = connection;
        }
        if (ended != null) {
            ended.close();
        }
        route.closed(this);
    }

    @Override
    public boolean isConnected() {
        synchronized (lock) {
            return connection != null;
        }
    }

    @Override
    public boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public boolean isInputShutdown() {
        return isClosed();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut || isClosed();
    }

    @Override
    public void setSoTimeout(int millis) {
        synchronized (lock) {
            soTimeout = millis;
            if (connection != null) {
                connection.input().timeout(millis);
            }
        }
    }

    @Override
    public int getSoTimeout() {
        synchronized (lock) {
            return soTimeout;
        }
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // ssh decides that for its own connection.
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public String toString() {
        return route.address().url();
    }
}
