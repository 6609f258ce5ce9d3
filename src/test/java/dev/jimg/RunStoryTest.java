package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code run} on a real terminal: a container has it, and it is given back as it was. */
@ExtendWith(RealDockerExtension.class)
class RunStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final RealDocker docker;
    private String image;

    RunStoryTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void pull() {
        try (RealRegistry registry = RealRegistry.open()) {
            image = ImageFixture.busybox().push(registry, "bb:1").reference();
            docker.docker("pull", image);
        }
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    /** Types a command line, with the terminal's settings compared and the exit status shown at its end. */
    private void begin(Tmux screen, String arguments) {
        screen.awaitText("$", SOON);
        screen.type("clear; before=$(stty -g); \"$APP\" -H " + docker.host() + " " + arguments
                + "; echo status-$?; [ \"$before\" = \"$(stty -g)\" ] && echo same-$((1 + 1))-tty").press("Enter");
    }

    private static void end(Tmux screen, String status) {
        List<String> lines = screen.awaitText("same-2-tty", SOON);
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(status)), String.join("\n", lines));
    }

    @Test
    void aShellHasTheTerminal() {
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "run -it --rm --network none " + image);
            screen.awaitText("/ #", SOON);
            screen.type("until busybox stty size | grep -q '30 100'; do sleep 0.1; done; echo si''zed").press("Enter");
            screen.awaitText("sized", SOON);
            screen.resize(90, 24);
            screen.type("until busybox stty size | grep -q '24 90'; do sleep 0.1; done; echo resi''zed")
                    .press("Enter");
            screen.awaitText("resized", SOON);
            screen.type("echo slee''ping; sleep 600").press("Enter");
            // While the shell still edits the line, Ctrl-C is a letter to it.
            screen.awaitText("sleeping", SOON);
            screen.press("C-c");
            screen.type("exit 42").press("Enter");
            end(screen, "status-42");
        }
    }

    @Test
    void theDetachKeysLeaveItRunning() {
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "run -it --name stays --network none " + image);
            screen.awaitText("/ #", SOON);
            screen.press("C-p", "C-q");
            end(screen, "status-0");
            assertEquals("stays", docker.docker("ps", "--format", "{{.Names}}").out().strip());
        }
    }

    @Test
    void otherKeysCanLetGo() {
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "run -it --detach-keys ctrl-e,x --name stays --network none " + image);
            screen.awaitText("/ #", SOON);
            screen.press("C-e", "x");
            end(screen, "status-0");
        }
    }

    @Test
    void theTerminalIsGivenBackWhenTheProgramIsEnded() {
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "run -it --network none " + image);
            screen.awaitText("/ #", SOON);
            long pid = screen.process().children().findFirst().orElseThrow().pid();
            Run.command("kill", "-TERM", Long.toString(pid));
            end(screen, "status-143");
        }
    }

    @Test
    void withoutATerminalCtrlCIsTheContainers() {
        String script = "trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.1; done";
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "run --network none " + image + " sh -c \"" + script + "\"");
            screen.awaitScreen("it runs", lines -> lines.contains("ready"), SOON);
            screen.press("C-c");
            screen.awaitScreen("it heard", lines -> lines.stream().anyMatch(l -> l.endsWith("caught")), SOON);
            end(screen, "status-9");
        }
    }

    @Test
    void aCommandIsRunBesideTheOthersAtTheTerminal() {
        docker.docker("run", "-d", "--name", "web", "--network", "none", image, "sleep", "600");
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            begin(screen, "exec -it web sh");
            screen.awaitText("/ #", SOON);
            screen.type("exit 5").press("Enter");
            end(screen, "status-5");
        }
    }

    @Test
    void anImageThatIsNotHereIsPulledFirst() {
        try (RealRegistry registry = RealRegistry.open(); Program program = new Program()) {
            String other = ImageFixture.busyboxBuilder().label("other", "one").build().push(registry, "new:1").reference();
            Run run = Run.of(program.launcher(), "-H", docker.host(), "run", "--rm", "--network", "none", other, "echo",
                    "it runs");
            program.environment().forEach(run::env);
            Run.Result result = run.attempt();
            assertEquals("it runs\n", result.out());
            assertTrue(result.err().startsWith("Unable to find image '" + other + "' locally\n1: Pulling from new\n"),
                    result.err());
            assertTrue(result.err().endsWith("Status: Downloaded newer image for " + other + "\n"), result.err());
            assertEquals(0, result.exit());
            Await.until(SOON, "it is gone", () -> docker.docker("ps", "-aq").out().isEmpty());
        }
    }
}
