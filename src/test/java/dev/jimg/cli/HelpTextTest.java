package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where a command has docker's options, its help is docker 28.2.2's with another name. */
class HelpTextTest {

    private final TestConsole console = TestConsole.pipe();

    private String help(String... words) {
        assertEquals(0, console.run(words));
        assertEquals("", console.err());
        return console.out();
    }

    @Test
    void ofPull() {
        String expected = """
                Usage:  jimg-tui pull [OPTIONS] NAME[:TAG|@DIGEST]

                Download an image from a registry

                Aliases:
                  jimg-tui image pull, jimg-tui pull

                Options:
                  -a, --all-tags                Download all tagged images in the repository
                      --disable-content-trust   Skip image verification (default true)
                      --platform string         Set platform if server is multi-platform
                                                capable
                  -q, --quiet                   Suppress verbose output
                """;
        assertEquals(expected, help("pull", "--help"));
        assertEquals(expected, help("help", "pull"));
        assertEquals(expected, help("pull", "-h", "a", "b"));
        assertEquals(expected.replace("Usage:  jimg-tui pull", "Usage:  jimg-tui image pull"),
                help("image", "pull", "--help"));
    }

    @Test
    void ofHistory() {
        assertEquals("""
                Usage:  jimg-tui history [OPTIONS] IMAGE

                Show the history of an image

                Aliases:
                  jimg-tui image history, jimg-tui history

                Options:
                      --format string   Format output using a custom template:
                                        'table':            Print output in table format
                                        with column headers (default)
                                        'table TEMPLATE':   Print output in table format
                                        using the given Go template
                                        'json':             Print in JSON format
                                        'TEMPLATE':         Print output using the given
                                        Go template.
                                        Refer to https://docs.docker.com/go/formatting/
                                        for more information about formatting output with
                                        templates
                  -H, --human           Print sizes and dates in human readable format
                                        (default true)
                      --no-trunc        Don't truncate output
                  -q, --quiet           Only show image IDs
                """, help("history", "--help"));
    }

    @Test
    void ofACommandWithoutOptions() {
        assertEquals("""
                Usage:  jimg-tui tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]

                Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE

                Aliases:
                  jimg-tui image tag, jimg-tui tag
                """, help("tag", "--help"));
    }

    @Test
    void ofTheProgram() {
        String expected = """
                Usage:  jimg-tui [OPTIONS] [COMMAND]

                See, search, pull, tag and delete container images

                Without a command it opens the full-screen app.

                Images here:
                  images      List images
                  history     Show the history of an image
                  inspect     Return low-level information on Docker objects
                  tag         Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE
                  rmi         Remove one or more images
                  save        Save one or more images to a tar archive (streamed to STDOUT by default)
                  load        Load an image from a tar archive or STDIN
                  import      Import the contents from a tarball to create a filesystem image
                  build       Build an image from a Dockerfile
                  verify      Compare every blob of the embedded store with its digest

                Registries:
                  pull        Download an image from a registry
                  push        Upload an image to a registry
                  copy        Copy an image between the store, engines and registries
                  login       Authenticate to a registry
                  logout      Log out from a registry
                  search      Search Docker Hub for images
                  tags        List the tags of a repository in its registry

                Program:
                  completion  Print the completion script of a shell
                  info        Show which backend is used, where and why
                  help        Show this text, or that of a command

                Global Options:
                  -c, --context string   Use the engine of this docker context
                  -h, --help             Show this text
                  -H, --host string      Use the engine at this URL
                      --store string     Use the embedded store in this directory
                  -v, --version          Print version information and quit

                The commands are spelled as docker spells them; 'image ls', 'image rm' and so on work too.

                Run 'jimg-tui COMMAND --help' for more information on a command.
                """;
        assertEquals(expected, help("--help"));
        assertEquals(expected, help("-h"));
        assertEquals(expected, help("help"));
    }

    @Test
    void ofTheImageGroup() {
        String expected = """
                Usage:  jimg-tui image COMMAND

                Manage images

                Commands:
                  build       Build an image from a Dockerfile
                  history     Show the history of an image
                  import      Import the contents from a tarball to create a filesystem image
                  inspect     Display detailed information on one or more images
                  load        Load an image from a tar archive or STDIN
                  ls          List images
                  prune       Remove unused images
                  pull        Download an image from a registry
                  push        Upload an image to a registry
                  rm          Remove one or more images
                  save        Save one or more images to a tar archive (streamed to STDOUT by default)
                  tag         Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE

                Run 'jimg-tui image COMMAND --help' for more information on a command.
                """;
        assertEquals(0, console.run("image"));
        assertEquals(expected, console.err(), "as advice, and no output");
        assertEquals(expected, help("image", "--help"));
        assertEquals(expected, help("help", "image"));
    }

    @Test
    void everyCommandHasHelpThatFitsAnEightyColumnTerminal() {
        for (Commands.Entry entry : Commands.ROOT.entries()) {
            String help = help("help", entry.name());
            assertTrue(help.startsWith("Usage:  jimg-tui " + entry.name()), help);
            // Docker ends some of these sentences with a full stop.
            assertTrue(help.replace(".\n", "\n").contains("\n" + entry.summary() + "\n"), help);
            help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
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
