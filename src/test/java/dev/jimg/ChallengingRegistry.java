package dev.jimg;

import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A registry that asks everybody who they are, whatever they want and say. */
final class ChallengingRegistry implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();

    /** @param challenge the value of {@code WWW-Authenticate} */
    ChallengingRegistry(String challenge) throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(401).addHeader("WWW-Authenticate", challenge).build();
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    String hostPort() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
