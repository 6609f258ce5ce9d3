package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

    @Test
    void eachSchemeHasItsProxyInEitherCase() {
        ProxySettings settings = settings("http_proxy", "plain:3128", "HTTPS_PROXY", "http://ann:p:w@tls:8080/",
                "https_proxy", "http://other");
        assertEquals(new ProxySettings.Proxy("plain", 3128, false, Optional.empty()),
                settings.proxyFor(false, "a.b", 80).orElseThrow());
        assertEquals(new ProxySettings.Proxy("tls", 8080, false, Optional.of(Credentials.password("ann", "p:w"))),
                settings.proxyFor(true, "a.b", 443).orElseThrow());
    }

    @Test
    void knowsSocksAndDefaultPorts() {
        ProxySettings settings = settings("HTTP_PROXY", "http://p", "HTTPS_PROXY", "socks5://s");
        assertEquals(80, settings.proxyFor(false, "a.b", 80).orElseThrow().port());
        assertEquals(new ProxySettings.Proxy("s", 1080, true, Optional.empty()),
                settings.proxyFor(true, "a.b", 443).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9", "::1"})
    void thisMachineIsNeverBehindAProxy(String host) {
        assertTrue(settings("HTTP_PROXY", "http://p").proxyFor(false, host, 80).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"*,a.b,443,true", "a.b,a.b,443,true", "a.b,x.a.b,443,true", "a.b,xa.b,443,false",
        ".a.b,x.a.b,443,true", ".a.b,a.b,443,false", "*.a.b,x.a.b,443,true", "A.B,a.b,443,true",
        "a.b:443,a.b,443,true", "a.b:444,a.b,443,false", "10.0.0.0/8,10.1.2.3,443,true",
        "10.0.0.0/8,11.1.2.3,443,false", "10.1.2.3,10.1.2.3,443,true", "10.1.2.3,10.1.2.30,443,false",
        "fd00::/8,fd00::1,443,true", "fd00::1,fd00:0::1,443,true", "[fd00::1]:443,fd00::1,443,true",
        "10.0.0.0/8,ten.example,443,false"})
    void exceptionsAreReadAsGoReadsThem(String exception, String host, int port, boolean direct) {
        ProxySettings settings = settings("HTTPS_PROXY", "http://p", "NO_PROXY", "first.example, " + exception + " ,");
        assertEquals(direct, settings.proxyFor(true, host, port).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://p:1", "ftp://p", "http://", "http://a b"})
    void whatCannotBeUsedIsAnErrorThatNamesTheVariable(String value) {
        ConfigException e = assertThrows(ConfigException.class, () -> settings("HTTPS_PROXY", value));
        assertTrue(e.getMessage().contains("HTTPS_PROXY"), e.getMessage());
    }

    @Test
    void theErrorDoesNotShowThePassword() {
        ConfigException e = assertThrows(ConfigException.class, () -> settings("HTTP_PROXY", "ftp://ann:s3cret@p"));
        assertFalse(e.getMessage().contains("s3cret"));
    }

    private static ProxySettings settings(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ProxySettings(new Environment(variables, Path.of("/"), Path.of("/")));
    }
}
