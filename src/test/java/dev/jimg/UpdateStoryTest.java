package dev.jimg;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tmux;
import dev.jimg.testing.Tools;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real program on a real terminal, and a real registry whose tag moves under a container that runs. */
class UpdateStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @BeforeAll
    static void needs() {
        Tools.requireRoot();
        Tools.require("runc");
    }

    private static boolean marked(List<String> lines, String repository) {
        return lines.stream().anyMatch(line -> line.contains(repository) && line.contains("⇡"));
    }

    @Test
    void findsATagThatMovedPullsItAndTellsWhoRunsTheOldImage() {
        try (RealRegistry registry = RealRegistry.open();
                Program program = new Program();
                Tmux screen = program.shell(120, 36)) {
            String web = registry.hostPort() + "/team/web:1";
            ImageFixture.busybox().push(registry, "team/web:1");
            ImageFixture.layers(1).push(registry, "team/still:1");
            screen.awaitText("$", SOON);
            shell(screen, "$APP pull -q " + web + " && $APP pull -q " + registry.hostPort() + "/team/still:1");
            shell(screen, "$APP run -d --name web-1 --network host " + web + " sleep 600");
            ImageFixture.busyboxBuilder().label("version", "2").build().push(registry, "team/web:1");
            shell(screen, "$APP outdated --format '{{.Name}} is {{.State}}' | sort | tr '\\n' ' ' | grep 'still:1 is"
                    + " current .*web:1 is moved'");

            screen.type("clear; $APP").press("Enter");
            screen.awaitScreen("what the command found is marked", lines -> marked(lines, "team/web"), SOON);
            screen.press("U");
            screen.awaitText("1 moved · 1 current", SOON);
            screen.awaitText("web-1", SOON);
            screen.press("r");
            screen.awaitText("1 image has moved in its registry", SOON);
            screen.press("Space", "Enter");
            screen.awaitText("web-1 still runs the old", SOON);
            screen.awaitScreen("the mark is gone", lines -> !marked(lines, "team/web"), SOON);
            screen.press("q");
            screen.awaitScreen("the shell is back", lines -> lines.stream().anyMatch(line -> line.strip().equals("$")),
                    SOON);
            shell(screen, "$APP rm -f web-1");
        }
    }

    /** Runs it, and waits until it has succeeded. */
    private static void shell(Tmux screen, String line) {
        screen.type("clear; " + line + " && echo done-$((40 + 2))").press("Enter");
        screen.awaitText("done-42", SOON);
    }
}
