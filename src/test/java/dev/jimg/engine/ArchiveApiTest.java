package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.fuzz.RawTar;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Await;
import dev.jimg.testing.Counted;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealSshd;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives on their way, over a socket file and over ssh. */
@ExtendWith(RealDockerExtension.class)
@Counted("archives of an engine")
class ArchiveApiTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    /** More than all buffers on the way hold. */
    private static final int SIZE = 12_000_000;
    private static final String NAME = "api/random:1";

    private static RealSshd sshd;
    private static RealDocker docker;
    private static byte[] rootfs;

    @BeforeAll
    static void start(RealDocker engine) {
        docker = engine;
        sshd = RealSshd.start(Map.of("DOCKER_HOST", engine.host()));
        rootfs = LayerFixture.random(Compression.NONE, 7, SIZE).content().bytes();
    }

    @AfterAll
    static void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    private record Way(String name, String url, Map<String, String> variables) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Way> ways() {
        return Stream.of(new Way("socket file", docker.host(), Map.of()),
                new Way("ssh", sshd.url(), sshd.friend()));
    }

    private interface Work {
        void with(ArchiveApi api);
    }

    /** Does it, and sees that no connection is left that still does something. */
    private static void over(Way way, Work work) {
        Transport transport = Transports.open(way.url(), new Environment(way.variables(), Path.of("/nowhere"),
                Path.of("/")));
        try (EngineClient client = EngineClient.connect(transport)) {
            work.with(client.archives());
            Await.until(BOUND, "no connection is in use", () -> transport.client().connectionPool().connectionCount()
                    == transport.client().connectionPool().idleConnectionCount());
            assertEquals(0, transport.client().dispatcher().runningCallsCount());
        }
    }

    private static void importInto(ArchiveApi api) {
        api.importImage(Optional.empty(), new ByteArrayInputStream(rootfs), Optional.of(Reference.parse(NAME)),
                List.of(), "", Optional.empty(), sent -> {}, message -> {}, Cancellation.none());
    }

    private static byte[] saved(ArchiveApi api) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Long> copied = new ArrayList<>();
        api.save(List.of(NAME), Optional.empty(), out, copied::add, Cancellation.none());
        assertEquals(out.size(), copied.get(copied.size() - 1));
        return out.toByteArray();
    }

    private static List<LoadMessage> load(ArchiveApi api, InputStream in, Cancellation cancellation) {
        List<LoadMessage> messages = new ArrayList<>();
        api.load(in, Optional.empty(), sent -> {}, messages::add, cancellation);
        return messages;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatComesOutGoesInAgain(Way way) {
        over(way, api -> {
            importInto(api);
            byte[] archive = saved(api);
            docker.clear();
            List<LoadMessage> messages = load(api, new ByteArrayInputStream(archive), Cancellation.none());
            assertEquals("Loaded image: " + NAME + "\n", messages.get(messages.size() - 1).text());
            assertTrue(messages.stream().anyMatch(message -> message.current() == message.total()
                    && message.total() > SIZE && message.id().length() == 12), messages::toString);
            assertArrayEquals(archive, saved(api));
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSaveThatIsCancelledEndsItsRequest(Way way) {
        over(way, api -> {
            importInto(api);
            Cancellation cancellation = new Cancellation();
            assertThrows(CancellationException.class, () -> api.save(List.of(NAME), Optional.empty(),
                    OutputStream.nullOutputStream(), copied -> cancellation.cancel(), cancellation));
        });
        theEngineKeepsNothing();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aLoadThatIsCancelledEndsItsRequest(Way way) {
        over(way, api -> {
            importInto(api);
            byte[] archive = saved(api);
            docker.clear();
            Cancellation cancellation = new Cancellation();
            InputStream in = new ByteArrayInputStream(archive) {
                @Override
                public synchronized int read(byte[] bytes, int offset, int length) {
                    if (available() < SIZE / 2) {
                        cancellation.cancel();
                    }
                    return super.read(bytes, offset, length);
                }
            };
            assertThrows(CancellationException.class, () -> load(api, in, cancellation));
            assertEquals("", docker.docker("images", "-aq").out());
        });
        theEngineKeepsNothing();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aReaderThatCannotTakeMoreIsNotAFaultOfTheEngine(Way way) {
        over(way, api -> {
            importInto(api);
            OutputStream full = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> api.save(List.of(NAME),
                    Optional.empty(), full, copied -> {}, Cancellation.none()));
            assertEquals("No space left on device", e.getCause().getMessage());
            InputStream damaged = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Input/output error");
                }
            };
            e = assertThrows(UncheckedIOException.class, () -> load(api, damaged, Cancellation.none()));
            assertEquals("Input/output error", e.getCause().getMessage());
        });
    }

    /** Docker unpacks what it loads, and packs what it saves, below this directory. */
    private static void theEngineKeepsNothing() {
        Path scratch = docker.socket().resolveSibling("data").resolve("tmp");
        Await.until(BOUND, "the engine has tidied up", () -> {
            try (Stream<Path> files = Files.list(scratch)) {
                return files.findAny().isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void anArchiveThatEndsBeforeItsEndIsAnError() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            answer(server, "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\",\"Arch\":\"amd64\"}");
            String begun = new String(new RawTar().file("f", "x".repeat(512)).end(), 0, 1024, StandardCharsets.US_ASCII);
            answer(server, begun
                    + "{\"errorDetail\":{\"message\":\"layer is lost\"},\"error\":\"layer is lost\"}\r\n");
            answer(server, begun);
            answer(server, "");
            try (EngineClient client = EngineClient.connect(Transports.open("tcp://127.0.0.1:" + server.getPort(),
                    new Environment(Map.of(), Path.of("/nowhere"), Path.of("/"))))) {
                EngineException told = assertThrows(EngineException.class, () -> saved(client.archives()));
                assertEquals("could not save " + NAME + ": layer is lost", told.getMessage());
                assertEquals("layer is lost", told.verbatim());
                for (int i = 0; i < 2; i++) {
                    EngineException silent = assertThrows(EngineException.class, () -> saved(client.archives()));
                    assertEquals(EngineException.Kind.REMOTE, silent.kind());
                    assertTrue(silent.why().contains("before its end"), silent.why());
                }
            }
        }
    }

    private static void answer(MockWebServer server, String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }
}
