package dev.jimg.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.SocketFactory;

/** Sockets without a network: each request is answered by a {@link Rehearsal.Stage}, in the thread that reads. */
final class StageSockets extends SocketFactory {

    private final Rehearsal.Stage stage;

    StageSockets(Rehearsal.Stage stage) {
        this.stage = stage;
    }

    @Override
    public Socket createSocket() {
        return new StageSocket(stage);
    }

    @Override
    public Socket createSocket(String host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress own, int ownPort) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress own, int ownPort) {
        return createSocket();
    }

    private static final class StageSocket extends Socket {

        private final Rehearsal.Stage stage;
        private final StringBuilder asked = new StringBuilder();
        private InputStream answer = InputStream.nullInputStream();
        private final InputStream in = new WideSockets.WideInput(new Answers());
        private final OutputStream out = new Requests();
        /** By whoever cancels, too. */
        private volatile boolean closed;

        StageSocket(Rehearsal.Stage stage) {
            this.stage = stage;
        }

        @Override
        public void connect(SocketAddress there, int millis) {
            // There is nobody.
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void setSoTimeout(int millis) {
            // An answer is there at once.
        }

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return out;
        }

        @Override
        public void close() {
            closed = true;
        }

        /** Takes requests without a body; one is complete with its empty line. */
        private final class Requests extends OutputStream {

            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                asked.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
                if (asked.indexOf("\r\n\r\n") >= 0) {
                    String request = asked.substring(0, asked.indexOf("\r\n"));
                    asked.setLength(0);
                    byte[] body = stage.body(request);
                    answer = new SequenceInputStream(new ByteArrayInputStream(stage.head(request)),
                            body == null ? new Zeros(stage.length(request)) : new ByteArrayInputStream(body));
                }
            }
        }

        private final class Answers extends InputStream {

            @Override
            public int read() throws IOException {
                return answer.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return answer.read(bytes, offset, length);
            }
        }
    }

    /** A number of zeros, as many at a time as are wanted. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
