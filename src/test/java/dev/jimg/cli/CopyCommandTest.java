package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.IndexFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealPodman;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code copy} between a store, two engines of different make and two registries. */
@ExtendWith(RealDockerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyCommandTest {

    private final RealDocker docker;
    private final TestConsole console = TestConsole.pipe();
    private RealPodman podman;
    private RealRegistry one;
    private RealRegistry two;
    private Path directory;

    CopyCommandTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeAll
    void startPodman() {
        RealPodman.requirements();
        podman = RealPodman.start();
    }

    @AfterAll
    void stopPodman() {
        if (podman != null) {
            podman.close();
        }
    }

    @BeforeEach
    void start(@TempDir Path temporary) {
        directory = temporary;
        one = RealRegistry.open();
        two = RealRegistry.open();
    }

    @AfterEach
    void stop() {
        docker.clear();
        podman.clear();
        one.close();
        two.close();
    }

    /** The store is where the other commands work; DOCKER_HOST says which engine applies. */
    private Backends backends() {
        return new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString(),
                "DOCKER_HOST", docker.host()), directory, directory), Clock.systemUTC());
    }

    private String run(String... words) {
        assertEquals(0, console.run(backends(), words), console::err);
        return console.out();
    }

    private static ImageFixture image() {
        return ImageFixture.builder().layer("a", LayerFixture.gzip(tar -> tar.file("a", "a".repeat(4000))))
                .layer("b", LayerFixture.gzip(tar -> tar.file("b", "b"))).build();
    }

    private static String digest(String reference) {
        Tools.require("skopeo");
        return Run.command("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + reference).out();
    }

    private String podmanImage(String image) {
        return "engine+" + podman.host() + "//" + image;
    }

    @Test
    void namesTheCopyAsOneWouldWriteIt() {
        assertEquals("engine+unix:///run/d.sock//web:1", CopyCommand.inside("engine+unix:///run/d.sock", "web:1"));
        assertEquals("engine+ssh://web-03/web:1", CopyCommand.inside("engine+ssh://web-03", "web:1"));
        assertEquals("store://web:1", CopyCommand.inside("store://", "web:1"));
    }

    @Test
    void fromRegistryToRegistryByteForByte() {
        ImageFixture image = image();
        String from = image.push(one, "team/app:1").reference();
        String to = two.hostPort() + "/other/app:2";
        String out = run("copy", "docker://" + from, "docker://" + to);
        assertTrue(out.contains(": Pushed\n") && out.endsWith("Digest: " + image.root().digest()
                + "\nStatus: Copied docker://" + from + " to docker://" + to + "\n"), out);
        assertEquals(image.root().text(), digest(to));
        assertTrue(run("copy", "docker://" + from, "docker://" + to).contains(": Layer already exists\n"));
    }

    @Test
    void withinOneRegistryNothingTravels() {
        image().push(one, "team/app:1");
        try (FaultProxy proxy = FaultProxy.before(one)) {
            String out = run("copy", "registry://" + proxy.hostPort() + "/team/app:1",
                    "docker://" + proxy.hostPort() + "/else/app:1");
            assertTrue(out.contains(": Mounted from team/app\n"), out);
            assertEquals(0, proxy.requests().stream().filter(request -> request.method().equals("GET")
                    && request.target().contains("/blobs/" + image().layers().get(0).content().digest())).count());
        }
    }

    @Test
    void allPlatformsKeepTheIndex() {
        IndexFixture index = ImageFixture.multiPlatform("linux/amd64", "linux/arm64");
        String from = index.push(one, "team/multi:1").reference();
        String to = two.hostPort() + "/team/multi:1";
        run("copy", "--all-platforms", "docker://" + from, "docker://" + to);
        assertEquals(index.root().text(), digest(to));
        run("copy", "--platform", "linux/arm64", "docker://" + from, "docker://" + to);
        assertEquals(index.image("linux/arm64").root().text(), digest(to));
        assertEquals(1, console.run(backends(), "copy", "--platform", "linux/s390x", "docker://" + from,
                "docker://" + to));
        assertTrue(console.err().contains("There are: linux/amd64, linux/arm64."));
    }

    @Test
    void betweenRegistryAndStoreTheDigestStays() {
        ImageFixture image = image();
        String from = image.push(one, "team/app:1").reference();
        run("copy", "docker://" + from, "store://mine:1");
        assertEquals("mine\n", run("images", "--format", "{{.Repository}}"));
        String to = two.hostPort() + "/back/app:1";
        run("copy", "mine:1", "docker://" + to);
        assertEquals(image.root().text(), digest(to));
    }

    @Test
    void fromStoreToEngineAndBack() {
        ImageFixture image = ImageFixture.busybox();
        run("pull", "-q", image.push(one, "team/busybox:1").reference());
        run("tag", one.hostPort() + "/team/busybox:1", "mine:1");
        assertEquals("docker.io/library/mine:1\n", run("copy", "-q", "mine:1", "engine://"));
        assertEquals(image.config().digest(), docker.docker("image", "inspect", "-f", "{{.Id}}", "mine:1").out().strip());
        expectEachLayerOnce(run("copy", "mine:1", "engine://theirs:2"), image.layers().size());
        assertEquals("mine:1\ntheirs:2\n", docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}").out()
                .lines().sorted().map(line -> line + "\n").reduce("", String::concat));
        expectEachLayerOnce(run("copy", "engine://theirs:2", "store://again:3"), image.layers().size());
        assertTrue(run("images", "-q", "--no-trunc", "again").contains(image.config().digest()));
    }

    private static void expectEachLayerOnce(String out, int layers) {
        List<String> pushed = out.lines().filter(line -> line.endsWith(": Pushed")).toList();
        assertEquals(layers, pushed.size(), out);
        assertEquals(layers, pushed.stream().filter(line -> line.matches("[0-9a-f]{12}: Pushed")).distinct().count(), out);
    }

    @Test
    void fromEngineToEngine() {
        ImageFixture image = ImageFixture.busybox();
        docker.docker("pull", "-q", image.push(one, "team/busybox:1").reference());
        docker.docker("tag", one.hostPort() + "/team/busybox:1", "mine:1");
        expectEachLayerOnce(run("copy", "engine://mine:1", podmanImage("mine:1")), image.layers().size());
        docker.clear();
        expectEachLayerOnce(run("copy", podmanImage("mine:1"), "engine://back:1"), image.layers().size());
        assertEquals(image.config().digest(), docker.docker("image", "inspect", "-f", "{{.Id}}", "back:1").out().strip());
        assertEquals("back:1\n", docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}").out());
    }

    @Test
    void anEngineKeepsNoNameOfTheWay() {
        ImageFixture image = image();
        String from = image.push(one, "team/app:1").reference();
        run("copy", "docker://" + from, "engine://mine:1");
        run("copy", "engine://mine:1", "docker://" + two.hostPort() + "/from/engine:1");
        assertEquals("mine:1\n", docker.docker("images", "--format", "{{.Repository}}:{{.Tag}}").out());
        assertTrue(digest(two.hostPort() + "/from/engine:1").contains(image.config().digest()));
    }

    @Test
    void whatHadTheNameGetsItBack() {
        String from = image().push(one, "team/app:1").reference();
        docker.docker("pull", "-q", ImageFixture.busybox().push(two, "team/busybox:1").reference());
        docker.docker("tag", two.hostPort() + "/team/busybox:1", from);
        run("copy", "docker://" + from, "engine://mine:1");
        assertEquals(ImageFixture.busybox().config().digest(),
                docker.docker("image", "inspect", "-f", "{{.Id}}", from).out().strip());
    }

    @Test
    void saysWhatItDoesNotKnow() {
        for (String[] words : new String[][] {{"copy", "ftp://x", "store://"}, {"copy", "store://nothing:1", "engine://"},
                {"copy", "docker://" + one.hostPort() + "/no/such:1", "store://"}, {"copy", "store://x", "context://"},
                {"copy", "-a", "store://x", "engine://"}, {"copy", "--platform", "linux/arm64", "-a", "x", "y"}}) {
            assertEquals(1, console.run(backends(), words), String.join(" ", words));
            String error = console.err();
            assertTrue(error.startsWith("could not ") || error.startsWith("No such image"), error);
        }
    }

    @Test
    void anImageWithoutANameIsStillThereWhenAnEngineHasPushedIt() {
        ImageFixture image = image();
        String name = image.push(one, "team/app:1").reference();
        docker.docker("pull", name);
        docker.docker("tag", name, "bare:1");
        docker.docker("rmi", name);
        // Another image takes its last name.
        docker.docker("pull", "-q", ImageFixture.busybox().push(two, "team/busybox:1").reference());
        docker.docker("tag", two.hostPort() + "/team/busybox:1", "bare:1");
        String id = image.config().digest();
        docker.docker("image", "inspect", id);
        run("copy", "engine://" + id, "docker://" + two.hostPort() + "/team/app:2");
        docker.docker("image", "inspect", id);
    }
}
