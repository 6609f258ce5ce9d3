package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ServiceOpener;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineFaceTest {

    private final TestConsole console = TestConsole.pipe();

    /** The texts and exit statuses of docker 28.2.2, with this program's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "pull|1|jimg-tui: 'jimg-tui pull' requires 1 argument|pull|pull [OPTIONS] NAME[:TAG\u00a6@DIGEST]",
        "pull a b|1|jimg-tui: 'jimg-tui pull' requires 1 argument|pull|pull [OPTIONS] NAME[:TAG\u00a6@DIGEST]",
        "image pull|1|jimg-tui: 'jimg-tui image pull' requires 1 argument|image pull|"
                + "image pull [OPTIONS] NAME[:TAG\u00a6@DIGEST]",
        "pull --foo x|125|unknown flag: --foo|pull|pull [OPTIONS] NAME[:TAG\u00a6@DIGEST]",
        "pull -z x|125|unknown shorthand flag: 'z' in -z|pull|pull [OPTIONS] NAME[:TAG\u00a6@DIGEST]",
        "images a b|1|jimg-tui: 'jimg-tui images' requires at most 1 argument|images|"
                + "images [OPTIONS] [REPOSITORY[:TAG]]",
        "image list a b|1|jimg-tui: 'jimg-tui image ls' requires at most 1 argument|image ls|"
                + "image ls [OPTIONS] [REPOSITORY[:TAG]]",
        "images --filter|125|flag needs an argument: --filter|images|images [OPTIONS] [REPOSITORY[:TAG]]",
        "images -f bar|125|invalid argument \"bar\" for \"-f, --filter\" flag: bad format of filter"
                + " (expected name=value)|images|images [OPTIONS] [REPOSITORY[:TAG]]",
        "tag a|1|jimg-tui: 'jimg-tui tag' requires 2 arguments|tag|tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
        "rmi|1|jimg-tui: 'jimg-tui rmi' requires at least 1 argument|rmi|rmi [OPTIONS] IMAGE [IMAGE...]",
        "image rm|1|jimg-tui: 'jimg-tui image rm' requires at least 1 argument|image rm|"
                + "image rm [OPTIONS] IMAGE [IMAGE...]",
        "inspect|1|jimg-tui: 'jimg-tui inspect' requires at least 1 argument|inspect|"
                + "inspect [OPTIONS] NAME\u00a6ID [NAME\u00a6ID...]",
        "history|1|jimg-tui: 'jimg-tui history' requires 1 argument|history|history [OPTIONS] IMAGE",
        "search|1|jimg-tui: 'jimg-tui search' requires 1 argument|search|search [OPTIONS] TERM",
        "info x|1|jimg-tui: 'jimg-tui info' accepts no arguments|info|info [OPTIONS]",
        "images --store /x|125|unknown flag: --store (it goes before the command)|images|"
                + "images [OPTIONS] [REPOSITORY[:TAG]]",
        "--foo|125|unknown flag: --foo||[OPTIONS] COMMAND [ARG...]",
        "-H|125|flag needs an argument: 'H' in -H||[OPTIONS] COMMAND [ARG...]",
    })
    void refusesAsDockerDoes(String words, int status, String message, String command, String usage) {
        assertEquals(status, console.run(words.split(" ")));
        assertEquals(message + "\n\nUsage:  jimg-tui " + usage.replace('\u00a6', '|') + "\n\n"
                + (message.contains("at least") ? "See" : "Run") + " 'jimg-tui "
                + (command == null ? "" : command + " ") + "--help' for more information\n", console.err());
        assertEquals("", console.out());
    }

    @Test
    void saysWhichCommandItDoesNotKnow() {
        assertEquals(1, console.run("foo"));
        assertEquals("jimg-tui: unknown command: jimg-tui foo\n\nRun 'jimg-tui --help' for more information\n",
                console.err());
        assertEquals(1, console.run("image", "foo"));
        assertTrue(console.err().startsWith("jimg-tui: unknown command: jimg-tui image foo\n"));
        assertEquals(1, console.run("help", "foo"));
        assertEquals("unknown help topic: foo\n", console.err());
    }

    @Test
    void repeatsNothingThatCouldDriveTheTerminal() {
        console.run("\u001b[2Jx");
        assertEquals("jimg-tui: unknown command: jimg-tui ␛[2Jx", console.err().lines().findFirst().orElseThrow());
        console.run("pull", "--\u009b");
        assertEquals("unknown flag: --\ufffd", console.err().lines().findFirst().orElseThrow());
    }

    @Test
    void printsItsVersion() {
        for (String flag : new String[] {"--version", "-v"}) {
            assertEquals(0, console.run(flag));
            String text = console.out();
            assertTrue(text.matches("jimg-tui version \\d+\\.\\d+\\.\\d+\\S*\n"), text);
        }
    }

    @Test
    void handsOverWhichBackendIsWanted() {
        ServiceOpener none = choice -> {
            throw new Failure(Failure.Kind.UNREACHABLE, "open", "it", "no answer", "");
        };
        console.run(none, "--store", "/s", "images");
        console.run(none, "-H", "tcp://h:1", "history", "x");
        console.run(none, "-cprod", "image", "ls");
        console.run(none, "images");
        assertEquals(List.of(
                new BackendChoice(Optional.of(Path.of("/s")), Optional.empty(), Optional.empty()),
                new BackendChoice(Optional.empty(), Optional.of("tcp://h:1"), Optional.empty()),
                new BackendChoice(Optional.empty(), Optional.empty(), Optional.of("prod")),
                BackendChoice.AUTOMATIC), console.choices());
    }

    @Test
    void knowsTheProcessThatTheAppStartsForATransfer() {
        assertTrue(CommandLineFace.transferWanted("--store", "/s", "__transfer", "0123"));
        assertFalse(CommandLineFace.transferWanted("pull", "__transfer"));
        assertFalse(CommandLineFace.transferWanted("__transfer"));
        assertFalse(CommandLineFace.transferWanted("--nonsense", "__transfer", "0123"));
    }

    @Test
    void printsAFailureAndWhatToDoNext() {
        assertEquals(1, console.run(choice -> {
            throw new Failure(Failure.Kind.UNREACHABLE, "open", "tcp://h:1", "\u001b]0;x\u0007refused", "Do that.");
        }, "images"));
        assertEquals("could not open tcp://h:1: ␛]0;x␇refused\nDo that.\n", console.err());
        assertEquals("", console.out());
    }

    @Test
    void aReasonFromOutsideCannotPoseAsAdvice() {
        assertEquals(1, console.run(choice -> {
            throw new Failure(Failure.Kind.REMOTE, "open", "it", "refused\nLog in at http://evil", "Do this.\nOr that.");
        }, "images"));
        assertEquals("could not open it: refused Log in at http://evil\nDo this.\nOr that.\n", console.err());
    }

    @Test
    void isInterruptedQuietly() {
        assertEquals(130, console.run(choice -> {
            throw new CancellationException();
        }, "images"));
        assertEquals("", console.err() + console.out());
    }

    @Test
    void checksWhatIsWrongBeforeAServiceIsOpened() {
        assertEquals(1, console.run("pull", "AAA"));
        assertEquals("invalid reference format: repository name (library/AAA) must be lowercase\n",
                console.err());
        assertEquals(1, console.run("pull", "-a", "nginx:1"));
        assertEquals("tag can't be used with --all-tags/-a\n", console.err());
        assertEquals(1, console.run("pull", "--platform", "a/b/c/d", "nginx"));
        assertTrue(console.err().startsWith("Error response from daemon: \"a/b/c/d\": cannot parse"));
        assertEquals(1, console.run("pull", "--disable-content-trust=false", "nginx"));
        assertTrue(console.err().contains("digests are always verified"));
        assertEquals(1, console.run("search", "--limit", "500", "x"));
        assertEquals("Error response from daemon: Limit 500 is outside the range of [1, 100]\n", console.err());
        assertEquals(1, console.run("inspect", "--type", "foo", "x"));
        assertEquals("unknown type: \"foo\": must be one of \"config\", \"container\", \"image\", \"network\", "
                + "\"node\", \"plugin\", \"secret\", \"service\", \"task\", \"volume\"\n", console.err());
        assertEquals(1, console.run("tags", "a//b"));
        assertTrue(console.err().startsWith("invalid reference format"));
        assertEquals("", console.out());
    }

    @Test
    void opensTheScreenWhereNoCommandIsNamed() {
        assertEquals(Optional.of(BackendChoice.AUTOMATIC), CommandLineFace.screenWanted());
        assertEquals(Optional.of("tcp://h"), CommandLineFace.screenWanted("-H", "tcp://h").orElseThrow().host());
        for (String[] words : new String[][] {{"images"}, {"--help"}, {"-h"}, {"-v"}, {"--foo"}, {"--store"}, {"help"},
            {"--store", "a\0b"}}) {
            assertEquals(Optional.empty(), CommandLineFace.screenWanted(words), String.join(" ", words));
        }
        assertEquals(125, console.run("--store", "a\0b", "images"));
    }

    @Test
    void endsSilentlyWhereTheReaderLeft() {
        TestConsole errors = TestConsole.pipe();
        assertEquals(141, failing("Broken pipe", errors).run("--help"));
        assertEquals("", errors.err());
    }

    @Test
    void saysThatTheOutputCouldNotBeWritten() {
        TestConsole errors = TestConsole.pipe();
        assertEquals(1, failing("No space left on device", errors).run("--help"));
        assertEquals("could not write the output: No space left on device\n", errors.err());
        assertFalse(failing("x", errors).run("--foo") == 0);
    }

    private static CommandLineFace failing(String why, TestConsole errors) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
        Console console = new Console(new Output(broken), errors.console().err(), InputStream.nullInputStream(),
                () -> false, false, () -> false, () -> 80, () -> 24, Instant::now, System::nanoTime, () -> ZoneOffset.UTC,
                Optional::empty, name -> "", new TestProcess());
        return new CommandLineFace(choice -> {
            throw new AssertionError();
        }, console, Cancellation.none(), () -> null);
    }

    @Test
    void aDirectoryIsNoAddress() {
        assertEquals(1, console.run("--store", "store:///nowhere", "images"));
        assertTrue(console.err().contains("--store /nowhere instead"), console.err());
    }

    @Test
    void onePlaceIsEnough() {
        assertEquals(1, console.run("-H", "unix:///nowhere/sock", "-c", "default", "images"));
        assertEquals("conflicting options: cannot specify both --host and --context\n", console.err());
        assertEquals(Optional.empty(), CommandLineFace.screenWanted("--store", "/nowhere", "-H", "unix:///nowhere/sock"));
    }
}
