package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.testing.Await;
import dev.jimg.testing.EngineGate;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the app asks an engine, one that answers slowly or not all. */
@ExtendWith(RealDockerExtension.class)
class EngineQuestionsTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String NAME = "some:1";

    @TempDir
    private Path directory;
    private final RealDocker docker;
    private final EngineGate gate;
    private final Mailbox mailbox = new Mailbox();
    private final EffectRunner runner;

    EngineQuestionsTest(RealDocker docker) {
        this.docker = docker;
        this.gate = new EngineGate(docker.socket());
        this.runner = new EffectRunner(mailbox, choice -> new Backends(new Environment(Map.of(), directory, directory),
                Clock.systemUTC()).open(choice),
                new BackendChoice(Optional.empty(), Optional.of(gate.host()), Optional.empty()), BOUND);
    }

    @BeforeEach
    void open() {
        docker.pull(ImageFixture.builder().layer("one", LayerFixture.gzip(tar -> tar.file("only", "x"))).build(), NAME);
        runner.open();
    }

    @AfterEach
    void close() {
        gate.open();
        runner.close();
        gate.close();
        docker.clear();
    }

    @Test
    void whoQuitsWhileAPreviewIsShownLeavesNoContainer() {
        gate.holding(line -> line.equals("GET /images/get") || line.endsWith("/export"));
        runner.run(new Effect.ReadFiles(1, NAME, false, -1));
        gate.awaitAsked(BOUND, line -> line.endsWith("/export"));
        runner.close();
        assertEquals(List.of(), docker.docker("ps", "-aq").out().lines().toList());
    }

    @Test
    void filesAreShownAlsoWhereNothingTellsTheirSteps() throws Exception {
        gate.refusing(line -> line.endsWith("/history"));
        runner.run(new Effect.ReadFiles(1, NAME, false, -1));
        Await.until(BOUND, "it is answered", () -> !runner.busy());
        List<Event> answers = mailbox.take(1).stream().filter(event -> event instanceof Event.FilesRead
                || event instanceof Event.RequestFailed).toList();
        assertEquals(1, answers.size());
        Event.FilesRead read = assertInstanceOf(Event.FilesRead.class, answers.get(0));
        assertEquals("", read.model().orElseThrow().step());
    }
}
