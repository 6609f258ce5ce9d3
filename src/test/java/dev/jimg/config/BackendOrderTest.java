package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendOrderTest {

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>();
    private final Map<Path, SocketProbe.Answer> sockets = new HashMap<>();
    private final List<Path> asked = new ArrayList<>();

    @BeforeEach
    void everythingIsSaid() throws IOException {
        Path docker = Files.createDirectories(home.resolve(".docker"));
        Files.writeString(docker.resolve("config.json"), "{\"currentContext\":\"current\"}");
        ContextFiles.write(docker, "option", "tcp://option:1");
        ContextFiles.write(docker, "variable", "tcp://variable:1");
        ContextFiles.write(docker, "current", "tcp://current:1");
        variables.putAll(Map.of("JIMG_STORE", "/stores/own", "DOCKER_HOST", "tcp://host:1", "DOCKER_CONTEXT",
                "variable", "XDG_RUNTIME_DIR", "/run/user/7"));
        sockets.put(home.resolve("var/run/docker.sock"), SocketProbe.Answer.ANSWERS);
        sockets.put(Path.of("/run/user/7/docker.sock"), SocketProbe.Answer.ANSWERS);
        sockets.put(Path.of("/run/user/7/podman/podman.sock"), SocketProbe.Answer.ANSWERS);
        sockets.put(home.resolve("run/podman/podman.sock"), SocketProbe.Answer.ANSWERS);
    }

    private BackendPlace choose(Optional<Path> store, Optional<String> host, Optional<String> context) {
        return new BackendOrder(new Environment(variables, home, home), socket -> {
            asked.add(socket);
            return sockets.getOrDefault(socket, SocketProbe.Answer.ABSENT);
        }).choose(store, host, context);
    }

    private BackendPlace choose() {
        return choose(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static String shown(BackendPlace place) {
        String where = place instanceof BackendPlace.Engine engine ? engine.target().address().url()
                : ((BackendPlace.Store) place).directory().toString();
        return where + ", because " + place.reason();
    }

    @Test
    void theFirstThatAppliesIsTaken() throws IOException {
        Optional<String> host = Optional.of("tcp://option:2");
        Optional<String> context = Optional.of("option");
        assertEquals("/given, because --store was given", shown(choose(Optional.of(Path.of("/given")), host, context)));
        assertEquals("tcp://option:2, because -H was given", shown(choose(Optional.empty(), host, context)));
        assertEquals("tcp://option:1, because -c was given",
                shown(choose(Optional.empty(), Optional.empty(), context)));
        assertEquals("/stores/own, because JIMG_STORE is set", shown(choose()));
        variables.remove("JIMG_STORE");
        assertEquals("tcp://host:1, because DOCKER_HOST is set", shown(choose()));
        variables.remove("DOCKER_HOST");
        assertEquals("tcp://variable:1, because DOCKER_CONTEXT is set", shown(choose()));
        variables.remove("DOCKER_CONTEXT");
        Path settings = home.resolve("settings.toml");
        variables.put("JIMG_CONFIG", settings.toString());
        for (String[] said : new String[][] {{"store", home.resolve(".local/share/jimg/store").toString()},
            {"option", "tcp://option:1"}, {"tcp://settings:1", "tcp://settings:1"}}) {
            Files.writeString(settings, "backend = \"" + said[0] + "\"\n");
            assertEquals(said[1] + ", because backend in " + settings, shown(choose()));
        }
        Files.writeString(settings, "backend = \"auto\"\n");
        assertEquals("tcp://current:1, because the current docker context is \"current\"", shown(choose()));
        assertEquals(List.of(), asked);
        Files.delete(home.resolve(".docker/config.json"));
        for (Path socket : List.of(home.resolve("var/run/docker.sock"), Path.of("/run/user/7/docker.sock"),
                Path.of("/run/user/7/podman/podman.sock"), home.resolve("run/podman/podman.sock"))) {
            assertEquals("unix://" + socket + ", because " + socket + " answers", shown(choose()));
            sockets.remove(socket);
        }
        assertEquals(home.resolve(".local/share/jimg/store") + ", because the embedded store is the default",
                shown(choose()));
    }

    @Test
    void aSocketThatIsOfNoUseIsToldOf() throws IOException {
        variables.clear();
        Files.delete(home.resolve(".docker/config.json"));
        sockets.clear();
        sockets.put(home.resolve("var/run/docker.sock"), SocketProbe.Answer.DENIED);
        sockets.put(home.resolve("run/podman/podman.sock"), SocketProbe.Answer.SILENT);
        BackendPlace place = choose();
        assertInstanceOf(BackendPlace.Store.class, place);
        assertEquals("the embedded store is the default; " + home + "/var/run/docker.sock is there, but not open to"
                + " you; " + home + "/run/podman/podman.sock is there, but nobody answers on it", place.reason());
    }

    @Test
    void theContextIsRemembered() {
        BackendPlace place = choose(Optional.empty(), Optional.empty(), Optional.of("option"));
        assertEquals("option", assertInstanceOf(BackendPlace.Engine.class, place).context());
    }

    @Test
    void whatWasSaidAndCannotBeUsedIsNotPassedOver() {
        variables.remove("JIMG_STORE");
        variables.put("DOCKER_HOST", "gopher://h");
        String host = assertThrows(ConfigException.class, this::choose).getMessage();
        assertTrue(host.contains("DOCKER_HOST") && host.contains("gopher://h"), host);
        variables.remove("DOCKER_HOST");
        variables.put("DOCKER_CONTEXT", "gone");
        String context = assertThrows(ConfigException.class, this::choose).getMessage();
        assertTrue(context.contains("DOCKER_CONTEXT") && context.contains("\"gone\""), context);
    }

    @Test
    void anAddressIsNoDirectoryOfAStore() {
        variables.put("JIMG_STORE", "store:///srv/images");
        ConfigException refused = assertThrows(ConfigException.class, this::choose);
        assertTrue(refused.getMessage().contains("JIMG_STORE is store:///srv/images"), refused.getMessage());
        assertTrue(refused.advice().contains("directory"), refused.advice());
    }
}
