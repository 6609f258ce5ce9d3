package dev.jimg.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The outside: variables and where files are looked for.
 *
 * @param home the home directory, below which the user's settings lie
 * @param root what {@code /etc/…} is below; {@code /} except in tests
 */
public record Environment(Map<String, String> variables, Path home, Path root) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The variables by their names only: their values hold passwords of proxies and keys of clouds. */
    @Override
    public String toString() {
        return "Environment[" + variables.keySet() + ", " + home + ", " + root + "]";
    }

    /** The environment of this process. */
    public static Environment system() {
        Map<String, String> variables = System.getenv();
        String home = variables.getOrDefault("HOME", "");
        return new Environment(variables, Path.of(home.isEmpty() ? System.getProperty("user.home") : home),
                Path.of("/"));
    }

    /** The variable's value; one that is set to nothing counts as not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * The variable's value as a path.
     *
     * @throws ConfigException if it is none: in the C locale Java cannot say names with other letters
     */
    public Optional<Path> path(String name) {
        return variable(name).map(value -> {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new ConfigException("this locale cannot say the path in " + name + ", " + value + " ("
                        + e.getReason() + ")", "Set LC_ALL=C.UTF-8, for example.", e);
            }
        });
    }

    /** {@code $DOCKER_CONFIG}, else {@code ~/.docker}. */
    public Path dockerDirectory() {
        return path("DOCKER_CONFIG").orElse(home.resolve(".docker"));
    }

    /** {@code $XDG_CONFIG_HOME}, else {@code ~/.config} (XDG base directory specification; it wants absolute paths). */
    public Path configHome() {
        return path("XDG_CONFIG_HOME").filter(Path::isAbsolute).orElse(home.resolve(".config"));
    }

    /** {@code $XDG_CACHE_HOME}, else {@code ~/.cache}. */
    public Path cacheHome() {
        return path("XDG_CACHE_HOME").filter(Path::isAbsolute).orElse(home.resolve(".cache"));
    }

    /** This program's settings: {@code $JIMG_CONFIG}, else {@code jimg/config.toml} below {@link #configHome}. */
    public Path settingsFile() {
        return path("JIMG_CONFIG").orElse(configHome().resolve("jimg").resolve("config.toml"));
    }

    /** {@code $XDG_STATE_HOME}, else {@code ~/.local/state}: what is worth keeping, but can be lost. */
    public Path stateHome() {
        return path("XDG_STATE_HOME").filter(Path::isAbsolute).orElse(home.resolve(".local").resolve("state"));
    }

    /** @param path below {@code /etc}, relative */
    public Path etc(String path) {
        return root.resolve("etc").resolve(path);
    }
}
