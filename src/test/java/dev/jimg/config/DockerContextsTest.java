package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Certificates;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContextsTest {

    @TempDir
    Path home;

    private DockerContexts contexts(String... variables) {
        Map<String, String> map = variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]);
        return new DockerContexts(new Environment(map, home, home));
    }

    private void docker(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Run.of(command).env("DOCKER_CONFIG", home.resolve(".docker").toString()).run();
    }

    @Test
    void thereIsAlwaysTheDefaultOne() {
        assertEquals(List.of(new DockerContext("default", "", EngineAddress.DEFAULT, Optional.empty())),
                contexts().all());
        assertEquals("tcp://h:1", contexts("DOCKER_HOST", "tcp://h:1").named("default").target().address().url());
    }

    @Test
    void readsWhatDockerWrote() {
        Tools.require("docker");
        docker("context", "create", "zoo", "--description", "the «zoo»", "--docker", "host=ssh://ann@zoo:2222");
        docker("context", "create", "lab", "--docker", "host=tcp://lab:2376,skip-tls-verify=true");
        docker("context", "use", "lab");
        List<DockerContext> all = contexts().all();
        assertEquals(List.of("default", "lab", "zoo"), all.stream().map(DockerContext::name).toList());
        assertEquals(Optional.of(new EngineTls(Optional.empty(), false)), all.get(1).tls());
        assertEquals(new DockerContext("zoo", "the «zoo»", "ssh://ann@zoo:2222", Optional.empty()), all.get(2));
        BackendPlace place = new BackendOrder(new Environment(Map.of(), home, home), socket -> {
            throw new AssertionError("asked " + socket);
        }).choose(Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals("the current docker context is \"lab\"", place.reason());
    }

    @Test
    void findsTheCertificatesThatDockerStored() throws IOException {
        Tools.require("docker");
        HeldCertificate authority = Certificates.authority();
        HeldCertificate client = Certificates.server(authority);
        Path ca = Files.writeString(home.resolve("a"), authority.certificatePem());
        Path cert = Files.writeString(home.resolve("b"), client.certificatePem());
        Path key = Files.writeString(home.resolve("c"), client.privateKeyPkcs8Pem());
        docker("context", "create", "safe", "--docker", "host=tcp://h:2376,ca=" + ca + ",cert=" + cert + ",key=" + key);
        EngineTls tls = contexts().named("safe").target().tls().orElseThrow();
        assertTrue(tls.verify());
        assertEquals(1, tls.files().orElseThrow().clients().size());
        assertTrue(List.of(tls.material().trust().getAcceptedIssuers()).contains(authority.certificate()));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() throws IOException {
        ContextFiles.write(home.resolve(".docker"), "lab", "tcp://lab:1");
        ConfigException e = assertThrows(ConfigException.class, () -> contexts().named("lob"));
        assertTrue(e.getMessage().contains("\"lob\""), e.getMessage());
        assertTrue(e.advice().contains("default, lab"), e.advice());
        assertThrows(ConfigException.class, () -> contexts().named("../../meta"));
    }

    @Test
    void anAddressIsNoName() {
        assertEquals("Give the address of an engine with -H.", assertThrows(ConfigException.class,
                () -> contexts().named("tcp://h:2375")).advice());
        assertEquals("Name the directory of a store with --store /srv/images instead.",
                assertThrows(ConfigException.class, () -> contexts().named("store:///srv/images")).advice());
    }

    @Test
    void anAddressForAnotherSystemDoesNotHideTheOthers() throws IOException {
        ContextFiles.write(home.resolve(".docker"), "windows", "npipe:////./pipe/docker_engine");
        DockerContext windows = contexts().all().get(1);
        assertThrows(ConfigException.class, windows::target);
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Path file = ContextFiles.write(home.resolve(".docker"), "lab", "tcp://lab:1");
        for (String text : new String[] {"{", "{\"Name\":\"lab\"}", "{\"Name\":\"lab\",\"Endpoints\":{}}"}) {
            Files.writeString(file, text);
            String message = assertThrows(ConfigException.class, () -> contexts().all()).getMessage();
            assertTrue(message.contains(file.toString()), message);
        }
    }

    @Test
    void theVariablesSwitchTlsOn() throws IOException {
        HeldCertificate authority = Certificates.authority();
        Path directory = Files.createDirectories(home.resolve("certs"));
        Files.writeString(directory.resolve("ca.pem"), authority.certificatePem());
        Environment environment = new Environment(Map.of("DOCKER_TLS_VERIFY", "0", "DOCKER_CERT_PATH",
                directory.toString()), home, home);
        EngineTls tls = EngineTls.of(environment).orElseThrow();
        assertTrue(tls.verify());
        assertEquals(List.of(directory.resolve("ca.pem")), tls.files().orElseThrow().authorities());
        Files.writeString(directory.resolve("key.pem"), "key");
        String message = assertThrows(ConfigException.class, () -> EngineTls.of(environment)).getMessage();
        assertTrue(message.contains("cert.pem is missing"), message);
        assertEquals(Optional.empty(), EngineTls.of(new Environment(Map.of(), home, home)));
    }
}
