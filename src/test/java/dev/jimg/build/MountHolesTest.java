package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.testing.Await;
import dev.jimg.testing.Tally;
import dev.jimg.testing.TempDirs;
import dev.jimg.transfer.ExplainedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How mounts of builds led out to the machine elsewhere, tried here with the OCI runtime of this machine: a directory of
 * the machine with a canary in it is neither seen nor changed.
 */
class MountHolesTest {

    private static final String CANARY = "canary-of-the-machine";
    private static final FileTime LONG_AGO = FileTime.from(Instant.ofEpochSecond(1_000_000_000));
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private BuildFixture fixture;
    private RuntimeSteps steps;
    private Path host;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory);
        steps = fixture.runsBusybox();
        // Not below the directories that a container has of its own.
        host = TempDirs.create("jimg-host-");
        Files.writeString(host.resolve("canary"), CANARY);
        Files.createFile(host.resolve("empty"));
        Files.createDirectory(host.resolve("hollow"));
        Files.setLastModifiedTime(host, LONG_AGO);
    }

    @AfterEach
    void theMachineIsAsItWas() throws IOException {
        if (steps == null) {
            return;
        }
        steps.close();
        try (Stream<Path> all = Files.list(host)) {
            assertEquals(List.of("canary", "empty", "hollow"), all.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(CANARY, Files.readString(host.resolve("canary")));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(host));
        TempDirs.delete(host);
    }

    /** The last layer, of a build on a busybox. */
    private String build(String rest) throws Exception {
        return build(fixture, rest);
    }

    private static String build(BuildFixture fixture, String rest) throws Exception {
        List<List<String>> layers = fixture.layers(fixture.build(
                "FROM scratch AS base\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sh\nFROM base\n" + rest));
        return String.join("\n", layers.get(layers.size() - 1));
    }

    /**
     * CVE-2024-23651: a part of a cache that another step has made a link out of. Caches have no parts here: what is
     * mounted is the cache itself, whose place no step can change.
     */
    @Test
    void aLinkInACacheLeadsNowhere() throws Exception {
        String seen = build("RUN --mount=type=cache,id=c,target=/c busybox ln -s " + host + " /c/part\n"
                + "RUN --mount=type=cache,id=c,source=part,target=/d busybox find /d > /seen; "
                + "busybox cat /d/canary /d/part/canary >> /seen 2>&1; echo bad > /d/part/written; true\n");
        assertTrue(seen.contains("/d/part") && !seen.contains(CANARY), seen);
    }

    /** The same with the race: two builds at once that share the cache, one of which exchanges a directory for a link. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anExchangeInASharedCacheLeadsNowhere() throws Exception {
        Path cache = fixture.store.root().resolve("cache/build/mounts")
                .resolve(Digest.of("c".getBytes(StandardCharsets.UTF_8)).hex());
        String exchange = "RUN --mount=type=cache,id=c,target=/c while busybox test ! -e /c/stop; do busybox mkdir /c/part; "
                + "echo a > /c/part/inside; echo > /c/began; busybox rm -r /c/part; busybox ln -s " + host
                + " /c/part; busybox rm /c/part; done\n";
        String look = "RUN --mount=type=cache,id=c,source=part,target=/d for i in 1 2 3 4 5 6 7 8 9; do "
                + "busybox ls /d; busybox cat /d/canary /d/part/canary; echo bad > /d/part/written; done >> /seen 2>&1; true\n";
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try (RuntimeSteps others = new RuntimeSteps(fixture.store, Environment.system())) {
            BuildFixture other = fixture.another().runner(others);
            Future<String> exchanging = beside.submit(() -> build(other, exchange));
            try {
                Await.until(SOON, "it is exchanged", () -> exchanging.isDone() || Files.exists(cache.resolve("began")));
                String seen = build(look.repeat(Tally.cases(3, 30)));
                assertFalse(exchanging.isDone(), "nothing was exchanged any more");
                assertTrue(seen.contains("began"), seen);
                assertFalse(seen.contains(CANARY), seen);
            } finally {
                Files.createDirectories(cache);
                Files.createFile(cache.resolve("stop"));
                exchanging.get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            beside.shutdownNow();
        }
    }

    /**
     * CVE-2024-23652: what a mount made in the root is taken away after the step, also where the step has put a link in its
     * place.
     */
    @ParameterizedTest
    @ValueSource(strings = {"empty", "hollow"})
    void takesNothingAwayThroughALink(String name) throws Exception {
        fixture.file("src/a", "A").file("file", "x");
        String source = name.equals("empty") ? "file" : "src";
        build("RUN --mount=source=" + source + ",target=/m/" + name + " busybox mv /m /n && busybox ln -s " + host + " /m\n");
        build("RUN --mount=type=tmpfs,target=/t/hollow busybox mv /t /u && busybox ln -s " + host + " /t\n");
    }

    /** CVE-2024-23653: more rights for a step than the person gave. There is no way to give them here, and none to take. */
    @Test
    void aStepCannotBeGivenMoreRights() throws Exception {
        BuildException refused = assertThrows(BuildException.class, () -> build("RUN --security=insecure true\n"));
        assertEquals(BuildException.Kind.UNSUPPORTED, refused.kind());
        String seen = build("# syntax=docker/dockerfile:1-labs\nRUN --security=sandbox "
                + "busybox grep Cap /proc/self/status > /seen; busybox mount -t tmpfs none /bin >> /seen 2>&1; true\n");
        assertTrue(seen.contains("CapEff:\t00000000a80425fb") && seen.contains("CapAmb:\t0000000000000000"), seen);
        assertTrue(seen.contains("denied") || seen.contains("not permitted"), seen);
    }

    /** CVE-2024-9675: the name of a cache that is a path. A cache lies where its digest says. */
    @Test
    void theNameOfACacheIsNoPath() throws Exception {
        List<String> ids = List.of("../../../../../../../.." + host, "../steps", host.toString(), "..", "/", ".", "a/../..")
                .subList(0, Tally.cases(2, 7));
        for (String id : ids) {
            String seen = build("RUN --mount=type=cache,id=" + id + ",target=/c busybox ls /c > /seen; echo " + id.hashCode()
                    + " > /c/written\n");
            assertEquals("644 0:0 seen ", seen, id);
        }
        Path mounts = fixture.store.root().resolve("cache/build/mounts");
        try (Stream<Path> caches = Files.list(mounts)) {
            List<String> names = caches.map(file -> file.getFileName().toString()).toList();
            assertEquals(ids.size(), names.size());
            assertTrue(names.stream().allMatch(name -> name.matches("[0-9a-f]{64}")), names::toString);
        }
    }

    /** CVE-2024-9407: how mounts spread is none of a build's business. */
    @ParameterizedTest
    @ValueSource(strings = {"bind-propagation=shared", "bind-propagation=rshared", "propagation=rshared", "shared=true",
        "z", "relabel=shared", "bind-nonrecursive=false"})
    void aMountTakesNoWordOnHowItSpreads(String word) {
        RuntimeException refused =
                assertThrows(RuntimeException.class, () -> build("RUN --mount=target=/m," + word + " true\n"));
        assertTrue(refused.getMessage().contains(word.replaceAll("=.*", "")), refused::toString);
    }

    /** The same, as the kernel tells it: none of the step's mounts is shared with the machine. */
    @Test
    void noMountOfAStepSpreads() throws Exception {
        fixture.file("src/a", "A");
        String seen = build("RUN --mount=source=src,target=/m --mount=type=cache,target=/c --mount=type=tmpfs,target=/t "
                + "busybox cat /proc/self/mountinfo > /seen\n");
        assertTrue(seen.contains(" /m ") && seen.contains(" /c ") && seen.contains(" /t "), seen);
        assertFalse(seen.contains("shared:"), seen);
    }

    /** CVE-2024-1753: a mount's source that is a link of the image to the root of the machine. */
    @Test
    void aSourceThatIsALinkStaysInItsImage() throws Exception {
        Files.createSymbolicLink(Files.createDirectories(fixture.context.resolve("evil")).resolve("root"), Path.of("/"));
        Files.createSymbolicLink(fixture.context.resolve("evil/up"), Path.of("../../../../../../../.."));
        Files.createSymbolicLink(fixture.context.resolve("evil/there"), host);
        fixture.build("FROM scratch\nCOPY evil/ /\n", "evil:1");
        List<String> links = List.of("root" + host, "there", "up" + host, "root", "up", "there/canary");
        for (String link : links.subList(0, Tally.cases(2, links.size()))) {
            for (String from : List.of("from=evil:1,source=/" + link, "source=evil/" + link)) {
                String run = "RUN --mount=" + from + ",target=/t,rw busybox cat /t/canary /t" + host
                        + "/canary /t > /seen 2>&1; echo bad > /t/written; echo bad > /t" + host + "/written; true\n";
                try {
                    String seen = build(run);
                    assertFalse(seen.contains(CANARY), from + ": " + seen);
                } catch (BuildException e) {
                    assertTrue(e.why().contains("not found"), from + ": " + e.why());
                }
            }
        }
    }

    /** CVE-2024-1753, of the target: a link of the image where something is to be mounted. */
    @Test
    void aTargetThatIsALinkStaysInItsImage() throws Exception {
        fixture.file("src/empty", "A").file("src/hollow/b", "B");
        String rest = "RUN busybox ln -s " + host + " /there; busybox ln -s /../../../.." + host + "/canary /canary\n";
        String seen = build(rest + "RUN --mount=source=src,target=/there/new --mount=source=src/empty,target=/canary,rw "
                + "busybox cat /canary > /seen; echo bad > /canary\n");
        assertTrue(seen.contains("seen A"), seen);
    }

    /** CVE-2024-9676: a list of users that is a link out of the image, or that has no end. */
    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aListOfUsersIsReadInTheImageAndToABound() throws Exception {
        String ann = "ann:x:1000:1000::/:/bin/sh";
        fixture.file("file", "x");
        Files.writeString(host.resolve("canary"), ann + "\n");
        try {
            List<String> lists = List.of("busybox ln -s " + host + "/canary /etc/passwd", "busybox mkfifo /etc/passwd",
                    "busybox ln -s /dev/zero /etc/passwd", "busybox ln -s passwd /etc/passwd");
            for (String users : lists.subList(0, Tally.cases(2, lists.size()))) {
                String made = "RUN busybox mkdir -p /etc && " + users + "\n";
                assertTrue(build(made).contains("etc/passwd"), users);
                expectRefused(made + "USER ann\nRUN true\n", "unable to find user ann: no matching entries in passwd file");
                expectRefused(made + "COPY --chown=ann busybox /b\n", users.contains("ln -s passwd")
                        ? "too many links in etc/passwd" : "can't find uid for user ann: no such user: ann");
            }
            String made = "RUN busybox mkdir -p /etc && for i in passwd group; do echo " + ann + " > /etc/$i; done\n";
            String seen = build(made + "RUN busybox mkdir -m 777 /o\nUSER ann\nRUN busybox id -u > /o/seen\n");
            assertTrue(seen.contains("1000:1000 o/seen 1000"), seen);
            assertTrue(build(made + "COPY --chown=ann file /b\n").contains("1000:1000 b"));
        } finally {
            Files.writeString(host.resolve("canary"), CANARY);
            Files.setLastModifiedTime(host, LONG_AGO);
        }
    }

    private void expectRefused(String rest, String why) {
        ExplainedException refused = assertThrows(ExplainedException.class, () -> build(rest), rest);
        assertTrue(refused.why().endsWith(why), () -> rest + refused);
    }
}
