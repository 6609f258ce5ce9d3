package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Counted("credential helpers")
class CredentialHelperTest {

    @TempDir
    Path home;
    private Environment environment;

    @BeforeEach
    void path() {
        environment = new Environment(Map.of("PATH", home + ":/usr/bin:/bin", "CANARY", "yes"), home, home);
    }

    @Test
    void asksWithTheKeyThatDockerUses() throws IOException {
        helper("read server; printf '{\"ServerURL\":\"%s\",\"Username\":\"%s\",\"Secret\":\"%s %s\"}' \"$server\""
                + " \"$server\" \"$1\" \"$CANARY\"");
        config("{\"credsStore\":\"test\"}");
        assertEquals(Optional.of(Credentials.password("https://index.docker.io/v1/", "get yes")), find("docker.io"));
        assertEquals(Optional.of(Credentials.password("a.b:5000", "get yes")), find("a.b:5000"));
    }

    @Test
    void aUserCalledTokenMeansAnIdentityToken() throws IOException {
        helper("echo '{\"Username\":\"<token>\",\"Secret\":\"abc\"}'");
        config("{\"credHelpers\":{\"a.b\":\"test\"}}");
        assertEquals(Optional.of(Credentials.identityToken("", "abc")), find("a.b"));
        assertEquals(Optional.empty(), find("c.d"));
    }

    @Test
    void asksTheFileWhenTheHelperSaysItHasNone() throws IOException {
        helper("echo 'credentials not found in native keychain'; exit 1");
        config("{\"credsStore\":\"test\",\"auths\":{\"a.b\":{\"auth\":\"YW5uOnB3\"},\"c.d\":{}}}");
        assertEquals(Optional.of(Credentials.password("ann", "pw")), find("a.b"));
        assertEquals(Optional.empty(), find("c.d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo 'the vault is locked'; exit 1", "echo 'the vault is locked' >&2; exit 2"})
    void aHelperThatFailsIsAnErrorThatNamesIt(String script) throws IOException {
        helper(script);
        config("{\"credsStore\":\"test\",\"auths\":{\"a.b\":{\"auth\":\"YW5uOnB3\"}}}");
        ConfigException e = assertThrows(ConfigException.class, () -> find("a.b"));
        assertTrue(e.getMessage().contains("docker-credential-test") && e.getMessage().contains("vault is locked"),
                e.getMessage());
    }

    /** CVE-2021-41092: a helper that is missing does not send the password to Docker Hub. */
    @Test
    void aMissingHelperIsAnErrorAndTheFileIsNotAsked() throws IOException {
        config("{\"credsStore\":\"test\",\"auths\":{\"a.b\":{\"auth\":\"YW5uOnB3\"}}}");
        ConfigException e = assertThrows(ConfigException.class, () -> find("a.b"));
        assertEquals("the credential helper docker-credential-test, which " + home.resolve(".docker/config.json")
                + " names, is not installed", e.getMessage());
    }

    @Test
    void junkIsRefusedAndNotShown() throws IOException {
        helper("echo s3cret");
        config("{\"credsStore\":\"test\"}");
        ConfigException e = assertThrows(ConfigException.class, () -> find("a.b"));
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void aHelperThatWritesWithoutEndIsEnded() throws IOException {
        helper("exec yes");
        config("{\"credsStore\":\"test\"}");
        ConfigException e = assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThrows(ConfigException.class, () -> find("a.b")));
        assertTrue(e.getMessage().contains("more than 1 MiB"), e.getMessage());
    }

    @Test
    void aHelperThatHangsIsEnded() throws IOException {
        helper("sleep 1000");
        CredentialHelper hanging = new CredentialHelper("test", environment, "config", Duration.ofMillis(300));
        ConfigException e = assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertThrows(ConfigException.class, () -> hanging.get("a.b", () -> false)));
        assertTrue(e.getMessage().contains("did not answer"), e.getMessage());
    }

    /** It ends a little later than it answers, so that the next read waits at the pipe that stays open. */
    @Test
    void aProgramThatTheHelperLeftBehindIsNotWaitedFor() throws IOException {
        helper("sleep 60 & echo '{\"Username\":\"ann\",\"Secret\":\"pw\"}'; sleep 0.2");
        config("{\"credsStore\":\"test\"}");
        assertEquals(Optional.of(Credentials.password("ann", "pw")),
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> find("a.b")));
    }

    @Test
    void whoStopsWaitingGetsNothing() throws IOException {
        helper("sleep 1000");
        CredentialHelper hanging = new CredentialHelper("test", environment, "config");
        assertEquals(Optional.empty(), assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> hanging.get("a.b", () -> true)));
    }

    /** CVE-2020-5260, CVE-2020-11008, CVE-2024-52006: what a line break adds to the protocol. */
    @ParameterizedTest
    @ValueSource(strings = {"a.b\nprotocol=x", "a.b\r", "a\0b"})
    void aNameWithALineBreakDoesNotReachTheHelper(String server) throws IOException {
        helper("touch " + home.resolve("started"));
        CredentialHelper helper = new CredentialHelper("test", environment, "config");
        assertThrows(ConfigException.class, () -> helper.get(server, () -> false));
        assertFalse(Files.exists(home.resolve("started")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../test", "/bin/test", "a b", "x;y"})
    void aNameThatIsAPathIsRefused(String name) {
        assertThrows(ConfigException.class, () -> new CredentialHelper(name, environment, "config"));
    }

    private Optional<Credentials> find(String registry) {
        return new DockerCredentials(environment).find(registry, () -> false);
    }

    private void helper(String script) throws IOException {
        Path file = home.resolve("docker-credential-test");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void config(String text) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), text);
    }
}
