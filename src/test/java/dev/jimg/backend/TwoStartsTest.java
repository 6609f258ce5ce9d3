package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.testing.Await;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process starts a container of the store, and at the same moment another starts or removes it. */
class TwoStartsTest extends BusyboxStore {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path directory;
    private Path calls;
    private Path gate;
    private Process first;

    /** A runtime that writes down what it is asked for, and begins when it may: the first start stands in the middle. */
    @BeforeEach
    void startInAnotherProcess() throws IOException {
        calls = Files.writeString(directory.resolve("calls"), "");
        gate = directory.resolve("gate");
        containers.run(RunRequest.builder(image).name(Optional.of("box")).command(List.of("sh", "-c",
                "[ -e /again ] && exec sleep 100000; touch /again")).build(), Optional.empty(), RunEvents.NONE,
                Cancellation.none());
        Await.until(SOON, "it has ended", () -> containers.list(ContainerListRequest.RUNNING).isEmpty());
        for (String name : List.of("runc", "crun")) {
            Optional<Path> real = Tools.find(name);
            if (real.isPresent()) {
                wrap(name, real.get());
            }
        }
        ProcessBuilder start = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "dev.jimg.Main",
                "--store", place.store().toString(), "start", "box");
        start.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        start.environment().put("HOME", directory.toString());
        first = start.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Await.until(SOON, "the first is about to start it", () -> called("delete") == 1, this::lines);
    }

    private void wrap(String name, Path real) throws IOException {
        Path script = directory.resolve(name);
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >> '" + calls + "'\nuntil [ -e '" + gate
                + "' ]; do sleep 0.01; done\nexec '" + real + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void openTheGate() throws IOException {
        Files.writeString(gate, "");
    }

    @Test
    void theSecondWaitsAndFindsItRunning() throws Exception {
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> containers.start("box"));
        awaitWaiting(second);
        Files.writeString(gate, "");
        assertEquals(0, first.waitFor(), new String(first.getErrorStream().readAllBytes()));
        second.get();
        assertEquals(1, called("run"), this::lines);
        assertEquals(1, containers.list(ContainerListRequest.RUNNING).size());
    }

    @Test
    void whatIsBeingStartedIsNotTakenAway() throws Exception {
        CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> containers.remove("box", false, false));
        awaitWaiting(removal);
        Files.writeString(gate, "");
        assertEquals(0, first.waitFor(), new String(first.getErrorStream().readAllBytes()));
        Failure refused = (Failure) assertThrows(ExecutionException.class, removal::get).getCause();
        assertEquals("it is running", refused.why());
        assertEquals(1, containers.list(ContainerListRequest.RUNNING).size());
    }

    /** The other opened the file of the locks, and keeps it open; or it did not wait at all. */
    private void awaitWaiting(CompletableFuture<Void> other) {
        Path lock = place.store().resolve("ingest").resolve("lock");
        Await.until(SOON, "the other is under way", () -> other.isDone() || opened(lock), this::lines);
        assertFalse(other.isDone(), "it waits for who was first");
    }

    private static boolean opened(Path file) {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(link -> leadsTo(link, file));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file);
        } catch (IOException e) {
            return false;
        }
    }

    private long called(String command) {
        return lines().lines().filter(line -> List.of(line.split(" ")).contains(command)).count();
    }

    private String lines() {
        try {
            return Files.readString(calls);
        } catch (IOException e) {
            return "";
        }
    }
}
