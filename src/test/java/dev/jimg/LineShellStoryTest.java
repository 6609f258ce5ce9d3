package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tmux;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line shell at a real terminal. */
@ExtendWith(RealDockerExtension.class)
class LineShellStoryTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final RealDocker docker;

    LineShellStoryTest(RealDocker docker) {
        this.docker = docker;
    }

    @AfterEach
    void clear() {
        docker.clear();
    }

    private static void prompts(Tmux terminal, int count, String prompt) {
        terminal.awaitScreen(count + " prompts", lines -> lines.stream().filter(line -> line.startsWith(prompt.strip())).count()
                >= count && lines.stream().filter(line -> !line.isEmpty()).reduce((a, b) -> b).orElse("").strip()
                .equals(prompt.strip()), SOON);
    }

    @Test
    void editsCompletesRemembersAndLendsTheTerminal() throws IOException {
        docker.pull(ImageFixture.busybox(), "bb:1");
        try (Program program = new Program(); Tmux terminal = program.shell(100, 40)) {
            terminal.awaitText("$", SOON);
            terminal.type("before=$(stty -g); \"$APP\" -H " + docker.host()
                    + " shell; echo left-$?; [ \"$before\" = \"$(stty -g)\" ] && echo same-$((1 + 1))-tty").press("Enter");
            prompts(terminal, 1, "jimg docker> ");
            terminal.type("history ");
            terminal.awaitText("history [OPTIONS] IMAGE", SOON);
            terminal.type("b").press("Tab");
            terminal.awaitText("history bb:1", SOON);
            terminal.press("C-c");
            prompts(terminal, 2, "jimg docker> ");
            terminal.type("docker images \\").press("Enter").type("'bb'").press("Enter");
            prompts(terminal, 3, "jimg docker> ");
            assertTrue(String.join("\n", terminal.capture()).contains("\nbb           1  "), "the image is listed");
            terminal.type("run -it --rm --network none bb:1 sh").press("Enter");
            terminal.awaitText("/ #", SOON);
            terminal.type("echo in''side; exit 4").press("Enter");
            terminal.awaitText("inside", SOON);
            prompts(terminal, 4, "jimg docker> ");
            terminal.type("tui").press("Enter");
            terminal.awaitText("? help", SOON);
            terminal.press("q");
            prompts(terminal, 5, "jimg docker> ");
            terminal.press("Up").press("Up").press("Up");
            terminal.awaitText("jimg docker> docker images 'bb'", SOON);
            terminal.press("C-c");
            // Between two lines the terminal is the shell's, not the editor's, and takes Ctrl-D for itself.
            prompts(terminal, 6, "jimg docker> ");
            terminal.press("C-d");
            List<String> lines = terminal.awaitText("same-2-tty", SOON);
            assertTrue(lines.contains("left-0"), lines::toString);
            assertEquals(List.of("docker images 'bb'", "run -it --rm --network none bb:1 sh", "tui"),
                    Files.readAllLines(program.directory().resolve("state/jimg/history")));
        }
    }

    /** What a screen reader is given: the very bytes. */
    @Test
    void plainLinesHoldNoEscapeCodes() throws IOException {
        Tools.require("script");
        try (Program program = new Program()) {
            Path typescript = program.directory().resolve("typescript");
            String typed = "images\nimages --form\t\nimage prune\ny\nhistory no\\\nne\nimags\nexit 5\n";
            for (String how : List.of("TERM=xterm shell --plain", "TERM=dumb shell")) {
                String[] words = how.split(" ", 2);
                Run run = Run.of("script", "-qec", program.launcher() + " " + words[1],
                        typescript.toString());
                program.environment().forEach(run::env);
                Run.Result result = run.env("TERM", words[0].substring(5)).stdin(typed).attempt();
                String seen = Files.readString(typescript);
                assertEquals(5, result.exit(), seen);
                assertFalse(seen.lines().skip(1).anyMatch(line -> line.contains("\u001b")), seen);
                for (String part : List.of("jimg store> ", "REPOSITORY", "--format  ", "[y/N] ", "Total reclaimed",
                        "could not", "Did you mean: images")) {
                    assertTrue(seen.contains(part), part + " in " + seen);
                }
            }
        }
    }
}
