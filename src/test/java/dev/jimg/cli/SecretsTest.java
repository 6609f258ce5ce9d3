package dev.jimg.cli;

import static dev.jimg.cli.SecretsHunt.PASSWORD;
import static dev.jimg.cli.SecretsHunt.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.EngineScript;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RawEngine;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.TokenServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password, a secret of a build, a proxy's password and the tokens they are changed for, through everything that uses
 * them, with {@code --debug}: none stands anywhere but with the credential helper.
 */
@ExtendWith(RealDockerExtension.class)
class SecretsTest {

    private static final String BUILD_SECRET = "canary-of-a-build";
    private static final String PROXY = "canary-of-a-proxy";
    private static final Pattern AUTH = Pattern.compile("(?im)^x-registry-(?:auth|config): (\\S+)");
    private static final Pattern BUILD = Pattern.compile("DEBUG POST http://localhost/v1\\.\\d+/build\\?");

    private static final String LINES = """
            -D login -u ann --password-stdin HOST
            -D logout HOST
            -D login -u ann -p PASSWORD HOST
            -D logout HOST
            -D login HOST
            -D pull HOST/team/box:1
            -D tag HOST/team/box:1 HOST/team/new:1
            -D push HOST/team/new:1
            -D copy registry://HOST/team/box:1 registry://HOST/team/other:1
            -D build --no-cache --secret id=s,env=SECRET --build-arg HTTP_PROXY=http://u:PROXY@127.0.0.1:1 -t built:1 CONTEXT
            -D build --no-cache --secret id=s,env=SECRET -f BROKEN CONTEXT
            -D history --no-trunc built:1
            -D inspect built:1
            -D search HOST/team
            -D tags HOST/team/box
            -D tags HOST/nobody/none
            -D pull HOST/nobody/none:1
            -D login -u ann -p PASSWORDx HOST
            """;

    /** Docker's buildx is a script that says whether it was given the secret. */
    private static final String ENGINE_LINES = """
            -D -H ENGINE login -u ann --password-stdin HOST
            -D -H ENGINE logout HOST
            -D -H ENGINE login -u ann -p PASSWORD HOST
            -D -H ENGINE pull HOST/team/box:1
            -D -H ENGINE tag HOST/team/box:1 HOST/team/new:1
            -D -H ENGINE push HOST/team/new:1
            -D -H ENGINE build --no-cache --build-arg TOKEN=SECRET -f CONTEXT/engine -t built:1 CONTEXT
            -D -H ENGINE build --no-cache --build-arg TOKEN=SECRET -f CONTEXT/broken-engine CONTEXT
            -D -H ENGINE build --no-cache --secret id=s,env=BUILD_SECRET --build-arg TOKEN=SECRET -t kit:1 CONTEXT
            -D -H ENGINE tags HOST/team/box
            -D -H ENGINE pull HOST/nobody/none:1
            -D -H ENGINE login -u ann -p PASSWORDx HOST
            """;

    @TempDir
    private Path directory;
    private SecretsHunt hunt;

    @BeforeEach
    void prepare() throws IOException {
        hunt = new SecretsHunt(directory);
        Files.writeString(Files.createDirectories(directory.resolve("context")).resolve("x"), "x");
    }

    /** What was exported is inherited, and a step of a build is told the proxy that it was given: it asks that one. */
    @Test
    void noneIsSeenAnywhere() throws IOException {
        try (TokenServer tokens = TokenServer.start().user("ann", PASSWORD); RealRegistry registry = RealRegistry.token(tokens)) {
            ImageFixture.busybox().push(registry, "team/box:1");
            String host = registry.hostPort();
            for (String[] file : new String[][] {{"Dockerfile", "wc -c < /run/secrets/s"}, {"broken", "cat /nothing"}}) {
                Files.writeString(directory.resolve("context").resolve(file[0]), "FROM " + host
                        + "/team/box:1\nRUN --mount=type=secret,id=s " + file[1] + "\n");
            }
            Run.Result ran = hunt.run(LINES.replace("HOST", host).replace("PASSWORD", PASSWORD).replace("=SECRET", "=BUILD_SECRET")
                    .replace("PROXY@", PROXY + "@").replace("BROKEN", directory + "/context/broken")
                    .replace("CONTEXT", directory + "/context"), Map.of("BUILD_SECRET", BUILD_SECRET));
            assertTrue(ran.out().contains("status 0 of push") && ran.out().contains("status 0 of copy")
                    && ran.out().contains("status 0 of build"), ran.out() + ran.err());
            assertTrue(ran.err().contains("DEBUG PUT http://" + host), ran.err());
            hunt.expectNone(ran, secrets(), List.of("BUILD_SECRET=" + BUILD_SECRET, "HTTP_PROXY=http://u:" + PROXY + "@"));
            hunt.expectConfigKept();
        }
    }

