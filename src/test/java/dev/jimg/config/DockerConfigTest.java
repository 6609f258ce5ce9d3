package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

    @TempDir
    Path home;

    @Test
    void anAbsentOrEmptyFileHoldsNothing() throws IOException {
        assertTrue(load().credentials("docker.io").isEmpty());
        write("");
        assertTrue(load().credentials("docker.io").isEmpty());
    }

    @Test
    void aNumberThatIsNotLookedIntoMayBeBeyondAllBounds() throws IOException {
        write("{\"n\":1e9999999999,\"auths\":{\"ghcr.io\":{\"auth\":\"" + base64("ann:a") + "\"}}}");
        assertEquals(Optional.of(Credentials.password("ann", "a")), load().credentials("ghcr.io"));
    }

    @Test
    void readsPasswordsWithColonsAndOldPadding() throws IOException {
        write("{\"auths\":{\"ghcr.io\":{\"auth\":\"" + base64("ann:a:b\0\0") + "\"}}}");
        assertEquals(Optional.of(Credentials.password("ann", "a:b")), load().credentials("ghcr.io"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io",
        "https://index.docker.io/v2/"})
    void findsDockerHubUnderAllItsNames(String key) throws IOException {
        write("{\"auths\":{\"" + key + "\":{\"auth\":\"" + base64("ann:pw") + "\"}}}");
        assertEquals(Optional.of(Credentials.password("ann", "pw")), load().credentials("docker.io"));
        assertTrue(load().credentials("ghcr.io").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reg.example:5000", "https://reg.example:5000", "http://REG.example:5000/v1/"})
    void findsOtherRegistriesUnderHostsAndUrls(String key) throws IOException {
        write("{\"auths\":{\"" + key + "\":{\"auth\":\"" + base64("ann:pw") + "\"}}}");
        assertTrue(load().credentials("reg.example:5000").isPresent());
        assertTrue(load().credentials("reg.example").isEmpty());
        assertTrue(load().credentials("reg.example:5001").isEmpty());
    }

    @Test
    void theExactKeyComesBeforeOneThatIsAlike() throws IOException {
        write("{\"auths\":{\"https://a.b/v1/\":{\"auth\":\"" + base64("old:x") + "\"},\"a.b\":{\"auth\":\""
                + base64("new:y") + "\"}}}");
        assertEquals("new", load().credentials("a.b").orElseThrow().user());
    }

    @Test
    void readsTokensBeforePasswords() throws IOException {
        write("{\"auths\":{\"a.b\":{\"auth\":\"" + base64("ann:") + "\",\"identitytoken\":\"idt\"},"
                + "\"c.d\":{\"registrytoken\":\"rt\"}}}");
        assertEquals(Optional.of(Credentials.identityToken("ann", "idt")), load().credentials("a.b"));
        assertEquals(Optional.of(Credentials.registryToken("rt")), load().credentials("c.d"));
    }

    @Test
    void anEntryWithoutAnythingIsNobody() throws IOException {
        write("{\"credsStore\":\"secretservice\",\"auths\":{\"a.b\":{},\"c.d\":null}}");
        assertTrue(load().credentials("a.b").isEmpty());
        assertTrue(load().credentials("c.d").isEmpty());
    }

    @Test
    void theHelperOfARegistryComesBeforeTheStore() throws IOException {
        write("{\"credsStore\":\"pass\",\"credHelpers\":{\"a.b\":\"ecr-login\",\"docker.io\":\"hub\",\"e.f\":\"\"}}");
        assertEquals(Optional.of("ecr-login"), load().helper("a.b"));
        assertEquals(Optional.of("hub"), load().helper("docker.io"));
        assertEquals(Optional.of("pass"), load().helper("c.d"));
        assertEquals(Optional.of("pass"), load().helper("e.f"));
    }

    @Test
    void keepsFieldsThatItDoesNotKnow() throws IOException {
        write("{\"psFormat\":\"x\",\"plugins\":{\"a\":{\"b\":\"1\"}},\"auths\":{\"a.b\":{\"email\":\"e\"}}}");
        assertEquals("{\"psFormat\":\"x\",\"plugins\":{\"a\":{\"b\":\"1\"}},\"auths\":{\"a.b\":{\"email\":\"e\"}}}",
                load().document().toString());
    }

    @Test
    void readsContextHeadersAndTheProxiesOfContainers() throws IOException {
        write("{\"currentContext\":\"far\",\"HttpHeaders\":{\"X-A\":\"1\"},\"proxies\":{\"default\":{\"httpProxy\":"
                + "\"http://p:1\"},\"tcp://h:2375\":{\"noProxy\":\"x\"}}}");
        assertEquals(Optional.of("far"), load().currentContext());
        assertEquals(Map.of("X-A", "1"), load().httpHeaders());
        assertEquals(Map.of("HTTP_PROXY", "http://p:1", "http_proxy", "http://p:1"), load()
                .containerProxies("unix:///x"));
        assertEquals(Map.of("NO_PROXY", "x", "no_proxy", "x"), load().containerProxies("tcp://h:2375"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"auths\": s3cret", "[]", "{} s3cret", "{\"auths\":{\"a.b\":{\"auth\":\"s3cret!\"}}}",
        "{\"auths\":{\"a.b\":{\"auth\":\"czNjcmV0\"}}}", "{\"auths\":[\"s3cret\"]}",
        "{\"auths\":{\"a.b\":{\"identitytoken\":5}}}"})
    void namesTheFileAndNeverQuotesIt(String text) throws IOException {
        write(text);
        ConfigException e = assertThrows(ConfigException.class, () -> load().credentials("a.b"));
        assertTrue(e.getMessage().startsWith("invalid " + home.resolve(".docker/config.json") + ": "), e.getMessage());
        for (Throwable t = e; t != null; t = t.getCause()) {
            assertFalse(String.valueOf(t.getMessage()).contains("s3cret"), t.getMessage());
        }
    }

    @Test
    void theVariableNamesAnotherDirectory() throws IOException {
        Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(home.resolve("elsewhere/config.json"), "{\"currentContext\":\"there\"}");
        Environment environment = new Environment(Map.of("DOCKER_CONFIG", home.resolve("elsewhere").toString()), home,
                home);
        assertEquals(Optional.of("there"), DockerConfig.load(environment).currentContext());
    }

    @Test
    void aTokenThatNoHeaderTakesIsAnErrorThatDoesNotShowIt() throws IOException {
        write("{\"auths\":{\"a.b\":{\"registrytoken\":\"s3cret\\nX: y\"}}}");
        ConfigException e = assertThrows(ConfigException.class, () -> load().credentials("a.b"));
        assertTrue(e.getMessage().contains("\"registrytoken\" of a.b") && !e.getMessage().contains("s3cret"),
                e.getMessage());
    }

    @Test
    void theEnvironmentDoesNotShowWhatItHolds() {
        Environment environment = new Environment(Map.of("HTTPS_PROXY", "http://ann:s3cret@proxy"), home, home);
        assertFalse(environment.toString().contains("s3cret"), environment.toString());
        assertTrue(environment.toString().contains("HTTPS_PROXY"), environment.toString());
    }

    @Test
    void credentialsDoNotShowTheirSecret() {
        assertFalse(Credentials.password("ann", "s3cret").toString().contains("s3cret"));
    }

    private DockerConfig load() {
        return DockerConfig.load(new Environment(Map.of(), home, home));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(home.resolve(".docker/config.json"), text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
