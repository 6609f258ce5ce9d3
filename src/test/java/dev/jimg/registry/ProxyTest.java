package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.config.RegistriesConfig;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {

    @TempDir
    Path directory;

    @Test
    void goesThroughTheProxyWithItsCredentialsButNotToThisMachine() {
        Clients.write(directory.resolve("etc/docker/daemon.json"),
                "{\"insecure-registries\":[\"registry.example:5000\"]}");
        String known = Credentials.basic("ann", "pw");
        try (ScriptedRegistry local = new ScriptedRegistry(request -> json("{\"tags\":[\"local\"]}"));
                ScriptedRegistry proxy = new ScriptedRegistry(request -> {
                    if (!known.equals(request.getHeaders().get("Proxy-Authorization"))) {
                        return status(407, "Proxy-Authenticate: Basic realm=\"p\"");
                    }
                    // Not willing to tunnel: the registry is then asked over plain http.
                    return request.getMethod().equals("CONNECT") ? status(405) : json("{\"tags\":[\"far\"]}");
                })) {
            String url = "http://ann:pw@" + proxy.domain();
            RegistryClient client = new RegistryClient(Clients.options(
                    Clients.environment(directory, "http_proxy", url, "HTTPS_PROXY", url)));
            Reference far = Reference.parse("registry.example:5000/a/b");
            assertEquals(List.of("far"), client.tags(far, 0, Cancellation.none()).names());
            assertEquals(List.of("local"), client.tags(local.reference("a/b"), 0, Cancellation.none()).names());
            assertEquals(List.of(), local.sent("Proxy-Authorization"));
        }
    }

    @Test
    void leavesTheProxyOutForTheNamesOfNoProxy() throws IOException {
        try (ScriptedRegistry near = new ScriptedRegistry(request -> json("{}"));
                ScriptedRegistry proxy = new ScriptedRegistry(request -> json("{}"))) {
            HttpClients clients = new HttpClients(Clients.options(Clients.environment(directory,
                            "HTTP_PROXY", proxy.uri().toString(), "NO_PROXY", "other.example, near.example")),
                    new RegistriesConfig(List.of(), Set.of(), List.of()),
                    host -> List.of(InetAddress.getByName("127.0.0.1")));
            for (String host : List.of("near.example", "sub.near.example", "far.example")) {
                Request request = new Request.Builder()
                        .url("http://" + host + ":" + near.server.getPort() + "/v2/a/b/tags/list").build();
                clients.send(request, Cancellation.none()).close();
            }
            assertEquals(2, near.requests().size());
            assertEquals(List.of("far.example:" + near.server.getPort()), proxy.sent("Host"));
        }
    }
}
