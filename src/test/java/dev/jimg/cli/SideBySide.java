package dev.jimg.cli;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Run;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs docker and this program with the same arguments on the same engine.
 *
 * <p>What is deliberately not compared, all of it here:
 *
 * <ul>
 *   <li>The program's name: {@code docker} where it names itself counts as {@code jimg-tui}.
 *   <li>Control characters of text from outside, which docker lets through and this program does not.
 *   <li>The order of an image's rows where it is in several repositories: docker walks through a Go map.
 *   <li>The order of the lines of layers of a pull, and whether one is seen being verified: that is the network's.
 *   <li>The order of what a removal by force takes away: the engine walks through a map too.
 *   <li>Lists with {@code until} on an engine that refuses it, and several {@code before}: the engine takes any of them.
 *   <li>{@code -h}, which docker calls deprecated; help where it speaks of a daemon or of what docker cannot do.
 *   <li>Hub's search and names that {@code docker} resolves as paths ({@code a/../b}).
 *   <li>«SRun 'docker …'» in the refusal of too many arguments: a slip of docker's.
 * </ul>
 */
final class SideBySide {

    private static final Pattern NAME = Pattern.compile("(?<![\\w./-])docker(?=[ :'])(?! swarm)");

    private static final Pattern NEW_ID = Pattern.compile("(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-f])|(?<=docker-import-)[0-9]+");

    private final RealDocker docker;
    private final Path config;

    SideBySide(RealDocker docker, Path config) {
        this.docker = docker;
        this.config = config;
    }

    Run.Result docker(String input, List<String> words) {
        Run.Result result = docker.command(words.toArray(String[]::new)).env("DOCKER_CONFIG", config.toString())
                .env("TZ", "UTC").stdin(input).attempt();
        return new Run.Result(result.exit(), ours(result.out()), ours(result.err()).replace("\nSRun '", "\nRun '"));
    }

    Run.Result jimg(String input, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(
                Map.of("DOCKER_HOST", docker.host(), "DOCKER_CONFIG", config.toString()), config, config);
        Console console = new Console(new Output(out), new Output(err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), () -> false, false, () -> false, () -> 0, () -> 0,
                Instant::now, System::nanoTime, ZoneOffset.UTC, Optional::empty, name -> "",
                new TestProcess());
        int exit = new CommandLineFace(new Backends(environment, Clock.systemUTC()), console, Cancellation.none())
                .run(words.toArray(String[]::new));
        return new Run.Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String ours(String text) {
        return NAME.matcher(text).replaceAll(CommandLineFace.PROGRAM);
    }

    /** With its lines sorted, and without those that depend on when one looked. */
    static Run.Result inOrder(Run.Result result) {
        String lines = Stream.of(result.out().split("\n", -1)).filter(line -> !line.endsWith(": Verifying Checksum"))
                .sorted().collect(Collectors.joining("\n"));
        return new Run.Result(result.exit(), lines, result.err());
    }

    /** What each of the two makes anew has an ID of its own; and an image the time of its making in it. */
    static String withoutNewIds(String text) {
        return NEW_ID.matcher(text).replaceAll("ID");
    }

    /** All that is compared, to be shown where it differs. */
    static String shown(Run.Result result) {
        return "stdout:\n" + result.out() + "stderr:\n" + result.err() + "exit: " + result.exit() + "\n";
    }
}
