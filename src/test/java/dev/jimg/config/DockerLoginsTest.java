package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerLoginsTest {

    private static final String SECRET = "s3cret\"canary";
    private static final Credentials ANN = Credentials.password("ann", SECRET);

    @TempDir
    Path home;
    private Environment environment;
    private Path config;

    @BeforeEach
    void environment() {
        environment = new Environment(Map.of("PATH", home + ":/usr/bin:/bin"), home, home);
        config = home.resolve(".docker/config.json");
    }

    @Test
    void makesAFileAndADirectoryThatOnlyTheirOwnerReads() throws IOException {
        assertEquals(Optional.of(config), store("a.b:5000", Credentials.password("ann", "pw")));
        assertEquals("""
                {
                \t"auths": {
                \t\t"a.b:5000": {
                \t\t\t"auth": "YW5uOnB3"
                \t\t}
                \t}
                }""", Files.readString(config));
        assertEquals("rw-------", mode(config));
        assertEquals("rwx------", mode(config.getParent()));
        assertEquals(1, config.getParent().toFile().list().length);
    }

    /** CVE-2024-25621, of credentials: the mode is given when the file is made, whatever the umask takes away or not. */
    @Test
    void isReadByItsOwnerOnlyUnderAnUmaskThatAllowsAll() throws IOException {
        Run.command("sh", "-c", "umask 000 && exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), StoreLogin.class.getName(), home.toString());
        assertEquals("rw-------", mode(config));
        assertEquals("rwx------", mode(config.getParent()));
    }

    @Test
    void aLoginThatIsThereAlreadyIsNotWrittenAgain() throws IOException {
        write("{\"auths\":{\"a.b\":{\"auth\":\"YW5uOnB3\"}}}");
        assertEquals(Optional.empty(), store("a.b", Credentials.password("ann", "pw")));
        assertEquals("{\"auths\":{\"a.b\":{\"auth\":\"YW5uOnB3\"}}}", Files.readString(config));
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----,false", "rw-------,false", "rw-r--r--,false", "rw-------,true", "rw-r--r--,true"})
    void keepsUnknownFieldsTheirOrderAndTheMode(String mode, boolean link) throws IOException {
        write("{\"zoo\":1.50,\"auths\":{\"q\":{\"auth\":\"YTpi\",\"email\":\"e\"}},\"big\":123456789012345678901,"
                + "\"list\":[],\"psFormat\":\"x\"}");
        if (link) {
            Files.move(config, home.resolve("elsewhere.json"));
            Files.createSymbolicLink(config, home.resolve("elsewhere.json"));
        }
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString(mode));
        store("q", Credentials.password("ann", "pw"));
        assertEquals("{\"zoo\":1.50,\"auths\":{\"q\":{\"email\":\"e\",\"auth\":\"YW5uOnB3\"}},"
                + "\"big\":123456789012345678901,\"list\":[],\"psFormat\":\"x\"}",
                Files.readString(config).replaceAll("[\\s]", ""));
        assertEquals(mode, mode(config));
        assertEquals(link, Files.isSymbolicLink(config));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Files.createDirectories(config.getParent());
        Path real = home.resolve("elsewhere.json");
        Files.createSymbolicLink(config, Path.of("../elsewhere.json"));
        store("a.b", ANN);
        assertTrue(Files.isSymbolicLink(config));
        store("c.d", ANN);
        assertTrue(Files.isSymbolicLink(config));
        assertTrue(Files.readString(real).contains("a.b") && Files.readString(real).contains("c.d"));
    }

    @Test
    void aFileThatIsNoJsonIsLeftAlone() throws IOException {
        write("{\"auths\": oops");
        assertThrows(ConfigException.class, () -> store("a.b", ANN));
        assertEquals("{\"auths\": oops", Files.readString(config));
    }

    @Test
    void whereNothingCanBeWrittenTheErrorNamesTheFileAndNoSecret() throws IOException {
        Files.writeString(home.resolve("file"), "");
        Environment odd = new Environment(Map.of("DOCKER_CONFIG", "/dev/full/x"), home, home);
        ConfigException e = assertThrows(ConfigException.class,
                () -> new DockerLogins(odd).store("a.b", ANN, () -> false));
        assertTrue(e.getMessage().contains("/dev/full/x/config.json"), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void anIdentityTokenTakesThePlaceOfThePassword() {
        assertEquals(Optional.empty(), store("a.b", Credentials.identityToken("ann", "tok")));
        assertEquals(Optional.of(Credentials.identityToken("ann", "tok")), find("a.b"));
    }

    @Test
    void forgetsARegistryUnderAllItsNames() throws IOException {
        write("{\"auths\":{\"https://a.b/v1/\":{\"auth\":\"YTpi\"},\"a.b\":{},\"c.d\":{\"auth\":\"YTpi\"}}}");
        new DockerLogins(environment).erase("a.b", () -> false);
        assertEquals(Optional.empty(), find("a.b"));
        assertTrue(find("c.d").isPresent());
    }

    @Test
    void forgettingWhatIsNotThereWritesNothing() {
        new DockerLogins(environment).erase("a.b", () -> false);
        assertFalse(Files.exists(config));
    }

    @Test
    void aHelperKeepsTheSecretAndTheFileOnlyTheName() throws IOException {
        helper("cat > " + home + "/asked.$1");
        write("{\"credsStore\":\"test\"}");
        assertEquals(Optional.empty(), store("docker.io", ANN));
        assertEquals("{\"ServerURL\":\"https://index.docker.io/v1/\",\"Username\":\"ann\","
                + "\"Secret\":\"s3cret\\\"canary\"}", Files.readString(home.resolve("asked.store")));
        assertEquals("{\"credsStore\":\"test\",\"auths\":{\"https://index.docker.io/v1/\":{}}}",
                Files.readString(config).replaceAll("\\s", ""));
        store("docker.io", Credentials.identityToken("ann", "tok"));
        assertTrue(Files.readString(home.resolve("asked.store")).contains("\"Username\":\"<token>\""));
        new DockerLogins(environment).erase("docker.io", () -> false);
        assertEquals("https://index.docker.io/v1/\n", Files.readString(home.resolve("asked.erase")));
        assertEquals("{\"credsStore\":\"test\",\"auths\":{}}", Files.readString(config).replaceAll("\\s", ""));
    }

    @Test
    void aHelperThatRepeatsTheSecretIsNotQuoted() throws IOException {
        helper("echo \"bad input: $(cat)\"; exit 1");
        write("{\"credsStore\":\"test\"}");
        ConfigException e = assertThrows(ConfigException.class, () -> store("a.b", ANN));
        assertTrue(e.getMessage().endsWith("it ended with status 1"), e.getMessage());
        assertEquals("{\"credsStore\":\"test\"}", Files.readString(config));
    }

    @Test
    void aHelperThatDoesNotForgetIsAnErrorButTheFileForgets() throws IOException {
        helper("echo locked; exit 1");
        write("{\"credsStore\":\"test\",\"auths\":{\"a.b\":{\"auth\":\"YTpi\"}}}");
        ConfigException e = assertThrows(ConfigException.class,
                () -> new DockerLogins(environment).erase("a.b", () -> false));
        assertTrue(e.getMessage().contains("locked"), e.getMessage());
        assertFalse(Files.readString(config).contains("a.b"));
    }

    /** CVE-2020-5260, at login and logout. */
    @Test
    void aRegistrysNameWithALineBreakReachesNoHelper() throws IOException {
        helper("touch " + home + "/started");
        write("{\"credsStore\":\"test\"}");
        assertThrows(ConfigException.class, () -> store("a.b\nx", ANN));
        assertFalse(Files.exists(home.resolve("started")));
    }

    private Optional<Path> store(String registry, Credentials credentials) {
        return new DockerLogins(environment).store(registry, credentials, () -> false);
    }

    private Optional<Credentials> find(String registry) {
        return new DockerCredentials(environment).find(registry, () -> false);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(config.getParent());
        Files.writeString(config, text);
    }

    private void helper(String script) throws IOException {
        Path file = home.resolve("docker-credential-test");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
