package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a command has docker's options, its help is docker 28.2.2's with another name. */
class HelpTextTest {

    private final TestConsole console = TestConsole.pipe();

    private String help(String... words) {
        assertEquals(0, console.run(words));
        assertEquals("", console.err());
        return console.out();
    }

    /** How the parts stand; what docker says of its commands is compared with docker's in {@link SameAsDockerTest}. */
    @Test
    void ofACommandThatDockerDoesNotHave() {
        String expected = """
                Usage:  jimg-tui tags [OPTIONS] REPOSITORY

                List the tags of a repository in its registry

                Options:
                """;
        assertTrue(help("tags", "--help").startsWith(expected), help("tags", "--help"));
        assertEquals(help("tags", "--help"), help("help", "tags"));
        assertEquals(help("tags", "--help"), help("tags", "-h", "a", "b"));
    }

    @Test
    void namesTheCommandAsItWasCalled() {
        String help = help("pull", "--help");
        assertEquals(help.replace("Usage:  jimg-tui pull", "Usage:  jimg-tui image pull"),
                help("image", "pull", "--help"));
    }

    @Test
    void ofTheProgramNamesEveryCommandUnderItsHeading() {
        String help = help("--help");
        assertEquals(help, help("-h"));
        assertEquals(help, help("help"));
        for (String heading : Commands.HEADINGS) {
            String section = help.substring(help.indexOf("\n" + heading + ":\n")).strip().split("\n\n")[0];
            List<String> lines = Commands.ROOT.entries().stream().filter(entry -> entry.heading().equals(heading))
                    .map(HelpTextTest::line).toList();
            assertTrue((section + "\n").contains(String.join("", lines)), section);
        }
        assertTrue(help.startsWith("""
                Usage:  jimg-tui [OPTIONS] [COMMAND]

                See, search, pull, push, tag, delete, build and clean up container images

                Without a command it opens the full-screen app.

                """), help);
        assertTrue(help.endsWith("""

                Global Options:
                  -c, --context string   Use the engine of this docker context
                  -D, --debug            Show requests and their status on stderr
                  -h, --help             Show this text
                  -H, --host string      Use the engine at this URL
                      --store string     Use the embedded store in this directory
                  -v, --version          Print version information and quit

                The commands are spelled as docker spells them; 'image ls', 'image rm' and so on work too.

                Run 'jimg-tui COMMAND --help' for more information on a command.
                """), help);
    }

    private static String line(Commands.Entry entry) {
        return "  %-12s%s%n".formatted(entry.name(), entry.summary());
    }

    @Test
    void ofAGroupNamesItsCommandsByTheAlphabet() {
        for (Commands.Group group : Commands.GROUPS) {
            String lines = group.entries().stream().map(HelpTextTest::line).sorted()
                    .collect(Collectors.joining());
            String name = group.name();
            String expected = "Usage:  jimg-tui " + name + " COMMAND\n\n" + group.summary() + "\n\nCommands:\n" + lines
                    + "\nRun 'jimg-tui " + name + " COMMAND --help' for more information on a command.\n";
            assertEquals(expected, help(name, "--help"));
            assertEquals(expected, help("help", name));
            TestConsole bare = TestConsole.pipe();
            assertEquals(0, bare.run(name));
            assertEquals(expected, bare.err(), "as advice, and no output");
        }
    }

    @Test
    void everyCommandHasHelpThatFitsAnEightyColumnTerminal() {
        for (Commands.Entry entry : Commands.ROOT.entries()) {
            String help = help("help", entry.name());
            assertTrue(help.startsWith("Usage:  jimg-tui " + entry.name()), help);
            // Docker ends some of these sentences with a full stop.
            assertTrue(help.replace(".\n", "\n").contains("\n" + entry.summary() + "\n"), help);
            // Docker does not break the line of the aliases.
            help.lines().filter(line -> !line.startsWith("  jimg-tui ")).forEach(line -> assertTrue(line.length() <= 80, line));
        }
        for (Commands.Group group : Commands.GROUPS) {
            for (Commands.Entry entry : group.entries()) {
                String help = help("help", group.name(), entry.name());
                assertTrue(help.startsWith("Usage:  jimg-tui " + group.name() + " " + entry.name()), help);
                assertTrue(help.replace(".\n", "\n").contains("\n" + entry.summary() + "\n"), help);
            }
        }
    }

    @Test
    void wrapsToTheTerminal() {
        TestConsole wide = TestConsole.terminal(200, 50);
        wide.run("history", "--help");
        assertTrue(wide.out().contains("human readable format (default true)\n"));
        TestConsole narrow = TestConsole.terminal(44, 10);
        narrow.run("history", "--help");
        assertTrue(narrow.out().contains("  -H, --human\n                Print sizes and dates\n                in human"));
    }
}
