package dev.jimg.bench.peer;

import dev.jimg.bench.measure.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** This program as {@code install.sh} installed it: its launcher, and the JVM that this starts. */
public final class Installed {

    private static final Pattern QUOTED = Pattern.compile("([^\\s'\"]*)'([^']*)'");

    /** Variables that lead elsewhere; one that is empty counts as not set. */
    private static final List<String> CHOICES = List.of("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
            "DOCKER_CONFIG", "DOCKER_HOST", "DOCKER_CONTEXT", "JIMG_STORE", "JIMG_CONFIG");

    private static final String JAVA = "java=";

    /** A line of the launcher: a variable, and what it is where the user says nothing else. */
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=\"\\$\\{\\1:-(\\w+)\\}\"");

    private final Path launcher;
    private final Yard yard;

    /** @param launcher {@code PREFIX/bin/jimg-tui} */
    public Installed(Path launcher, Yard yard) {
        this.launcher = launcher;
        this.yard = yard;
        if (!Files.isExecutable(launcher)) {
            throw new BenchException("there is no " + launcher + "; ./install.sh bench makes it");
        }
    }

    public Path launcher() {
        return launcher;
    }

    /** A user's who has no settings, in a directory of this run; and what the launcher adds. */
    public Map<String, String> environment() {
        Path home = yard.fresh("home");
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(), "LC_ALL", "C.UTF-8", "TERM", "xterm-256color"));
        for (String choice : CHOICES) {
            environment.put(choice, "");
        }
        lines().stream().map(EXPORT::matcher).filter(Matcher::matches)
                .forEach(line -> environment.put(line.group(1), line.group(2)));
        return environment;
    }

    /** Starts a class with the same Java, flags and class archive as the launcher does. */
    List<String> jvm(Path moreClasses, Class<?> main) {
        List<String> lines = lines();
        String java = quoted(only(lines, JAVA)).get(0).substring(JAVA.length());
        List<String> words = new ArrayList<>(quoted(only(lines, "exec ")));
        String jar = words.remove(words.size() - 1);
        words.add(0, java);
        words.addAll(List.of("-cp", jar + ":" + moreClasses, main.getName()));
        return words;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String only(List<String> lines, String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).findFirst()
                .orElseThrow(() -> new BenchException("the launcher has no line " + beginning));
    }

    private static List<String> quoted(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) + matcher.group(2));
        }
        return words;
    }
}
