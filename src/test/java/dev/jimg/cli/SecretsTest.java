package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.TokenServer;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password, a secret of a build, a proxy's password and the tokens they are changed for, through everything that uses
 * them, with {@code --debug}: none stands anywhere but with the credential helper.
 */
class SecretsTest {

    private static final String PASSWORD = "canary/Pa+ss:w0rd";
    private static final String BUILD_SECRET = "canary-of-a-build";
    private static final String PROXY = "canary-of-a-proxy";
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{20,}");
    private static final Pattern STARTED = Pattern.compile("execve\\((.*?\\]), (\\[.*?\\])\\)? *=? *.*");

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

    @TempDir
    private Path directory;
    private Path config;
    private Path vault;

    @BeforeEach
    void prepare() throws IOException {
        Tools.require("strace");
        Tools.requireRoot();
        vault = Files.createDirectories(directory.resolve("vault"));
        config = Files.writeString(directory.resolve("real.json"),
                "{\"zoo\":1.50,\"credsStore\":\"vault\",\"HttpHeaders\":{\"a\":\"b\"},\"list\":[]}");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(Files.createDirectories(directory.resolve("home/docker")).resolve("config.json"), config);
        program("docker-credential-vault", "case $1 in store) cat > " + vault + "/kept;; get) cat > /dev/null; if [ -s " + vault
                + "/kept ]; then cat " + vault + "/kept; else echo credentials not found in native keychain; exit 1; fi;; "
                + "erase) cat > /dev/null; rm -f " + vault + "/kept;; esac");
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("x"), "x");
    }

    @Test
    void noneIsSeenAnywhere() throws IOException {
        try (TokenServer tokens = TokenServer.start().user("ann", PASSWORD); RealRegistry registry = RealRegistry.token(tokens)) {
            ImageFixture.busybox().push(registry, "team/box:1");
            String host = registry.hostPort();
            for (String[] file : new String[][] {{"Dockerfile", "wc -c < /run/secrets/s"}, {"broken", "cat /nothing"}}) {
                Files.writeString(directory.resolve("context").resolve(file[0]), "FROM " + host
                        + "/team/box:1\nRUN --mount=type=secret,id=s " + file[1] + "\n");
            }
            Run.Result ran = run(LINES.replace("HOST", host).replace("PASSWORD", PASSWORD).replace("=SECRET", "=BUILD_SECRET")
                    .replace("PROXY@", PROXY + "@").replace("BROKEN", directory + "/context/broken")
                    .replace("CONTEXT", directory + "/context"));
            List<String> ended = ran.out().lines().filter(line -> line.matches(".*status -?\\d+ of .*")).toList();
            assertEquals(18, ended.size(), ran.out() + ran.err());
            assertTrue(ran.out().contains("status 0 of push") && ran.out().contains("status 0 of copy")
                    && ran.out().contains("status 0 of build"), ran.out() + ran.err());
            assertTrue(ran.err().contains("DEBUG PUT http://" + host), ran.err());
            expectNoSecret(ran);
            expectConfigKept();
        }
    }

    private Run.Result run(String lines) throws IOException {
        Path script = Files.writeString(directory.resolve("lines"), lines);
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        Path temporary = Files.createDirectories(directory.resolve("home/tmp"));
        Run run = Run.of("strace", "-f", "-qq", "--seccomp-bpf", "-v", "-s", "65535", "-e", "trace=execve", "-o",
                directory.resolve("trace").toString(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"),
                SecretsMain.class.getName(), script.toString(), password.toString()).stdin(PASSWORD + "\n");
        Path home = directory.resolve("home");
        Map<String, String> environment = new LinkedHashMap<>(Map.of("HOME", home.toString(), "BUILD_SECRET", BUILD_SECRET,
                "DOCKER_CONFIG", home.resolve("docker").toString(), "JIMG_STORE", home.resolve("store").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString(), "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "TMPDIR", temporary.toString(), "PATH", directory + ":" + System.getenv("PATH")));
        environment.forEach(run::env);
        Run.Result result = run.attempt();
        Files.delete(script);
        Files.delete(password);
        return result;
    }

    /** What was exported is inherited, and a step of a build is told the proxy that it was given: it asks that one. */
    private void expectNoSecret(Run.Result ran) throws IOException {
        List<String> secrets = new ArrayList<>(List.of(PASSWORD, "canary%2FPa%2Bss", BUILD_SECRET, PROXY, base64("ann:" + PASSWORD),
                base64(PASSWORD)));
        String kept = Files.readString(vault.resolve("kept"));
        Matcher identity = Pattern.compile("\"Secret\":\"([^\"]+)\"").matcher(kept);
        assertTrue(identity.find() && kept.contains("<token>"), "an identity token is kept: " + kept.length());
        secrets.add(identity.group(1));
        Map<String, String> places = new LinkedHashMap<>(Map.of("output", ran.out(), "errors", ran.err()));
        try (Stream<Path> files = Files.walk(directory.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        places.put("config.json", Files.readString(config));
        int started = 0;
        for (String line : Files.readAllLines(directory.resolve("trace"), StandardCharsets.ISO_8859_1)) {
            Matcher process = STARTED.matcher(line);
            if (process.find()) {
                places.put("arguments " + started, process.group(1));
                places.put("environment " + started++, process.group(2)
                        .replace("BUILD_SECRET=" + BUILD_SECRET, "").replace("HTTP_PROXY=http://u:" + PROXY + "@", ""));
            }
        }
        assertTrue(started > 10, started + " processes");
        assertTrue(places.keySet().stream().anyMatch(place -> place.endsWith("crash.log")), places.keySet()::toString);
        places.forEach((place, text) -> {
            secrets.forEach(secret -> assertFalse(text.contains(secret), () -> secret + " in " + place + ": " + text));
            assertFalse(TOKEN.matcher(text).find(), () -> "a token in " + place + ": " + text);
        });
    }

    private void expectConfigKept() throws IOException {
        assertTrue(Files.isSymbolicLink(directory.resolve("home/docker/config.json")));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        String text = Files.readString(config).replaceAll("\\s", "");
        assertTrue(text.startsWith("{\"zoo\":1.50,\"credsStore\":\"vault\",\"HttpHeaders\":{\"a\":\"b\"},\"list\":[]"), text);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
