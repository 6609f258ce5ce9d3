package dev.jimg.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One client's connection to a {@link FaultProxy}: request after request, each passed on over a connection of its own
 * to the server, which makes the end of the server's answer plain.
 */
final class ProxyConnection {
    private static final int BUFFER = 64 * 1024;
    private static final int TLS_HANDSHAKE = 0x16;

    private final int upstreamPort;
    private final Faults faults;
    private final Consumer<FaultProxy.Seen> seen;
    private final InputStream fromClient;
    private final OutputStream toClient;

    ProxyConnection(Socket socket, int upstreamPort, Faults faults, Consumer<FaultProxy.Seen> seen) throws IOException {
        this.upstreamPort = upstreamPort;
        this.faults = faults;
        this.seen = seen;
        this.fromClient = new BufferedInputStream(socket.getInputStream());
        this.toClient = socket.getOutputStream();
    }

    void run() throws IOException {
        boolean open = true;
        while (open) {
            refuseTls();
            Optional<HttpHead> head = HttpHead.read(fromClient);
            open = head.isPresent() && serve(head.get());
        }
    }

    /** A client that tries TLS first has to learn at once that this is plain HTTP. */
    private void refuseTls() throws IOException {
        fromClient.mark(1);
        if (fromClient.read() == TLS_HANDSHAKE) {
            throw new IOException("the client speaks TLS");
        }
        fromClient.reset();
    }

    /** False when the connection is to be closed after this request. */
    private boolean serve(HttpHead head) throws IOException {
        FaultProxy.Seen request = new FaultProxy.Seen(head.method(), head.target(), headers(head));
        seen.accept(request);
        faults.waitAt(request, hold -> hold.offset() == Faults.BEFORE_HEAD);
        Optional<Faults.Answer> answer = faults.takeAnswer(request);
        if (answer.isPresent()) {
            copyRequestBody(head, OutputStream.nullOutputStream());
            toClient.write(answerHead(answer.get()).bytes());
            return true;
        }
        try (Socket upstream = new Socket(InetAddress.getByName("127.0.0.1"), upstreamPort)) {
            OutputStream out = new BufferedOutputStream(upstream.getOutputStream(), BUFFER);
            HttpHead passed = head.without("Expect").with("Connection", "close");
            out.write((faults.ignoresRange(request) ? passed.without("Range") : passed).bytes());
            copyRequestBody(head, out);
            out.flush();
            return passBack(request, new BufferedInputStream(upstream.getInputStream(), BUFFER));
        }
    }

    private boolean passBack(FaultProxy.Seen request, InputStream in) throws IOException {
        HttpHead head = HttpHead.read(in).orElseThrow(() -> new EOFException("the server closed without an answer"));
        boolean bodiless = request.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
        boolean framed = bodiless || head.chunked() || head.contentLength().isPresent();
        toClient.write((framed ? head.without("Connection") : head).bytes());
        if (!bodiless) {
            FaultyBody body = new FaultyBody(toClient, request, faults);
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                body.write(buffer, count);
            }
        }
        return framed;
    }

    private void copyRequestBody(HttpHead head, OutputStream out) throws IOException {
        if (head.header("Expect").isPresent()) {
            toClient.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        if (head.chunked()) {
            copyChunks(out);
        } else {
            copy(head.contentLength().orElse(0), out);
        }
    }

    private void copyChunks(OutputStream out) throws IOException {
        long size;
        do {
            String line = HttpHead.readLine(fromClient);
            size = Long.parseLong(line.split(";")[0].trim(), 16);
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            copy(size, out);
            out.write((HttpHead.readLine(fromClient) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } while (size > 0);
    }

    private void copy(long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int count = fromClient.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException("the client closed in the middle of a body");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    private static HttpHead answerHead(Faults.Answer answer) {
        List<String> lines = new ArrayList<>(answer.headers());
        lines.add("Content-Length: 0");
        return new HttpHead("HTTP/1.1 " + answer.status() + " fault", lines);
    }

    private static Map<String, String> headers(HttpHead head) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : head.lines()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        return headers;
    }
}
