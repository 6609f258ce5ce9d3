package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ReopenedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** A server that answers as a test says: for what no real registry does. {@code /v2/} itself is answered with 200. */
final class ScriptedRegistry implements AutoCloseable {

    final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

    /** @param script asked for each request but that for {@code /v2/} */
    ScriptedRegistry(Function<RecordedRequest, MockResponse> script) {
        this(null, script);
    }

    ScriptedRegistry(SSLSocketFactory tls, Function<RecordedRequest, MockResponse> script) {
        this(tls, 0, script);
    }

    /** @param port 0 for any */
    ScriptedRegistry(SSLSocketFactory tls, int port, Function<RecordedRequest, MockResponse> script) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().equals("/v2/")) {
                    return status(200);
                }
                requests.add(request);
                return script.apply(request);
            }
        });
        if (tls != null) {
            server.useHttps(tls);
        }
        server.setServerSocketFactory(new ReopenedPort());
        try {
            server.start(InetAddress.getByName("127.0.0.1"), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String domain() {
        return "127.0.0.1:" + server.getPort();
    }

    URI uri() {
        return URI.create("http://" + domain());
    }

    Reference reference(String rest) {
        return Reference.parse(domain() + "/" + rest);
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    long count(String part) {
        return requests.stream().filter(request -> request.getTarget().contains(part)).count();
    }

    /** The values of a header in all requests that had it. */
    List<String> sent(String header) {
        return requests.stream().flatMap(request -> request.getHeaders().values(header).stream()).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    static MockResponse status(int code, String... headers) {
        MockResponse.Builder builder = new MockResponse.Builder().code(code);
        for (String header : headers) {
            builder.addHeader(header);
        }
        return builder.build();
    }

    static MockResponse json(String body, String... headers) {
        MockResponse.Builder builder = new MockResponse.Builder().body(body);
        builder.setHeader("Content-Type", "application/json");
        for (String header : headers) {
            builder.addHeader(header);
        }
        return builder.build();
    }

    static MockResponse manifest(byte[] bytes, MediaType type) {
        return bytes(bytes).setHeader("Content-Type", type.value()).build();
    }

    static MockResponse.Builder bytes(byte[] bytes) {
        return new MockResponse.Builder().body(new Buffer().write(bytes));
    }

    /** The answer to a request with or without Range, as a registry that knows ranges gives it. */
    static MockResponse.Builder ranged(RecordedRequest request, byte[] blob) {
        String range = request.getHeaders().get("Range");
        if (range == null) {
            return bytes(blob);
        }
        String[] ends = range.substring("bytes=".length()).split("-");
        int from = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[1]);
        return bytes(java.util.Arrays.copyOfRange(blob, from, last + 1)).code(206)
                .addHeader("Content-Range", "bytes " + from + "-" + last + "/" + blob.length);
    }

    /** Promises what the builder's body holds, and closes the connection after {@code sent} bytes of it. */
    static MockResponse cut(MockResponse.Builder builder, byte[] body, int sent) {
        return builder.body(new Buffer().write(body, 0, sent)).setHeader("Content-Length", body.length)
                .onResponseEnd(new SocketEffect.CloseSocket()).build();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static Descriptor describe(byte[] blob) {
        return Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.of(blob), blob.length);
    }
}
