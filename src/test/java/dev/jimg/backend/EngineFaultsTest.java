package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.config.Environment;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.Transport;
import dev.jimg.engine.Transports;
import dev.jimg.engine.VariedTransport;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.testing.Await;
import dev.jimg.testing.RawEngine;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is asked of an engine, on a real socket that breaks each of the requests that it takes in each way. It
 * ends by itself, in one line that says where, what and what to do; or, where what comes is for all that can be told
 * what was asked for, when the person has enough of it.
 */
final class EngineFaultsTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    /** Instead of two minutes. */
    static final Duration SILENCE = Duration.ofSeconds(1);
    /** For a test of an engine that is all right, on a machine that stands still for a while. */
    private static final Duration LONG_SILENCE = Duration.ofSeconds(60);
    /** Longer than any silence, and any answer in one piece, may take, with as many at once as there are. */
    private static final Duration ALIVE = Duration.ofSeconds(60);
    static final Duration BOUND = Duration.ofSeconds(30);
    private static final int AT_ONCE = 32;
    /** Of these, CI takes one; by no number that operations or faults have. */
    private static final int SHARE = 11;

    @TempDir
    Path directory;

    /** A fault in the answer to one kind of request; the socket's own faults come before any request. */
    private record Case(EngineOperation operation, String request, EngineFault fault) {}

    /** It is all right until then, so that only a machine that stands still keeps this from connecting. */
    static ImageService open(RawEngine engine, Path directory) {
        return open(engine, directory, SILENCE);
    }

    static ImageService open(RawEngine engine, Path directory, Duration silence) {
        return open(engine.host(), directory, silence);
    }

    static ImageService open(String host, Path directory, Duration silence) {
        ImageService[] service = new ImageService[1];
        Await.until(BOUND, "connected", () -> {
            try {
                service[0] = connect(host, directory, silence);
                return true;
            } catch (EngineException e) {
                return false;
            }
        });
        return service[0];
    }

    /** With times that a test has. */
    private static ImageService connect(String host, Path directory, Duration silence) {
        Environment environment = new Environment(Map.of(), directory, directory);
        RegistryOptions options = RegistryOptions.of(environment).withHub(NOBODY, NOBODY);
        EngineClient client = EngineClient.connect(new Impatient(Transports.open(host, environment), silence));
        return new EngineBackend(client, new RegistryClient(options), options.credentials(), "a test wants it",
                Clock.systemUTC());
    }

    /** The same way, with times that a test has. */
    private record Impatient(Transport way, Duration silence) implements VariedTransport {

        @Override
        public OkHttpClient client() {
            return way.client().newBuilder().readTimeout(silence).writeTimeout(silence)
                    .callTimeout(silence.multipliedBy(2)).build();
        }
    }

    @Test
    void eachRequestOfEachOperationBrokenInEachWay() throws Exception {
        List<Case> all = new ArrayList<>();
        for (EngineOperation operation : EngineOperation.values()) {
            for (String request : requests(operation)) {
                for (EngineFault fault : EngineFault.values()) {
                    all.add(new Case(operation, request, fault));
                }
            }
        }
        Tally tally = new Tally("engine that does not answer as it should");
        Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> cases = new ArrayList<>();
        for (int number = 0; number < all.size(); number += Tally.cases(SHARE, 1)) {
            int which = number;
            Case one = all.get(number);
            cases.add(workers.submit(() -> tally.held(one.toString(), () ->
                    outcomes.merge(breaks(one, Files.createDirectory(directory.resolve("c" + which))), 1, Integer::sum))));
        }
        for (Future<?> one : cases) {
            one.get();
        }
        workers.shutdown();
        System.out.println("faults: engine that does not answer as it should: " + outcomes);
        tally.done(all.size() / Tally.cases(SHARE, 1));
    }

    /** What it asks of an engine that is all right; whether it is there is asked when the time has come, or not at all. */
    private Set<String> requests(EngineOperation operation) throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Path at = Files.createDirectory(directory.resolve(operation.name()));
        try (RawEngine engine = new RawEngine(at.resolve("sock"), (asked, out) -> {
            if (!asked.path().equals("/_ping")) {
                lines.add(asked.line());
            }
            out.write(EngineScript.right(asked));
        }); ImageService service = open(engine, at, LONG_SILENCE)) {
            lines.clear();
            operation.run(service, at, Cancellation.none());
        }
        assertFalse(lines.isEmpty());
        return new LinkedHashSet<>(lines);
    }

    /** @return how it ended */
    private String breaks(Case one, Path at) throws Exception {
        boolean[] broken = new boolean[1];
        boolean[] mayGoOn = new boolean[1];
        boolean[] all = new boolean[1];
        try (RawEngine engine = new RawEngine(at.resolve("sock"), (asked, out) -> {
            boolean ping = asked.path().equals("/_ping");
            if (asked.line().equals(one.request()) || ping && broken[0] && one.fault().hangs()) {
                broken[0] = true;
                mayGoOn[0] |= one.fault().mayGoOn(asked);
                all[0] |= one.fault().bringsItAll(asked);
                (ping ? EngineFault.IS_SILENT : one.fault()).answer(asked, out);
            } else {
                out.write(EngineScript.right(asked));
            }
        }); ImageService service = open(engine, at)) {
            Object end = end(one, service, at, mayGoOn);
            if (end == End.DONE) {
                assertTrue(all[0], "it says that it is done");
                Files.deleteIfExists(at.resolve("saved.tar"));
            } else if (end == End.GIVEN_UP) {
                assertTrue(mayGoOn[0], "it waits for ever");
            } else {
                expectOneLine((Failure) end, engine.host());
            }
            assertEquals(List.of("sock"), names(at), "a file is left");
            return end instanceof Failure failure ? failure.kind().toString() : end.toString();
        }
    }

    /** How it ends without a {@link Failure}. */
    private enum End { DONE, GIVEN_UP }

    private static Object end(Case one, ImageService service, Path at, boolean[] mayGoOn) throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<?> run =
                CompletableFuture.runAsync(() -> one.operation().run(service, at, cancellation), task -> new Thread(task).start());
        try {
            try {
                Await.until(ALIVE, "it ends", () -> run.isDone() || mayGoOn[0]);
                run.get(mayGoOn[0] ? SILENCE.toMillis() * 2 : 0, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                cancellation.cancel();
                run.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            }
            return End.DONE;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                return failure;
            }
            assertTrue(e.getCause() instanceof CancellationException, () -> "threw " + e.getCause());
            return End.GIVEN_UP;
        }
    }

    static void expectOneLine(Failure failure, String host) {
        String said = failure.getMessage();
        assertFalse(failure.kind() == Failure.Kind.INTERNAL, said);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains(host), () -> "where: " + said);
        assertTrue(said.startsWith("could not "), () -> "what: " + said);
        assertFalse(failure.advice().isBlank(), () -> "what to do: " + said);
        assertFalse(said.matches("(?s).*(Exception|java\\.|okhttp|\\p{Cntrl}).*"), said);
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
