package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

    @Test
    void readsSockets() {
        assertEquals(new EngineAddress.UnixSocket(Path.of("/run/user/1000/docker.sock")),
                EngineAddress.parse("unix:///run/user/1000/docker.sock"));
        assertEquals(EngineAddress.parse(EngineAddress.DEFAULT), EngineAddress.parse("unix://"));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://10.0.0.1:2376, tcp, 10.0.0.1, 2376, ''",
        "tcp://Host_1.example, tcp, Host_1.example, -1, ''",
        "tcp://[fe80::1]:1, tcp, fe80::1, 1, ''",
        "TCP://h:1/prefix/, tcp, h, 1, /prefix",
        "h:2375, tcp, h, 2375, ''",
        ":2375, tcp, localhost, 2375, ''",
        "tcp://, tcp, localhost, -1, ''",
        "https://engine.example/api, https, engine.example, -1, /api",
        "http://[::1]:80, http, ::1, 80, ''",
    })
    void readsPorts(String text, String scheme, String host, int port, String prefix) {
        assertEquals(new EngineAddress.Network(scheme, host, port, prefix), EngineAddress.parse(text));
    }

    @Test
    void aPortNeedNotBeSaid() {
        EngineAddress.Network tcp = (EngineAddress.Network) EngineAddress.parse("tcp://h");
        assertEquals(2375, tcp.portOr(false));
        assertEquals(2376, tcp.portOr(true));
        assertEquals(443, ((EngineAddress.Network) EngineAddress.parse("https://h")).portOr(true));
        assertEquals(80, ((EngineAddress.Network) EngineAddress.parse("http://h")).portOr(false));
    }

    @Test
    void readsWhatSshReaches() {
        assertEquals(new EngineAddress.SecureShell(Optional.of("ann"), "Build-1", 2222, Optional.empty()),
                EngineAddress.parse("ssh://ann@Build-1:2222"));
        assertEquals(new EngineAddress.SecureShell(Optional.empty(), "h", -1, Optional.empty()),
                EngineAddress.parse("ssh://h/"));
        assertEquals(new EngineAddress.SecureShell(Optional.of("a@corp"), "::1", -1,
                        Optional.of("/run/podman/podman.sock")),
                EngineAddress.parse("ssh://a@corp@[::1]/run/podman/podman.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///var/run/docker.sock", "tcp://h:2375/p", "https://h", "http://[::1]:80",
        "ssh://ann@h:22/run/podman/podman.sock", "ssh://[::1]"})
    void isWrittenAsItWasRead(String text) {
        assertEquals(text, EngineAddress.parse(text).url());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "ssh://-oProxyCommand=x,must not begin with -",
        "ssh://-oProxyCommand=x:22,must not begin with -",
        "ssh://a@-x,must not begin with -",
        "ssh://-l@h,no - at its beginning",
        "ssh://$(id)@h,the user wants",
        "ssh://h;id,the host wants",
        "ssh://`id`,the host wants",
        "ssh://,names no host",
        "ssh://a@,names no host",
        "ssh://[::1,the host wants",
        "ssh://[abc],no IPv6 address",
        "tcp://-h:1,must not begin with -",
        "tcp://h:0,from 1 to 65535",
        "tcp://h:65536,from 1 to 65535",
        "tcp://h:,from 1 to 65535",
        "tcp://fe80::1,from 1 to 65535",
        "tcp://ann@h,no meaning over tcp",
        "tcp://h?x=1,no meaning",
        "tcp://[fe80::1%eth0]:1,a zone",
        "http://,names no host",
        "unix://relative,begin with a slash",
        "/var/run/docker.sock,no scheme",
        "npipe:////./pipe/docker_engine,Windows",
        "fd://,nobody can connect",
        "ftp://h,scheme ftp is not known",
        "store:///srv/images,a store is no engine",
        "store://,a store is no engine",
        "\"tcp://h h\",holds a space",
        "\" \",it is empty",
    })
    void refusesTheRestAndNamesIt(String text, String why) {
        ConfigException e = assertThrows(ConfigException.class, () -> EngineAddress.parse(text));
        assertTrue(e.getMessage().contains("\"" + text + "\""), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertFalse(e.advice().isEmpty());
    }

    @Test
    void saysHowAStoreIsNamed() {
        assertEquals("Name the directory of a store with --store /srv/images instead.",
                assertThrows(ConfigException.class, () -> EngineAddress.parse("store:///srv/images")).advice());
        assertEquals("Name the directory of a store with --store DIR instead.",
                assertThrows(ConfigException.class, () -> EngineAddress.parse("store://")).advice());
    }

    @Test
    void aPasswordIsRefusedAndNotShown() {
        ConfigException e = assertThrows(ConfigException.class, () -> EngineAddress.parse("ssh://ann:s3cret@h"));
        assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
        assertTrue(e.getMessage().contains("ssh://ann:***@h"), e.getMessage());
        assertFalse(assertThrows(ConfigException.class, () -> EngineAddress.parse("tcp://ann:s3cret@h"))
                .getMessage().contains("s3cret"));
    }

    @Test
    void onlyTcpDependsOnTheVariables() {
        Environment tls = new Environment(Map.of("DOCKER_TLS", "1"), Path.of("/nowhere"), Path.of("/nowhere"));
        Environment none = new Environment(Map.of(), Path.of("/nowhere"), Path.of("/nowhere"));
        assertEquals(Optional.of(new EngineTls(Optional.empty(), false)), EngineTarget.of("tcp://h", tls).tls());
        assertEquals(Optional.empty(), EngineTarget.of("tcp://h", none).tls());
        assertEquals(Optional.empty(), EngineTarget.of("http://h", tls).tls());
        assertEquals(Optional.empty(), EngineTarget.of("ssh://h", tls).tls());
        assertEquals(Optional.of(EngineTls.PLAIN), EngineTarget.of("https://h", none).tls());
    }
}