    private List<String> secrets() throws IOException {
        return List.of(PASSWORD, "canary%2FPa%2Bss", BUILD_SECRET, PROXY, base64("ann:" + PASSWORD), base64(PASSWORD),
                hunt.identity());
    }

    @Test
    void noneIsSeenOnADockerEngine(RealDocker docker) throws IOException {
        try (TokenServer tokens = TokenServer.start().user("ann", PASSWORD); RealRegistry registry = RealRegistry.token(tokens)) {
            ImageFixture.busybox().push(registry, "team/box:1");
            Run.Result ran = onEngine(docker.host(), registry.hostPort());
            assertTrue(ran.out().contains("status 0 of push"), ran.out() + ran.err());
        } finally {
            docker.clear();
        }
    }

    /** The credentials go in the one header that is theirs. */
    @Test
    void noneIsSeenOnAStandIn() throws IOException {
        List<String> given = new CopyOnWriteArrayList<>();
        List<String> addresses = new CopyOnWriteArrayList<>();
        try (TokenServer tokens = TokenServer.start().user("ann", PASSWORD); RealRegistry registry = RealRegistry.token(tokens);
                RawEngine engine = new RawEngine(directory.resolve("sock"), (asked, out) -> {
                    addresses.add(asked.path() + asked.query());
                    Matcher auth = AUTH.matcher(asked.head());
                    if (auth.find()) {
                        given.add(asked.line() + " " + new String(Base64.getUrlDecoder().decode(auth.group(1)),
                                StandardCharsets.UTF_8));
                    }
                    out.write(EngineScript.right(asked));
                })) {
            ImageFixture.busybox().push(registry, "team/box:1");
            onEngine(engine.host(), registry.hostPort());
            String identity = hunt.identity();
            for (String line : List.of("POST /images/create", "POST /images/.*/push", "POST /build")) {
                assertTrue(given.stream().anyMatch(one -> one.matches(line + " .*") && one.contains(identity)), () -> line
                        + " in " + given);
            }
            // The arguments of a build go in its address: the API has no other place for them.
            List<String> secrets = new ArrayList<>(secrets());
            secrets.remove(PROXY);
            addresses.forEach(address -> secrets.forEach(secret -> assertFalse(address.contains(secret), address)));
        }
    }

    private Run.Result onEngine(String engine, String host) throws IOException {
        hunt.program("docker", "case $* in *'buildx version') exit 0;; esac; for a; do case $a in --iidfile=*) printf sha256:"
                + "ab".repeat(32) + " > ${a#*=};; esac; done; echo \"args $*\"; test \"$BUILD_SECRET\" && echo has it");
        String from = "FROM " + host + "/team/box:1\nARG TOKEN\n";
        Files.writeString(directory.resolve("context/engine"), from + "RUN test $TOKEN\n");
        Files.writeString(directory.resolve("context/broken-engine"), from + "RUN cat /nothing\n");
        Files.writeString(directory.resolve("context/Dockerfile"), from + "RUN --mount=type=secret,id=s true\n");
        String lines = ENGINE_LINES.replace("=SECRET", "=" + PROXY).replace("HOST", host).replace("PASSWORD", PASSWORD)
                .replace("ENGINE", engine).replace("CONTEXT", directory + "/context");
        Run.Result ran = hunt.run(lines, Map.of("BUILD_SECRET", BUILD_SECRET, "DOCKER_BUILDKIT", ""));
        assertTrue(BUILD.matcher(ran.err()).find(), ran.err());
        assertEquals(2, ran.out().lines().filter(line -> line.contains("status 0 of login")).count(), ran.out());
        assertTrue(ran.out().contains("has it") || ran.err().contains("has it"), ran.out() + ran.err());
        hunt.expectNone(ran, secrets(), List.of("BUILD_SECRET=" + BUILD_SECRET, "TOKEN=" + PROXY));
        hunt.expectConfigKept();
        return ran;
    }
}
