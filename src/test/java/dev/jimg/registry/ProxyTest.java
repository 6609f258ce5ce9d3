package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Credentials;
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
}
