import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A registry with one small image, {@code practice:1}, and under the same address an engine that has it, for
 * install.sh: what the program loads to pull it, and to list it there, goes into the archive of classes. Run as a
 * source file, {@code java PracticeRegistry.java LAYER.tar LAYER.tar.gz COMMAND…}; it serves while the command runs,
 * which finds {@code 127.0.0.1:PORT} in the variable {@code REGISTRY}.
 */
public final class PracticeRegistry {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String JSON = "application/json";
    private static final String API = "1.41";

    private final Map<String, byte[]> bodies = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();

    public static void main(String[] words) throws Exception {
        PracticeRegistry registry = new PracticeRegistry();
        registry.put("/v2/", JSON, bytes("{}"));
        registry.put("/v2/_catalog", JSON, bytes("{\"repositories\":[\"practice\"]}"));
        registry.put("/v2/practice/tags/list", JSON, bytes("{\"name\":\"practice\",\"tags\":[\"1\"]}"));
        registry.putEngine();
        registry.putImage(Files.readAllBytes(Path.of(words[0])), Files.readAllBytes(Path.of(words[1])));

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", registry::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        ProcessBuilder command = new ProcessBuilder(List.of(words).subList(2, words.length)).inheritIO();
        command.environment().put("REGISTRY", "127.0.0.1:" + server.getAddress().getPort());
        System.exit(command.start().waitFor());
    }

    private void putEngine() {
        String id = "sha256:" + "0".repeat(64);
        put("/_ping", "text/plain", bytes("OK"));
        put("/version", JSON, bytes("{\"Components\":[{\"Name\":\"Engine\",\"Version\":\"20.10\"}],\"Version\":\"20.10\","
                + "\"ApiVersion\":\"" + API + "\",\"MinAPIVersion\":\"1.12\",\"Os\":\"linux\",\"Arch\":\"amd64\"}"));
        put("/images/json", JSON, bytes("[{\"Containers\":-1,\"Created\":1795378791,\"Id\":\"" + id + "\",\"Labels\":null,"
                + "\"ParentId\":\"\",\"RepoDigests\":null,\"RepoTags\":[\"practice:1\"],\"SharedSize\":-1,\"Size\":1}]"));
        put("/images/practice:1/json", JSON, bytes("{\"Id\":\"" + id + "\",\"RepoTags\":[\"practice:1\"],\"RepoDigests\":[],"
                + "\"Created\":\"2026-01-01T00:00:00Z\",\"Config\":{},\"Architecture\":\"amd64\",\"Os\":\"linux\",\"Size\":1,"
                + "\"RootFS\":{\"Type\":\"layers\",\"Layers\":[]}}"));
        put("/images/practice:1/history", JSON, bytes("[{\"Id\":\"" + id + "\",\"Created\":1795378791,\"CreatedBy\":\"a\","
                + "\"Tags\":[\"practice:1\"],\"Size\":1,\"Comment\":\"\"}]"));
        put("/containers/json", JSON, bytes("[]"));
    }

    private void putImage(byte[] layer, byte[] compressed) {
        byte[] config = bytes("{\"architecture\":\"" + architecture() + "\",\"os\":\"linux\",\"created\":"
                + "\"2026-01-01T00:00:00Z\",\"config\":{\"Cmd\":[\"sh\"],\"Env\":[\"PATH=/bin\"],\"Labels\":{\"a\":\"b\"}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + digest(layer) + "\"]},\"history\":"
                + "[{\"created_by\":\"COPY a /\"},{\"created_by\":\"CMD [\\\"sh\\\"]\",\"empty_layer\":true}]}");
        byte[] manifest = bytes("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":["
                + descriptor("application/vnd.oci.image.layer.v1.tar+gzip", compressed) + "]}");
        put("/v2/practice/manifests/1", MANIFEST, manifest);
        put("/v2/practice/manifests/" + digest(manifest), MANIFEST, manifest);
        put("/v2/practice/blobs/" + digest(config), "application/octet-stream", config);
        put("/v2/practice/blobs/" + digest(compressed), "application/octet-stream", compressed);
    }

    /** As Go names it, so that the image is one for this machine. */
    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm64" : name;
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length + "}";
    }

    private void put(String path, String type, byte[] body) {
        bodies.put(path, body);
        types.put(path, type);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.\\d+/", "/");
            byte[] body = bodies.get(path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", types.get(path));
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
            exchange.getResponseHeaders().set("Api-Version", API);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
