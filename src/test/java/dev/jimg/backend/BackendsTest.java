package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackendsTest {

    @TempDir
    private Path home;

    private BackendInfo opened(Map<String, String> variables, BackendChoice choice) {
        try (ImageService service = new Backends(new Environment(variables, home, home), Clock.systemUTC())
                .open(choice)) {
            assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
            return service.info();
        }
    }

    private static BackendChoice store(Path path) {
        return new BackendChoice(Optional.of(path), Optional.empty(), Optional.empty());
    }

    @Test
    void theCommandLineComesFirst() {
        BackendInfo info = opened(Map.of("JIMG_STORE", home.resolve("variable").toString()),
                store(home.resolve("option")));
        assertEquals(home.resolve("option").toString(), info.location());
        assertEquals("--store was given", info.reason());
    }

    @Test
    void thenTheVariable() {
        BackendInfo info = opened(Map.of("JIMG_STORE", home.resolve("variable").toString(), "XDG_DATA_HOME",
                home.resolve("data").toString()), BackendChoice.AUTOMATIC);
        assertEquals(home.resolve("variable").toString(), info.location());
        assertEquals("JIMG_STORE is set", info.reason());
    }

    @Test
    void saysThatTheVariableIsNoPath() {
        Failure failure = assertThrows(Failure.class,
                () -> opened(Map.of("JIMG_STORE", "a\0b"), BackendChoice.AUTOMATIC));
        assertEquals(Failure.Kind.INVALID, failure.kind());
        assertTrue(failure.getMessage().contains("JIMG_STORE"), failure.getMessage());
    }

    @Test
    void thenTheDefaultPlace() {
        assertEquals(home.resolve("data/jimg/store").toString(), opened(Map.of("XDG_DATA_HOME",
                home.resolve("data").toString()), BackendChoice.AUTOMATIC).location());
        assertEquals(home.resolve(".local/share/jimg/store").toString(),
                opened(Map.of("XDG_DATA_HOME", "relative"), BackendChoice.AUTOMATIC).location());
    }

    @Test
    void lookingCreatesNothing() {
        opened(Map.of(), store(home.resolve("nothing")));
        assertFalse(Files.exists(home.resolve("nothing")));
    }

    private Failure refused(Optional<String> host, Optional<String> context) {
        return assertThrows(Failure.class, () -> opened(Map.of(), new BackendChoice(Optional.empty(), host, context)));
    }

    @Test
    void whereThereIsNoEngineItSaysWhatToDo() {
        String address = "unix://" + home.resolve("nobody.sock");
        Failure failure = refused(Optional.of(address), Optional.empty());
        assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
        assertEquals("could not use the engine: there is no engine at " + address + " (no such socket)",
                failure.getMessage());
        assertTrue(failure.advice().contains("-H"), failure.advice());
    }

    @Test
    void aPortThatNobodyListensAtIsNoEngine() {
        Failure failure = refused(Optional.of("tcp://127.0.0.1:1"), Optional.empty());
        assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
        assertTrue(failure.getMessage().contains("no engine listens at tcp://127.0.0.1:1"), failure.getMessage());
    }

    /** What scripts look for: docker's words, whatever is said to people beside them. */
    @Test
    void saysWhatDockerSaysWhereNobodyAnswers() {
        Tools.require("docker");
        for (String address : List.of("unix://" + home.resolve("gone.sock"), "tcp://127.0.0.1:1")) {
            assertEquals(Run.of("docker", "-H", address, "images").attempt().err().strip(),
                    refused(Optional.of(address), Optional.empty()).verbatim());
        }
        Path settings = home.resolve("docker");
        String said = Run.of("docker", "-c", "nope", "images").env("DOCKER_CONFIG", settings.toString()).attempt()
                .err().strip();
        Failure failure = assertThrows(Failure.class, () -> new Backends(new Environment(
                Map.of("DOCKER_CONFIG", settings.toString()), home, home), Clock.systemUTC())
                .open(new BackendChoice(Optional.empty(), Optional.empty(), Optional.of("nope"))));
        assertEquals(said, failure.verbatim());
        assertEquals("there is no docker context \"nope\"", failure.why());
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (String address : List.of("/var/run/docker.sock", "unix://relative", "tcp://user:secret@host:1", "ftp://a")) {
            Failure failure = refused(Optional.of(address), Optional.empty());
            assertEquals(Failure.Kind.INVALID, failure.kind());
            assertFalse(failure.why().contains("(from"), failure.whole());
            assertFalse(failure.advice().isEmpty());
            assertFalse(failure.whole().contains("secret"), failure.whole());
        }
    }

    @Test
    void aContextThatIsNotThereIsRefusedWithThoseThatAre() {
        Failure failure = refused(Optional.empty(), Optional.of("far"));
        assertEquals(Failure.Kind.INVALID, failure.kind());
        assertTrue(failure.why().contains("\"far\""), failure.whole());
        assertTrue(failure.advice().contains("There are: default"), failure.whole());
    }

    @Test
    void aSocketThatNobodyListensOnIsToldOf() throws IOException {
        Path socket = Files.createFile(Files.createDirectories(home.resolve("var/run")).resolve("docker.sock"));
        assertEquals("the embedded store is the default; " + socket + " is there, but nobody answers on it",
                opened(Map.of(), BackendChoice.AUTOMATIC).reason());
    }
}
