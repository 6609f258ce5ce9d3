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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs docker and this program with the same arguments on the same engine.
 *
 * <p>What is deliberately not compared, all of it here. Where this program is meant to differ, README.md says so too.
 *
 * <ul>
 *   <li>The program's name: {@code docker} where it names itself counts as {@code jimg-tui}.
 *   <li>Control characters of text from outside, which docker lets through and this program does not.
 *   <li>The order of an image's rows where it is in several repositories, and of images made in the same second: docker
 *       walks through a Go map.
 *   <li>The order of the lines of layers of a pull, and whether one is seen being verified: that is the network's.
 *   <li>The order of what a removal by force takes away: the engine walks through a map too.
 *   <li>IDs of what a case makes anew, and the engine's names for temporary directories: {@link #withoutNewIds}.
 *   <li>Times that pass between the two: such a case is tried again.
 *   <li>Lists with several {@code before}: the engine takes any of them.
 *   <li>{@code -h}, which docker calls deprecated.
 *   <li>Help where it speaks of docker or its daemon, of options that one of the two does not have
 *       ({@code push --platform} and {@code save --format} on an old engine, most of {@code run}), and of groups that
 *       have more commands there.
 *   <li>{@code image diff} and {@code image keep}, which docker does not have, in the help of {@code image}.
 *   <li>Who is asked: docker leaves Hub's search and that of a registry to the engine, this program asks itself (what
 *       comes of the same answer is compared in {@code SearchSameAsDockerTest}); likewise the words for a repository of
 *       {@code pull -a} that is not there.
 *   <li>{@code pull --platform} of an image that has another platform only: docker takes it, this program says so and
 *       fails.
 *   <li>Objects of a swarm in {@code inspect} without {@code --type}.
 *   <li>Names that {@code docker} resolves as paths ({@code a/../b}), volumes that it takes for drives
 *       ({@code -v a:b}), {@code image prune --filter dangling=…}.
 *   <li>«SRun 'docker …'» in the refusal of too many arguments, and the address of a request before «is a directory»:
 *       slips of docker's.
 *   <li>The advice of docker's old builder to install another.
 * </ul>
 */
final class SideBySide {

    private static final Pattern NAME = Pattern.compile("(?<![\\w./-])docker(?=[ :'])(?! swarm)");

    private static final Pattern NEW_ID = Pattern.compile("(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{12})(?![0-9a-f])|(?<=docker-import-)[0-9]+");

    /** Steps of a layer that docker leaves out when the next one has overtaken them. */
    private static final Pattern PASSING = Pattern.compile("^[0-9a-f]{12}: (Waiting|Verifying Checksum|Download complete)$");

    /** An entry is a line, an object of JSON, or what a template of the cases puts between bars. */
    private static final Pattern BETWEEN_ENTRIES = Pattern.compile("\n|\\||(?<=\\}),(?=\\{)|(?<=\\})(?=\\])|(?<=\\[)(?=\\{)");

    /** Commands of {@code image} that docker does not have, where its help lists them. */
    private static final Pattern OWN_COMMANDS = Pattern.compile("(?m)^  (?:diff        Compare two images"
            + "|keep        Remove all but the newest images of a repository)\n");

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
        return jimg(input, words, Map.of());
    }

    /** @param variables more of them than where the engine and docker's settings are */
    Run.Result jimg(String input, List<String> words, Map<String, String> variables) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> all = new HashMap<>(variables);
        all.put("DOCKER_HOST", docker.host());
        all.put("DOCKER_CONFIG", config.toString());
        Environment environment = new Environment(all, config, config);
        Console console = new Console(new Output(out), new Output(err),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), () -> false, false, () -> false, () -> 0, () -> 0,
                Instant::now, System::nanoTime, () -> ZoneOffset.UTC, Optional::empty, name -> "",
                new TestProcess());
        int exit = new CommandLineFace(new Backends(environment, Clock.systemUTC()), console, Cancellation.none(),
                () -> new SomeSettings(Map.of()))
                .run(words.toArray(String[]::new));
        return new Run.Result(exit, withoutOwn(out), withoutOwn(err));
    }

    private static String withoutOwn(ByteArrayOutputStream printed) {
        return OWN_COMMANDS.matcher(printed.toString(StandardCharsets.UTF_8)).replaceAll("");
    }

    private static String ours(String text) {
        return NAME.matcher(text).replaceAll(CommandLineFace.PROGRAM);
    }

    /** With its entries sorted, and without those that depend on when one looked. */
    static Run.Result inOrder(Run.Result result) {
        String entries = BETWEEN_ENTRIES.splitAsStream(result.out()).filter(entry -> !PASSING.matcher(entry).find())
                .sorted().collect(Collectors.joining("\n"));
        return new Run.Result(result.exit(), entries, result.err());
    }

    /** What each of the two makes anew has an ID of its own; and an image the time of its making in it. */
    static String withoutNewIds(String text) {
        return NEW_ID.matcher(text.lines().filter(line -> !PASSING.matcher(line).find())
                .map(line -> line + "\n").collect(Collectors.joining())).replaceAll("ID");
    }

    /** All that is compared, to be shown where it differs. */
    static String shown(Run.Result result) {
        return "stdout:\n" + result.out() + "stderr:\n" + result.err() + "exit: " + result.exit() + "\n";
    }
}
