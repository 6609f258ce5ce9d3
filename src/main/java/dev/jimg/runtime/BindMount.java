package dev.jimg.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A directory or file of the host that a container sees.
 *
 * @param source on the host, absolute
 * @param target in the container, absolute
 */
public record BindMount(Path source, String target, boolean readOnly) {

    private static final List<String> IGNORED_OPTIONS =
            List.of("rw", "z", "Z", "rprivate", "private", "consistent", "cached", "delegated", "nocopy");

    /**
     * Reads {@code /host:/container[:ro]}. A source that is not there is made, a directory, as docker makes it.
     *
     * @throws RunException INVALID; UNSUPPORTED for volumes by name, which only an engine has
     */
    public static BindMount parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw parts.length == 1 ? volume(text) : invalid(text, "wants HOST-PATH:CONTAINER-PATH[:ro]");
        }
        if (!parts[0].startsWith("/")) {
            throw parts[0].startsWith(".") ? invalid(text, "the path of the host must be absolute") : volume(text);
        }
        if (!parts[1].startsWith("/") || parts[1].equals("/")) {
            throw invalid(text, "the path in the container must be absolute, and not the root");
        }
        return new BindMount(Path.of(parts[0]), parts[1], parts.length == 3 && readOnly(text, parts[2]));
    }

    /** Makes a source that is not there. */
    void prepare() {
        try {
            if (!Files.exists(source)) {
                Files.createDirectories(source);
            }
        } catch (IOException e) {
            throw new RunException(RunException.Kind.DISK, target, "could not make " + source + " ("
                    + e.getClass().getSimpleName() + ")", "", ExitStatus.NOT_RUN, e);
        }
    }

    private static boolean readOnly(String text, String options) {
        List<String> all = Arrays.asList(options.split(","));
        for (String option : all) {
            if (!option.equals("ro") && !IGNORED_OPTIONS.contains(option)) {
                throw invalid(text, "unknown option \"" + option + "\"");
            }
        }
        return all.contains("ro");
    }

    private static RunException invalid(String text, String why) {
        return new RunException(RunException.Kind.INVALID, text, why, "");
    }

    private static RunException volume(String text) {
        return new RunException(RunException.Kind.UNSUPPORTED, text, "volumes without a path on the host need an engine",
                "Name a directory, as in -v /data:/data, or use an engine with -H or -c.");
    }
}
