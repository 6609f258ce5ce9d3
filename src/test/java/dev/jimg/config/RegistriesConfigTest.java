package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesConfigTest {

    @TempDir
    Path directory;

    @Test
    void nothingConfiguredIsNothing() {
        assertEquals(List.of(), load().mirrors());
        assertFalse(load().isInsecure(HostPort.parse("10.0.0.1:5000")));
    }

    @Test
    void ownSettingsComeBeforeTheEnginesAndAllAddUp() throws IOException {
        write(".config/jimg/config.toml",
                "[registries]\nmirrors = [\"https://own/\"]\ninsecure = [\"a:1\"]\n");
        write(".config/docker/daemon.json", "{\"registry-mirrors\":[\"https://rootless:5000\"]}");
        write("etc/docker/daemon.json", "{\"debug\":true,\"registry-mirrors\":[\"https://own\",\"http://m/hub/\"],"
                + "\"insecure-registries\":[\"http://B.example:2/\"]}");
        assertEquals(List.of(URI.create("https://own"), URI.create("https://rootless:5000"),
                URI.create("http://m/hub")), load().mirrors());
        assertTrue(load().isInsecure(HostPort.parse("a:1")));
        assertTrue(load().isInsecure(HostPort.parse("b.EXAMPLE:2")));
        assertFalse(load().isInsecure(HostPort.parse("a:2")));
        assertFalse(load().isInsecure(HostPort.parse("a")));
    }

    @Test
    void aTextAloneInOwnSettingsIsAListOfOne() throws IOException {
        write(".config/jimg/config.toml", "[registries]\nmirrors = \"https://own\"\ninsecure = \"a:1\"\n");
        assertEquals(List.of(URI.create("https://own")), load().mirrors());
        assertTrue(load().isInsecure(HostPort.parse("a:1")));
    }

    @Test
    void aNetworkCoversItsAddressesAndTheNamesThatStandForThem() throws IOException {
        write("etc/docker/daemon.json", "{\"insecure-registries\":[\"10.1.0.0/16\",\"fd00::/8\",\"127.0.0.0/8\"]}");
        assertTrue(load().isInsecure(HostPort.parse("10.1.255.1:5000")));
        assertFalse(load().isInsecure(HostPort.parse("10.2.0.1:5000")));
        assertTrue(load().isInsecure(HostPort.parse("[fd12::1]:5000")));
        assertFalse(load().isInsecure(HostPort.parse("[fe80::1]")));
        assertTrue(load().isInsecure(HostPort.parse("localhost:1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"registry-mirrors\":[\"ftp://x\"]}", "{\"registry-mirrors\":[\"mirror\"]}",
        "{\"registry-mirrors\":[\"https://u:s3cret@m\"]}", "{\"registry-mirrors\":[\"https://m?x=s3cret\"]}",
        "{\"registry-mirrors\":\"https://m\"}", "{\"insecure-registries\":[5]}", "nonsense"})
    void whatCannotBeUsedIsAnErrorThatNamesTheFile(String text) throws IOException {
        write("etc/docker/daemon.json", text);
        ConfigException e = assertThrows(ConfigException.class, this::load);
        assertTrue(e.getMessage().contains(directory.resolve("etc/docker/daemon.json").toString()), e.getMessage());
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    }

    @Test
    void readsHostsWithPortsAndBrackets() {
        assertEquals(new HostPort("::1", 5000), HostPort.parse("[::1]:5000"));
        assertEquals(new HostPort("::1", -1), HostPort.parse("[::1]"));
        assertEquals(new HostPort("fe80::1", -1), HostPort.parse("fe80::1"));
        assertEquals(new HostPort("a.b", 1), HostPort.parse("A.b:1"));
        assertEquals("[::1]:5000", HostPort.parse("[::1]:5000").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:5000", "127.0.0.1", "127.8.9.1:80", "[::1]:5000", "127.1",
        "[::ffff:127.0.0.1]"})
    void knowsThisMachine(String text) {
        assertTrue(HostPort.parse(text).isLoopback());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example.com", "127.0.0.1.example.com", "10.0.0.1", "127", "[::2]", "1.2.3.4.5"})
    void knowsWhatIsNotThisMachine(String text) {
        assertFalse(HostPort.parse(text).isLoopback());
    }

    private RegistriesConfig load() {
        return RegistriesConfig.load(new Environment(Map.of(), directory, directory));
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
