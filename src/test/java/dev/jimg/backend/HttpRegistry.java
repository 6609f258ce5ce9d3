package dev.jimg.backend;

import dev.jimg.oci.Reference;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.ReopenedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Serves one image that a real registry would not take. */
final class HttpRegistry implements AutoCloseable {

    private static final String NAME = "lax/image";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Content> contents = new ConcurrentHashMap<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    /** What is answered only when that is released, by its address. */
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    /** What is released when something is asked for, by the address of that. */
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    private HttpRegistry(ImageFixture image, int port) throws IOException {
        contents.put("/v2/" + NAME + "/manifests/1", image.root());
        contents.put(address(image.config()), image.config());
        for (LayerFixture layer : image.layers()) {
            contents.put(address(layer.content()), layer.content());
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answer(request.getTarget());
            }
        });
        server.setServerSocketFactory(new ReopenedPort());
        server.start(port);
    }

    static HttpRegistry with(ImageFixture image) {
        return at(0, image);
    }

    /** @param port 0 for any */
    static HttpRegistry at(int port, ImageFixture image) {
        try {
            return new HttpRegistry(image, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reference reference() {
        return reference("127.0.0.1:" + server.getPort());
    }

    /** What its image is called at another place. */
    static Reference reference(String hostPort) {
        return Reference.parse(hostPort + "/" + NAME + ":1");
    }

    /** From now on this blob is sent only when that one was asked for, and not at all if nobody does. */
    void sendAfter(Content blob, Content other) {
        awaited.put(address(other), hold(blob));
    }

    /** From now on this blob is sent only when that is released. */
    CountDownLatch hold(Content blob) {
        CountDownLatch released = new CountDownLatch(1);
        held.put(address(blob), released);
        return released;
    }

    /** From now on it has no such blob. */
    void lose(Content blob) {
        contents.remove(address(blob));
    }

    /** How often something with this text in its address was asked for. */
    long count(String part) {
        return targets.stream().filter(target -> target.contains(part)).count();
    }

    private static String address(Content blob) {
        return "/v2/" + NAME + "/blobs/" + blob.digest();
    }

    private MockResponse answer(String target) throws InterruptedException {
        targets.add(target);
        if (awaited.containsKey(target)) {
            awaited.get(target).countDown();
        }
        boolean sent = !held.containsKey(target) || held.get(target).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Content content = contents.get(target);
        if (content == null || !sent) {
            return new MockResponse.Builder().code(404).build();
        }
        return new MockResponse.Builder().addHeader("Content-Type", content.mediaType())
                .body(new Buffer().write(content.bytes())).build();
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.close();
    }
}
