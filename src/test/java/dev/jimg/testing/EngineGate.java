package dev.jimg.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * Stands before a real engine: what a test names is refused there, as a proxy that lets only some requests pass does, or
 * waits until it is let go.
 */
public final class EngineGate implements AutoCloseable {

    private final Path directory = TempDirs.create("jimg-gate-");
    private final Path target;
    private final RawEngine front;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile Predicate<String> refused = line -> false;
    private volatile Predicate<String> held = line -> false;

    public EngineGate(Path target) {
        this.target = target;
        this.front = new RawEngine(directory.resolve("sock"), this::answer);
    }

    /** {@code unix:///…}. */
    public String host() {
        return front.host();
    }

    /** @param lines a method, a space and a path without the version */
    public EngineGate refusing(Predicate<String> lines) {
        refused = lines;
        return this;
    }

    /** Until {@link #open}. */
    public EngineGate holding(Predicate<String> lines) {
        held = lines;
        return this;
    }

    public void open() {
        opened.countDown();
    }

    /** What was asked for so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public void awaitAsked(Duration bound, Predicate<String> line) {
        Await.until(bound, "it is asked for", () -> asked.stream().anyMatch(line), () -> asked.toString());
    }

    private void answer(RawEngine.Asked request, OutputStream out) throws IOException, InterruptedException {
        asked.add(request.line());
        if (refused.test(request.line())) {
            out.write(("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                    + "Content-Length: 9\r\n\r\nForbidden").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        if (held.test(request.line())) {
            opened.await();
        }
        try (SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(target))) {
            OutputStream to = Channels.newOutputStream(engine);
            to.write(request.head().replaceFirst("(?im)^connection: .*$", "Connection: close")
                    .getBytes(StandardCharsets.ISO_8859_1));
            to.write(request.body().getBytes(StandardCharsets.ISO_8859_1));
            Channels.newInputStream(engine).transferTo(out);
        }
    }

    @Override
    public void close() {
        open();
        front.close();
        TempDirs.delete(directory);
    }
}
