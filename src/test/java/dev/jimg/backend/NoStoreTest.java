package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something is to be removed where no store is. */
final class NoStoreTest {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryThatHoldsSomethingElseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(directory.resolve("thesis.txt"), "x");
        try (ImageService service = open(directory)) {
            Failure refused = assertThrows(Failure.class, () -> service.remove(RemoveRequest.of(List.of("a:1"))));
            assertEquals(Failure.Kind.INVALID, refused.kind());
            assertTrue(refused.why().contains("thesis.txt"), refused.why());
            assertThrows(Failure.class, () -> service.prune(PruneRequest.DANGLING));
        }
        assertArrayEquals(new String[] {"thesis.txt"}, directory.toFile().list());
    }

    @Test
    void noPlaceForContainersComesIntoBeingWhereNoStoreWas() {
        try (ImageService service = open(directory.resolve("none"))) {
            RemovalResult result = service.remove(RemoveRequest.of(List.of("a:1")));
            assertEquals(Failure.Kind.NOT_FOUND, result.failures().get(0).kind());
        }
        assertFalse(Files.exists(directory.resolve("none").resolve("containers")));
    }

    private ImageService open(Path store) {
        return new Backends(new Environment(Map.of(), directory, directory), Clock.systemUTC())
                .open(new BackendChoice(Optional.of(store), Optional.empty(), Optional.empty()));
    }
}
