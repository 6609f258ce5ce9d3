package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code RUN --mount} with the OCI runtime of this machine. */
class RunMountTest {

    private static final String BASE = """
            FROM scratch AS base
            COPY busybox /bin/busybox
            COPY busybox /bin/sh
            FROM base
            """;
    private static final String CANARY = "canary-5f1c";

    @TempDir
    Path directory;

    private BuildFixture fixture;
    private RuntimeSteps steps;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory).ignore("secret-of-context\n");
        steps = fixture.runsBusybox();
        fixture.file("src/a", "A").file("src/sub/b", "B").file("secret-of-context", "ignored");
    }

    @AfterEach
    void leavesNothing() throws Exception {
        if (steps != null) {
            steps.close();
            try (var left = Files.list(fixture.store.root().resolve("cache/build"))) {
                assertEquals(List.of(), left.map(path -> path.getFileName().toString())
                        .filter(name -> !List.of("steps", "mounts", "layers", "locks").contains(name)).toList());
            }
            String mine = "jimg-secret-" + ProcessHandle.current().pid() + "-";
            try (var left = Files.list(Path.of("/dev/shm"))) {
                assertEquals(List.of(), left.map(path -> path.getFileName().toString())
                        .filter(name -> name.startsWith(mine)).toList());
            }
        }
    }

    private List<String> layer(String run) throws Exception {
        List<List<String>> layers = fixture.layers(fixture.build(BASE + run));
        return layers.get(layers.size() - 1);
    }

    private boolean wasCached() {
        return fixture.heard.get(fixture.heard.size() - 1).equals("cached");
    }

    @Test
    void seesTheContextWithoutWhatIsIgnoredAndKeepsNoneOfIt() throws Exception {
        assertEquals(List.of("644 0:0 seen busybox src AB ro"), layer("WORKDIR /\nRUN --mount=target=/deep/in"
                + " cd /deep/in && echo $(busybox ls) $(busybox cat src/a src/sub/b)"
                + " $(busybox touch x 2>/dev/null || echo ro) > /seen\n"));
    }

    @Test
    void mountsAFileOfAnImageAndOfAStage() throws Exception {
        fixture.build("FROM scratch\nCOPY src/a /etc/a\n", "other:1");
        assertEquals(List.of("644 0:0 both AB"), layer("""
                RUN --mount=from=other:1,source=/etc/a,target=/in/a --mount=from=base,source=/src,target=/in/b \\
                    echo $(busybox cat /in/a /in/b/sub/b) > /both
                """, "COPY src /src\n"));
    }

    private List<String> layer(String run, String moreOfBase) throws Exception {
        List<List<String>> layers = fixture.layers(fixture.build(BASE.replace("FROM base\n", moreOfBase + "FROM base\n")
                + run));
        return layers.get(layers.size() - 1);
    }

    @Test
    void losesWhatIsWrittenToABindMount() throws Exception {
        assertEquals(List.of("644 0:0 n 2"), layer("""
                RUN --mount=source=src,target=/s,rw echo more > /s/new && echo $(busybox ls /s | busybox grep -c ^[an]) > /n
                """));
        assertFalse(Files.exists(fixture.context.resolve("src/new")));
    }

    @Test
    void goesByTheContentOfBindMountsWhenItLooksIntoTheCache() throws Exception {
        String run = BASE + "RUN --mount=source=src,target=/s busybox cat /s/a > /a\n";
        fixture.build(run);
        fixture.file("src/a", "A").file("elsewhere", "x").build(run);
        assertTrue(wasCached(), "neither times nor other files count");
        fixture.file("src/a", "other").build(run);
        assertFalse(wasCached());
    }

    @Test
    void showsASecretToTheStepAndToNothingElse() throws Exception {
        byte[] secret = (CANARY + "-1").getBytes(StandardCharsets.UTF_8);
        fixture.keys(new BuildKeys(Map.of("one", () -> Optional.of(secret), "two", () -> Optional.of(secret)),
                Map.of()));
        String run = """
                RUN --mount=type=secret,id=one --mount=type=secret,target=/x/two,mode=0440,uid=7,gid=8 \\
                    --mount=type=secret,id=one,env=TOKEN --mount=type=secret,id=none \\
                    busybox stat -c '%a %u:%g %s %n' /run/secrets/one /x/two > /seen && \\
                    echo ${#TOKEN} $(busybox ls /run/secrets) >> /seen
                """;
        assertEquals(List.of("644 0:0 seen 400 0:0 13 /run/secrets/one\n440 7:8 13 /x/two\n13 one"), layer(run));
        assertEquals(0, Run.of("grep", "-rl", CANARY, directory.toString()).attempt().out().length());
        fixture.keys(new BuildKeys(Map.of("two", Optional::empty), Map.of()));
        fixture.build(BASE + run);
        assertTrue(wasCached(), "the secret itself is no part of the key");
    }

    @Test
    void saysWhichSecretIsMissing() {
        BuildException missing = assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --mount=type=secret,id=npm,required true\n"));
        assertEquals("secret npm: not found", missing.why());
        BuildException agent = assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --mount=type=ssh,required=true true\n"));
        assertEquals("no SSH key \"default\" forwarded from the client", agent.why());
    }

    @Test
    void letsAStepUseTheKeysOfAnAgentButNotChangeThem() throws Exception {
        Tools.require("ssh-agent", "ssh-keygen", "ssh-add");
        Path key = directory.resolve("key");
        Run.command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "of a test", "-f", key.toString());
        Path socket = directory.resolve("agent");
        Matcher pid = Pattern.compile("SSH_AGENT_PID=(\\d+)")
                .matcher(Run.command("ssh-agent", "-a", socket.toString()).out());
        assertTrue(pid.find());
        try {
            Run.of("ssh-add", "-q", key.toString()).env("SSH_AUTH_SOCK", socket.toString()).run();
            fixture.keys(new BuildKeys(Map.of(), Map.of("default", socket)));
            assertEquals(List.of("644 0:0 said /run/buildkit/ssh_agent.0 600 socket"), layer(
                    "RUN --mount=type=ssh echo $SSH_AUTH_SOCK $(busybox stat -c '%a %F' $SSH_AUTH_SOCK) > /said\n"));
            Path handedOut = directory.resolve("handed-out");
            AgentProxy proxy = AgentProxy.listen(handedOut, socket);
            try {
                String listed = Run.of("ssh-add", "-l").env("SSH_AUTH_SOCK", handedOut.toString()).run().out();
                assertTrue(listed.contains("of a test"), listed);
                assertNotEquals(0, Run.of("ssh-add", "-D").env("SSH_AUTH_SOCK", handedOut.toString()).attempt().exit());
            } finally {
                proxy.close();
            }
            assertTrue(Run.of("ssh-add", "-l").env("SSH_AUTH_SOCK", socket.toString()).run().out()
                    .contains("of a test"));
        } finally {
            ProcessHandle.of(Long.parseLong(pid.group(1))).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void limitsATmpfsAndLeavesNothingOfIt() throws Exception {
        assertEquals(List.of("644 0:0 said 64 full"), layer("""
                RUN --mount=type=tmpfs,target=/t/deep,size=64k \\
                    echo $(busybox df -k /t/deep | busybox tail -n 1 | busybox awk '{print $2}') \\
                    $(busybox dd if=/dev/zero of=/t/deep/f bs=1k count=65 2>/dev/null || echo full) > /said
                """));
    }

    @Test
    void showsWhatLiesInATmpfs() throws Exception {
        assertEquals(List.of("644 0:0 said kept"), layer("""
                RUN --mount=type=tmpfs,target=/r --mount=type=cache,id=inside,target=/r/c echo kept > /r/c/f
                RUN --mount=type=cache,id=inside,target=/c busybox cat /c/f > /said
                """));
    }

    @Test
    void mountsALockedCacheTwiceInOneStep() throws Exception {
        assertEquals(List.of("644 0:0 said twice"), layer("""
                RUN --mount=type=cache,id=same,target=/x,sharing=locked --mount=type=cache,id=same,target=/y,sharing=locked \
                    echo twice > /x/f && busybox cat /y/f > /said
                """));
    }

    @Test
    void beginsACacheWithAnOwnerOrWithFilesOfAStage() throws Exception {
        assertEquals(List.of("644 0:0 said 700 5:6\nA"), layer("""
                RUN --mount=type=cache,target=/c,uid=5,gid=6,mode=0700 \\
                    --mount=type=cache,id=with-base,target=/d,from=base,source=/src \\
                    busybox stat -c '%a %u:%g' /c > /said && busybox cat /d/a >> /said
                """, "COPY src /src\n"));
    }

    @Test
    void waitsForALockedCacheAndTakesAnotherForAPrivateOne() throws Exception {
        Path build = fixture.store.root().resolve("cache/build");
        StepMount.Access access = new StepMount.Access(0755, 0, 0);
        StepMount locked = new StepMount.Cache("c", RunMount.Sharing.LOCKED, Optional.empty(), access, "/c", false);
        StepMount own = new StepMount.Cache("c", RunMount.Sharing.PRIVATE, Optional.empty(), access, "/c", false);
        Cancellation none = Cancellation.none();
        MountPlaces first = MountPlaces.open(build, List.of(locked), none);
        CompletableFuture<Path> second = CompletableFuture.supplyAsync(() -> {
            try (MountPlaces places = MountPlaces.open(build, List.of(locked), none)) {
                return places.binds().get(0).source();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (MountPlaces other = MountPlaces.open(build, List.of(own), none)) {
            assertFalse(other.binds().get(0).source().equals(first.binds().get(0).source()));
            assertFalse(second.isDone());
        }
        first.close();
        assertEquals(first.binds().get(0).source(), second.get(20, TimeUnit.SECONDS));
    }

    @Test
    void runsAHereDocumentByTheInterpreterItNames() throws Exception {
        assertEquals(List.of("644 0:0 said /dev/pipes/EOF x"), layer("""
                RUN <<EOF
                #!/bin/busybox sh
                echo $0 x > /said
                EOF
                """));
    }

    @Test
    void refusesInTheWordsOfBuildKit() {
        Map<String, String> wrong = Map.of("type=foo,target=/x", "unsupported mount type \"foo\"",
                "target=/x,mode=0700", "mode not allowed for \"bind\" type mounts",
                "type=secret", "invalid secret mount. one of source, target required",
                "type=cache,target=/", "invalid mount target \"/\"",
                "type=cache,target=/x,sharing=no", "unsupported sharing value \"no\"",
                "target=/x,huh=1", "unexpected key 'huh' in 'huh=1'",
                "target=/x,from=$a", "'from' doesn't support variable expansion, define alias stage instead",
                "target=/x,source=nope", "RUN failed: --mount: \"/nope\": not found",
                "type=tmpfs,target=/x,size=huge", "invalid value for size: huge",
                "target=/x,ro=maybe", "invalid value for ro: maybe");
        wrong.forEach((mount, words) -> assertEquals(words, assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --mount=" + mount + " true\n"), mount).why()));
        assertEquals("invalid network mode \"bridge\"", assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --network=bridge true\n")).why());
        assertEquals("security \"x\" is not valid", assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --security=x true\n")).why());
        assertEquals(BuildException.Kind.UNSUPPORTED, assertThrows(BuildException.class,
                () -> fixture.build(BASE + "RUN --security=insecure true\n")).kind());
    }
}
