package dev.jimg.bench.peer;

import dev.jimg.bench.measure.BenchException;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.ProcessTree;
import dev.jimg.bench.measure.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * This program as the full-screen app runs it: a JVM with the same flags that goes on, here without the screen. Times are
 * those that pass within it; processor time and peak are the process's.
 */
public final class App implements Peer {

    public static final String WARM = "jimg-tui, in the app";
    public static final String FRESH = "jimg-tui, app just begun";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /**
     * So long and so often the work is done before the first run counts: compiled code is what a program has that runs
     * for hours. But not longer than anybody waits.
     */
    private static final Duration LEAST_WARMING = Duration.ofMillis(1500);
    private static final int LEAST_RUNS = 6;
    private static final Duration MOST_WARMING = Duration.ofSeconds(10);
    private static final int MOST_RUNS = 20;

    private final Installed installed;
    private final Yard yard;
    private final Map<String, String> environment;
    private final Path store;
    private Process process;
    private PrintStream asked;
    private BufferedReader answers;

    /** It is started by the first work. */
    public App(Installed installed, Yard yard) {
        this.installed = installed;
        this.yard = yard;
        environment = installed.environment();
        store = yard.fresh("store");
    }

    @Override
    public String name() {
        return WARM;
    }

    /** Takes the certificates of this registry that this authority has signed. */
    public void trust(String hostPort, String authorityPem) {
        try {
            Path directory = Path.of(environment.get("HOME"), ".config/containers/certs.d", hostPort);
            Files.writeString(Files.createDirectories(directory).resolve("ca.crt"), authorityPem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it do one thing, see {@link AppHost}. */
    public Sample ask(String operation, Path onStore, String... words) {
        begin();
        return new ProcessTree(process.toHandle()).during(() -> {
            asked.println(operation + "\t" + onStore + "\t" + String.join("\t", words));
            asked.flush();
            return answer();
        });
    }

    /** Work that has been done a few times before it counts. */
    public Contender warm(Runnable prepare, Contender.Work work) {
        boolean[] warm = new boolean[1];
        return Contender.of(WARM, () -> {
            Duration spent = Duration.ZERO;
            for (int runs = 0; !warm[0] && isCold(runs, spent); runs++) {
                prepare.run();
                spent = spent.plus(work.run().wall());
            }
            warm[0] = true;
            prepare.run();
        }, work);
    }

    private static boolean isCold(int runs, Duration spent) {
        return runs < MOST_RUNS && spent.compareTo(MOST_WARMING) < 0
                && (runs < LEAST_RUNS || spent.compareTo(LEAST_WARMING) < 0);
    }

    @Override
    public Optional<Contender> pull(String reference) {
        return Optional.of(warm(this::empty, () -> ask("pull", store, reference)));
    }

    /** The first pull of an app that has drawn up its list, and done what it then does once on its own. */
    public Contender freshPull(String reference) {
        return Contender.of(FRESH, () -> {
            close();
            empty();
            ask("list", store);
            ask("rehearse", store);
        }, () -> ask("pull", store, reference));
    }

    @Override
    public Optional<Contender> pullRest(String here, String reference) {
        Path before = yard.fresh("store");
        ask("pull", before, here);
        return Optional.of(warm(() -> {
            empty();
            yard.copyLayout(before, store);
        }, () -> ask("pull", store, reference)));
    }

    @Override
    public Optional<Contender> push(String here, Targets targets) {
        Path filled = yard.fresh("store");
        JimgTui command = new JimgTui(installed, yard).on(filled);
        command.run("pull", here);
        String[] target = new String[1];
        return Optional.of(warm(() -> {
            target[0] = targets.next();
            command.run("tag", here, target[0]);
        }, () -> ask("push", filled, target[0])));
    }

    @Override
    public Optional<Contender> save(String reference) {
        Path filled = yard.fresh("store");
        ask("pull", filled, reference);
        Path archive = yard.fresh("saved.tar");
        return Optional.of(warm(() -> yard.remove(archive), () -> ask("save", filled, reference, archive.toString())));
    }

    @Override
    public Optional<Contender> load(Path archive, String reference) {
        return Optional.of(warm(this::empty, () -> ask("load", store, archive.toString())));
    }

    @Override
    public Optional<Contender> loadZstd(Path archive) {
        return Optional.of(warm(this::empty, () -> ask("load-zstd", store, archive.toString())));
    }

    /** Reading which files an image has, none of whose layers was read before. */
    public Contender files(Path filled, String reference) {
        return warm(() -> yard.remove(Path.of(environment.get("XDG_CACHE_HOME"))), () -> ask("files", filled, reference));
    }

    /** Ends the process; the next work starts another. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        asked.close();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private void begin() {
        if (process != null) {
            return;
        }
        try {
            Path classes = Path.of(AppHost.class.getProtectionDomain().getCodeSource().getLocation().getPath());
            ProcessBuilder builder = new ProcessBuilder(installed.jvm(classes, AppHost.class))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            process = builder.start();
            asked = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own figures are of what was reached on the way only: the rest is told of the process from outside. */
    private Sample answer() {
        try {
            String line = answers.readLine();
            if (line == null || !line.matches("\\d+( \\d+ \\d+ \\d+)?")) {
                throw new BenchException("the app host said: " + line);
            }
            long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Sample(Duration.ofNanos(numbers[0]), Duration.ZERO, 0, numbers.length == 1 ? Optional.empty()
                    : Optional.of(new Sample(Duration.ofNanos(numbers[1]), Duration.ofNanos(numbers[2]), numbers[3])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() {
        yard.remove(store);
    }
}
