package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.testing.Await;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building what a git server has, on the store. */
class GitContextTest {

    @TempDir
    Path directory;

    private final StorePlace place = StorePlace.create();
    private Process daemon;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        Tools.require("git");
        Path repository = Files.createDirectories(directory.resolve("repo"));
        Files.createDirectories(repository.resolve("deep"));
        Files.writeString(repository.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\nLABEL at=top\n");
        Files.writeString(repository.resolve("deep/Dockerfile"), "FROM scratch\nCOPY . /\nLABEL at=deep\n");
        Files.createSymbolicLink(repository.resolve("out"), Path.of("/"));
        git(repository, "init", "--quiet", "--initial-branch", "main", ".");
        git(repository, "add", ".");
        git(repository, "commit", "--quiet", "-m", "one");
        git(repository, "tag", "v1");
        int port = freePort();
        url = "git://127.0.0.1:" + port + "/repo";
        daemon = new ProcessBuilder("git", "daemon", "--export-all", "--base-path=" + directory, "--reuseaddr",
                "--listen=127.0.0.1", "--port=" + port, directory.toString()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile()).start();
        Await.until(Duration.ofSeconds(20), "git's server listens", () -> listens(port));
    }

    @AfterEach
    void end() {
        if (daemon != null) {
            daemon.descendants().forEach(ProcessHandle::destroy);
            daemon.destroy();
            daemon.onExit().join();
        }
        place.close();
    }

    private static void git(Path repository, String... words) {
        String[] command = new String[words.length + 7];
        List<String> head = List.of("git", "-C", repository.toString(), "-c", "user.name=a", "-c", "user.email=a@b");
        for (int i = 0; i < command.length; i++) {
            command[i] = i < head.size() ? head.get(i) : words[i - head.size()];
        }
        Run.command(command);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static BuildResult build(ImageService service, String context) {
        return service.builds().build(new BuildRequest(new BuildContext.Url(context), Optional.empty(),
                List.of(Reference.parse("from/git:1")), Map.of(), Map.of(), Optional.empty(), true, false,
                Optional.empty(), "default"), event -> { }, Cancellation.none());
    }

    private static String json(ImageService service, BuildResult result) {
        return service.inspect(result.image().toString()).json().replace(" ", "");
    }

    @Test
    void buildsWhatTheServerHas() throws IOException {
        try (ImageService service = place.open()) {
            assertTrue(json(service, build(service, url)).contains("\"at\":\"top\""));
            assertTrue(json(service, build(service, url + "#v1:deep")).contains("\"at\":\"deep\""));
            assertTrue(json(service, build(service, url + "#:deep")).contains("\"at\":\"deep\""));
            try (var left = Files.list(place.store().resolve("cache/build"))) {
                assertEquals(List.of(), left.filter(file -> file.getFileName().toString().startsWith("context-")).toList());
            }
        }
    }

    /** CVE-2019-13139: neither a ref nor a directory is an option of git's. */
    @Test
    void saysWhatIsNotThereAndNeverLeavesTheRepository() {
        try (ImageService service = place.open()) {
            for (String wrong : List.of("#nope", "#v1:../..", "#v1:out", "#v1:nope", "#--upload-pack=id", "#a b")) {
                assertThrows(Failure.class, () -> build(service, url + wrong), wrong);
            }
            assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
        }
    }
}
