package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.testing.Await;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Job;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the app does beside what it is asked for: it has its service make ready for a first transfer. */
class EffectRunnerTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path directory;
    /** What the services were given to rehearse with, in that order. */
    private final List<Cancellation> rehearsals = new CopyOnWriteArrayList<>();
    private EffectRunner runner;

    @BeforeEach
    void open() {
        runner = new EffectRunner(new Mailbox(), this::service, store("one"));
        runner.open();
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aListHasTheServiceMakeReadyForATransfer() {
        list(1);
        awaitRehearsals(1);
        assertFalse(rehearsals.get(0).isCancelled());
    }

    @Test
    void aTransferEndsWhatMakesReadyForIt() {
        list(1);
        awaitRehearsals(1);
        runner.run(new Effect.StartJob(1, new Job.Verify(List.of("none:1"), "none:1", false)));
        assertTrue(rehearsals.get(0).isCancelled());
    }

    @Test
    void theListOfAnotherPlaceDoesTheSameAgain() {
        list(1);
        awaitRehearsals(1);
        runner.run(new Effect.SwitchBackend(store("two")));
        Await.until(BOUND, "it is there", () -> !runner.busy());
        list(2);
        awaitRehearsals(2);
    }

    private void list(long request) {
        runner.run(new Effect.ListImages(request, false));
    }

    private void awaitRehearsals(int count) {
        Await.until(BOUND, count + " rehearsals", () -> rehearsals.size() == count, rehearsals::toString);
    }

    private BackendChoice store(String name) {
        return new BackendChoice(Optional.of(directory.resolve(name)), Optional.empty(), Optional.empty());
    }

    /** A store that tells of what is asked of it here. */
    private ImageService service(BackendChoice choice) {
        Environment environment = new Environment(Map.of(), directory, directory);
        ImageService store = new Backends(environment, Clock.systemUTC()).open(choice);
        return (ImageService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ImageService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("rehearse")) {
                        rehearsals.add((Cancellation) arguments[0]);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
