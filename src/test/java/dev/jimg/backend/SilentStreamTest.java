package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.StartRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine is stopped while streams of it are open that were silent rightly: each is given up, and says why. */
class SilentStreamTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    /** Instead of two minutes. */
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final List<String> TALK = List.of("sh", "-c", "echo begun; exec sleep 600");

    private static RealDocker docker;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        docker = RealDocker.start();
        docker.pull(ImageFixture.busybox(), "bb:1");
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            try {
                docker.thaw();
                // It would wait for the end of each that runs.
                docker.clear();
            } finally {
                docker.close();
            }
        }
    }

    private enum Stream {
        EXEC {
            @Override
            void read(ImageService service, ContainerStreams streams) {
                service.containers().exec(new ExecRequest("talks", TALK, false, false, false, false, List.of(),
                        Optional.empty(), Optional.empty(), Optional.empty()), streams, Cancellation.none());
            }
        },
        RUN {
            @Override
            void read(ImageService service, ContainerStreams streams) {
                service.containers().run(RunRequest.of("bb:1", TALK.toArray(String[]::new)), Optional.of(streams),
                        Cancellation.none());
            }
        },
        START {
            @Override
            void read(ImageService service, ContainerStreams streams) {
                service.containers().start(new StartRequest("made", false, Optional.empty()), streams, RunEvents.NONE,
                        Cancellation.none());
            }
        },
        LOGS {
            @Override
            void read(ImageService service, ContainerStreams streams) {
                service.containers().logs(new LogsRequest("talks", true, Optional.empty(), Optional.empty(),
                        Optional.empty(), false, false), streams, Cancellation.none());
            }
        };

        abstract void read(ImageService service, ContainerStreams streams);
    }

    @Test
    void eachIsGivenUpWhenTheEngineDoesNotAnswerAPing() throws Exception {
        talking("run", "-d", "--network=none", "--name=talks", "bb:1");
        talking("create", "--network=none", "--name=made", "bb:1");
        CountDownLatch told = new CountDownLatch(1);
        Map<Stream, CompletableFuture<Void>> reading = new EnumMap<>(Stream.class);
        Tally tally = new Tally("streams of an engine that is stopped");
        try (ImageService service = EngineFaultsTest.open(docker.host(), directory, SILENCE)) {
            for (Stream stream : Stream.values()) {
                CountDownLatch begun = new CountDownLatch(1);
                reading.put(stream, CompletableFuture.runAsync(() -> stream.read(service, streams(begun)),
                        work -> new Thread(work).start()));
                assertTrue(begun.await(BOUND.toSeconds(), TimeUnit.SECONDS), () -> stream + " begins: " + reading);
            }
            service.subscribe(event -> {
                if (event.kind() == ImageEvent.Kind.CHANGED) {
                    told.countDown();
                }
            });
            for (Stream stream : Stream.values()) {
                assertFalse(reading.get(stream).isDone(), () -> stream + " goes on: " + reading);
            }
            docker.freeze();
            for (Stream stream : Stream.values()) {
                tally.held(stream.name(), () -> expectSilence(reading.get(stream)));
            }
            tally.held("EVENTS", () -> assertTrue(told.await(BOUND.toSeconds(), TimeUnit.SECONDS), "it is told"));
        } finally {
            docker.thaw();
        }
        tally.done(Stream.values().length + 1);
    }

    private static void talking(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(TALK);
        docker.docker(words.toArray(String[]::new));
    }

    private static void expectSilence(CompletableFuture<Void> reading) {
        ExecutionException end =
                assertThrows(ExecutionException.class, () -> reading.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        Failure failure = assertInstanceOf(Failure.class, end.getCause());
        assertEquals(Failure.Kind.UNREACHABLE, failure.kind(), failure::getMessage);
        EngineFaultsTest.expectOneLine(failure, docker.host());
        assertTrue(failure.getMessage().contains("no answer"), failure::getMessage);
    }

    private static ContainerStreams streams(CountDownLatch begun) {
        return new ContainerStreams(Optional.empty(), new OutputStream() {
            @Override
            public void write(int b) {
                begun.countDown();
            }
        }, OutputStream.nullOutputStream(), Optional.empty());
    }
}
