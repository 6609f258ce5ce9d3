package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person with a credential helper, whose command lines run in a process that strace watches: everything that is printed,
 * started, left in a file, or written to one while it runs, is looked at for secrets afterwards.
 */
final class SecretsHunt {

    static final String PASSWORD = "canary/Pa+ss:w0rd";

    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{20,}");
    /** The environment is the rest of the line: its values may hold brackets. */
    private static final Pattern STARTED = Pattern.compile("execve\\((.*?\\]), (\\[.*)");
    /** To a file that has a name; what goes to the network or to a helper's input is not looked at. */
    private static final Pattern WRITTEN = Pattern.compile("(?:p?write(?:64)?|writev)\\(\\d+<(/[^>]*)>, (.*)");
    private static final String BUNDLE = ".*/home/store/cache/run/runs/[0-9a-f]+/config\\.json";
    private static final Pattern IDENTITY = Pattern.compile("\"Secret\":\"([^\"]+)\"");

    private final Path directory;
    private final Path config;

    SecretsHunt(Path directory) throws IOException {
        Tools.require("strace");
        Tools.requireRoot();
        this.directory = directory;
        Path vault = Files.createDirectories(directory.resolve("vault"));
        config = Files.writeString(directory.resolve("real.json"),
                "{\"zoo\":1.50,\"credsStore\":\"vault\",\"HttpHeaders\":{\"a\":\"b\"},\"list\":[]}");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(Files.createDirectories(directory.resolve("home/docker")).resolve("config.json"), config);
        program("docker-credential-vault", "case $1 in store) cat > " + vault + "/kept;; get) cat > /dev/null; if [ -s " + vault
                + "/kept ]; then cat " + vault + "/kept; else echo credentials not found in native keychain; exit 1; fi;; "
                + "erase) cat > /dev/null; rm -f " + vault + "/kept;; esac");
    }

    /** Puts a program onto the person's PATH. */
    void program(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /**
     * Runs them all.
     *
     * @param more variables
     */
    Run.Result run(String lines, Map<String, String> more) throws IOException {
        Path script = Files.writeString(directory.resolve("lines"), lines);
        Path password = Files.writeString(directory.resolve("password"), PASSWORD);
        Path temporary = Files.createDirectories(directory.resolve("home/tmp"));
        Run run = Run.of("strace", "-f", "-qq", "--seccomp-bpf", "-y", "-v", "-s", "65535", "-e",
                "trace=execve,write,pwrite64,writev", "-o", directory.resolve("trace").toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), SecretsMain.class.getName(),
                script.toString(), password.toString()).stdin(PASSWORD + "\n");
        Path home = directory.resolve("home");
        run.env("HOME", home.toString()).env("DOCKER_CONFIG", home.resolve("docker").toString())
                .env("JIMG_STORE", home.resolve("store").toString()).env("XDG_STATE_HOME", home.resolve("state").toString())
                .env("XDG_CACHE_HOME", home.resolve("cache").toString()).env("TMPDIR", temporary.toString())
                .env("PATH", directory + ":" + System.getenv("PATH"));
        more.forEach(run::env);
        Run.Result result = run.attempt();
        Files.delete(script);
        Files.delete(password);
        List<String> ended = result.out().lines().filter(line -> line.matches(".*status -?\\d+ of .*")).toList();
        assertEquals(lines.lines().count(), ended.size(), result.out() + result.err());
        return result;
    }

    /** What the helper was given to keep. */
    String kept() throws IOException {
        return Files.readString(directory.resolve("vault/kept"));
    }

    /** The token that the helper was given to keep. */
    String identity() throws IOException {
        Matcher identity = IDENTITY.matcher(kept());
        assertTrue(identity.find() && kept().contains("<token>"), "an identity token is kept: " + kept().length());
        return identity.group(1);
    }

    /** @param exported what a process that is started may have in its environment, each as {@code NAME=VALUE} */
    void expectNone(Run.Result ran, List<String> secrets, List<String> exported) throws IOException {
        Map<String, String> places = new LinkedHashMap<>(Map.of("output", ran.out(), "errors", ran.err()));
        try (Stream<Path> files = Files.walk(directory.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        places.put("config.json", Files.readString(config));
        int started = 0;
        int written = 0;
        for (String line : Files.readAllLines(directory.resolve("trace"), StandardCharsets.ISO_8859_1)) {
            Matcher process = STARTED.matcher(line);
            Matcher file = WRITTEN.matcher(line);
            if (process.find()) {
                places.put("arguments " + started, process.group(1));
                places.put("environment " + started++, without(process.group(2), exported));
            } else if (file.find() && mayNotHold(file.group(1))) {
                // What starts a step of a build is told its environment in a file.
                places.put("written " + written++ + " to " + file.group(1), file.group(1).matches(BUNDLE)
                        ? without(file.group(2), exported) : file.group(2));
            }
        }
        assertTrue(started > 5 && written > 5, started + " processes, " + written + " writes");
        assertTrue(places.keySet().stream().anyMatch(place -> place.endsWith("crash.log")), places.keySet()::toString);
        places.forEach((place, text) -> {
            secrets.forEach(secret -> assertFalse(text.contains(secret), () -> secret + " in " + place + ": " + text));
            assertFalse(TOKEN.matcher(text).find(), () -> "a token in " + place + ": " + text);
        });
    }

    /** The helper keeps it, and a step of a build reads its secret from a file in memory, which is its own. */
    private boolean mayNotHold(String file) {
        return !file.startsWith(directory.resolve("vault").toString()) && !file.startsWith("/dev/shm/jimg-secret");
    }

    private static String without(String environment, List<String> exported) {
        String rest = environment;
        for (String variable : exported) {
            rest = rest.replace(variable, "");
        }
        return rest;
    }

    /** Its unknown fields, and its mode, through a link. */
    void expectConfigKept() throws IOException {
        assertTrue(Files.isSymbolicLink(directory.resolve("home/docker/config.json")));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(config)));
        String text = Files.readString(config).replaceAll("\\s", "");
        assertTrue(text.startsWith("{\"zoo\":1.50,\"credsStore\":\"vault\",\"HttpHeaders\":{\"a\":\"b\"},\"list\":[]"), text);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
