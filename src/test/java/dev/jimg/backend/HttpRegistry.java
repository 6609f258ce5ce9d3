package dev.jimg.backend;

import dev.jimg.oci.Reference;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.ReopenedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Serves one image that a real registry would not take. */
final class HttpRegistry implements AutoCloseable {

    private static final String NAME = "lax/image";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, Content> contents = new HashMap<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();

    private HttpRegistry(ImageFixture image, int port) throws IOException {
        contents.put("/v2/" + NAME + "/manifests/1", image.root());
        contents.put("/v2/" + NAME + "/blobs/" + image.config().digest(), image.config());
        for (LayerFixture layer : image.layers()) {
            contents.put("/v2/" + NAME + "/blobs/" + layer.content().digest(), layer.content());
        }
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
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

    /** How often something with this text in its address was asked for. */
    long count(String part) {
        return targets.stream().filter(target -> target.contains(part)).count();
    }

    private MockResponse answer(String target) {
        targets.add(target);
        Content content = contents.get(target);
        if (content == null) {
            return new MockResponse.Builder().code(404).build();
        }
        return new MockResponse.Builder().addHeader("Content-Type", content.mediaType())
                .body(new Buffer().write(content.bytes())).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
