package dev.jimg.build;

import dev.jimg.oci.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a build context leaves out: the patterns of a {@code .dockerignore} file.
 *
 * <p>Patterns are asked in order and the last that matches decides; {@code !} takes a path in again. A pattern that
 * matches a directory covers what is below it.
 */
public final class DockerIgnore {

    /** The file's name in the root of a context. */
    public static final String FILE_NAME = ".dockerignore";

    /** Leaves nothing out. */
    public static final DockerIgnore NONE = new DockerIgnore(List.of());

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private record Rule(String text, boolean keeps, PathPattern pattern) {}

    private final List<Rule> rules;
    private final boolean keepsSome;

    private DockerIgnore(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        this.keepsSome = rules.stream().anyMatch(Rule::keeps);
    }

    /**
     * The patterns that belong to a Dockerfile: those in {@code <Dockerfile>.dockerignore} beside it, else those in the
     * context's {@code .dockerignore}, else none.
     *
     * @throws MalformedException if a pattern cannot be read
     * @throws BuildException DISK if the file cannot be read
     */
    public static DockerIgnore of(Path context, Path dockerfile) {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + FILE_NAME);
        Path file = Files.isRegularFile(own) ? own : context.resolve(FILE_NAME);
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            throw new BuildException(BuildException.Kind.DISK, "error reading " + file + ": " + e.getMessage(), "", e);
        }
    }

    /** @throws MalformedException if a pattern cannot be read */
    public static DockerIgnore parse(String text) {
        List<Rule> rules = new ArrayList<>();
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        for (String line : plain.split("\n")) {
            String trimmed = line.trim();
            if (!line.startsWith("#") && !trimmed.isEmpty()) {
                rules.add(rule(trimmed));
            }
        }
        return new DockerIgnore(rules);
    }

    private static Rule rule(String line) {
        boolean keeps = line.startsWith("!");
        String pattern = keeps ? line.substring(1).trim() : line;
        if (pattern.isEmpty()) {
            throw new MalformedException("illegal exclusion pattern: \"!\"");
        }
        String clean = SlashPath.clean(pattern);
        String relative = clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean;
        return new Rule(relative, keeps, PathPattern.ignore(relative));
    }

    /**
     * These patterns, but these files stay: an engine wants the Dockerfile and the patterns themselves, and leaves them
     * out of the image on its own.
     */
    public DockerIgnore keeping(String... paths) {
        List<Rule> more = new ArrayList<>(rules);
        for (String path : paths) {
            if (ignores(path)) {
                more.add(new Rule(path, true, PathPattern.ignore(escaped(path))));
            }
        }
        return new DockerIgnore(more);
    }

    /** @param path relative to the context, with slashes */
    public boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.keeps == ignored && rule.pattern.covers(path)) {
                ignored = !rule.keeps;
            }
        }
        return ignored;
    }

    /** Whether an ignored directory must be walked all the same, because something in it may be taken in again. */
    public boolean mayKeepBelow(String directory) {
        if (!keepsSome) {
            return false;
        }
        for (Rule rule : rules) {
            if (rule.keeps && reaches(rule.text, directory)) {
                return true;
            }
        }
        return false;
    }

    /** Compares part by part as far as both go; from a {@code **} on anything is possible. */
    private static boolean reaches(String pattern, String directory) {
        String[] wanted = pattern.split("/");
        String[] given = directory.split("/");
        for (int i = 0; i < given.length; i++) {
            if (i == wanted.length) {
                return true;
            }
            if (wanted[i].contains("**")) {
                return true;
            }
            if (!PathPattern.glob(wanted[i]).matches(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String path) {
        return path.replaceAll("([\\\\*?\\[])", "\\\\$1");
    }
}
