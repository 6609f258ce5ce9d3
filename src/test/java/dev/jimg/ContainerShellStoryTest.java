package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tmux;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The app lends its terminal to a shell in a container, and takes it back. */
@ExtendWith(RealDockerExtension.class)
class ContainerShellStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final RealDocker docker;

    ContainerShellStoryTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void container() {
        try (RealRegistry registry = RealRegistry.open()) {
            String name = ImageFixture.busybox().push(registry, "bb:1").reference();
            docker.docker("run", "-d", "--network", "none", "--name", "web-1", name, "sleep", "600");
        }
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    @Test
    void aShellHasTheTerminalAndTheScreenComesBack() {
        try (Program program = new Program(); Tmux screen = program.shell(100, 30)) {
            screen.awaitText("$", SOON);
            screen.type("before=$(stty -g); \"$APP\" -H " + docker.host()
                    + "; [ \"$before\" = \"$(stty -g)\" ] && echo same-$((1 + 1))-tty")
                    .press("Enter");
            screen.awaitText("? help", SOON);
            screen.awaitText("/bb", SOON);
            screen.press("u");
            screen.awaitText("web-1", SOON);
            screen.press("!");
            screen.awaitText("/ #", SOON);
            assertEquals("0", screen.show("alternate_on"));
            assertTrue(screen.capture().get(0).contains("a shell in web-1"), "it begins on a clean screen");
            screen.type("until busybox stty size | grep -q '30 100'; do sleep 0.1; done; echo si''zed").press("Enter");
            screen.awaitText("sized", SOON);
            screen.resize(90, 24);
            screen.type("until busybox stty size | grep -q '24 90'; do sleep 0.1; done; echo resi''zed").press("Enter");
            screen.awaitText("resized", SOON);
            screen.type("exit 3").press("Enter");
            screen.awaitText("? help", SOON);
            assertEquals("1", screen.show("alternate_on"));
            screen.press("?");
            screen.awaitText("Keys", SOON);
            screen.press("Escape");
            screen.awaitScreen("the help is closed", lines -> lines.stream().noneMatch(l -> l.contains("Keys")), SOON);
            screen.press(":").type("q").press("Enter");
            List<String> lines = screen.awaitText("same-2-tty", SOON);
            assertTrue(lines.stream().noneMatch(line -> line.contains("? help")), lines.toString());
        }
    }
}
