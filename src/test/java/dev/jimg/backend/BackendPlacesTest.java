package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.shared.Indexing;
import dev.jimg.config.Environment;
import dev.jimg.config.SocketProbe;
import dev.jimg.service.Failure;
import dev.jimg.service.Place;
import dev.jimg.service.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The places that can be chosen from inside the app. */
class BackendPlacesTest {

    @TempDir
    private Path directory;

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, directory, directory);
    }

    private Places places(Map<String, String> variables, SocketProbe sockets) {
        return new Backends(environment(variables), Clock.systemUTC(), sockets, Indexing.WHEN_ASKED).places();
    }

    @Test
    void listsTheStoreTheVariableTheContextsAndTheSocketsThatAreThere() throws IOException {
        Path meta = directory.resolve(".docker/contexts/meta/"
                + "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
        Files.createDirectories(meta);
        Files.writeString(meta.resolve("meta.json"),
                "{\"Name\":\"web-03\",\"Endpoints\":{\"docker\":{\"Host\":\"ssh://ops@web-03\"}}}");
        Path docker = directory.resolve("var/run/docker.sock");
        Places places = places(Map.of("DOCKER_HOST", "tcp://10.0.0.7:2375"),
                socket -> socket.equals(docker) ? SocketProbe.Answer.SILENT : SocketProbe.Answer.ABSENT);
        List<Place> all = places.list();
        assertEquals(List.of(Place.Kind.STORE, Place.Kind.VARIABLE, Place.Kind.CONTEXT, Place.Kind.SOCKET),
                all.stream().map(Place::kind).toList());
        assertEquals("web-03", all.get(2).choice().context().orElseThrow());
        assertEquals("unix://" + docker, all.get(3).location());
    }

    @Test
    void theStoreIsKnownWithoutAskingAnybody() {
        Map<String, String> elsewhere = Map.of("XDG_DATA_HOME", directory.resolve("data").toString(), "DOCKER_HOST", "no url");
        Place store = places(elsewhere, socket -> {
            throw new AssertionError("asked " + socket);
        }).store().orElseThrow();
        assertEquals(places(Map.of("XDG_DATA_HOME", directory.resolve("data").toString()),
                socket -> SocketProbe.Answer.ABSENT).list().get(0), store);
        assertEquals(directory.resolve("data/jimg/store"), store.choice().store().orElseThrow());
    }

    @Test
    void tellsWhoAnswers() {
        Places places = places(Map.of(), socket -> SocketProbe.Answer.ABSENT);
        assertEquals("OCI image layout", places.probe(places.list().get(0)));
    }

    @Test
    void saysWhyNobodyAnswers() {
        Places places = places(Map.of("DOCKER_HOST", "unix://" + directory.resolve("none.sock")),
                socket -> SocketProbe.Answer.ABSENT);
        Failure failure = assertThrows(Failure.class, () -> places.probe(places.list().get(1)));
        assertTrue(failure.why().contains("none.sock"), failure.why());
    }

    @Test
    void waitsNoLongerThanItsPatience() {
        CountDownLatch never = new CountDownLatch(1);
        Places places = new BackendPlaces(environment(Map.of()), socket -> SocketProbe.Answer.ABSENT, choice -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException();
        }, Duration.ofMillis(50));
        Failure failure = assertThrows(Failure.class, () -> places.probe(places.list().get(0)));
        assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
        never.countDown();
    }
}
