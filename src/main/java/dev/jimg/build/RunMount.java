package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A {@code --mount} of RUN that this builder offers: files that last from build to build, or only for the step. Neither
 * is part of the layer.
 *
 * @param target where it appears, absolute
 * @param id what a cache is known by
 */
public record RunMount(Type type, String target, String id, boolean readOnly) {

    /** What lies there. */
    public enum Type { CACHE, TMPFS }

    private static final Set<String> FIELDS = Set.of("type", "target", "dst", "destination", "id", "sharing", "mode",
            "uid", "gid", "readonly", "ro", "size", "rw", "readwrite");

    /**
     * Reads {@code type=cache,target=/root/.cache}.
     *
     * @throws BuildException INVALID or UNSUPPORTED
     */
    static RunMount parse(String text, String workingDir) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(",")) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            fields.put(name, equals < 0 ? "true" : field.substring(equals + 1));
        }
        String type = fields.getOrDefault("type", "bind");
        if (!type.equals("cache") && !type.equals("tmpfs")) {
            throw new BuildException(Kind.UNSUPPORTED, "RUN --mount=type=" + type + " is not offered on the store",
                    "Use an engine for this build: jimg-tui -H URL build …");
        }
        for (String name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                throw invalid("unexpected key '" + name + "' in '" + text + "'");
            }
        }
        String given = fields.getOrDefault("target",
                fields.getOrDefault("dst", fields.getOrDefault("destination", "")));
        if (given.isEmpty()) {
            throw invalid("invalid mount config for type \"" + type + "\": field Target must not be empty");
        }
        String target = SlashPath.resolve(workingDir, given);
        boolean readOnly = fields.getOrDefault("readonly", fields.getOrDefault("ro", "false")).equals("true");
        return new RunMount(type.equals("cache") ? Type.CACHE : Type.TMPFS, target,
                fields.getOrDefault("id", target), readOnly);
    }

    private static BuildException invalid(String why) {
        return new BuildException(Kind.INVALID, why, "");
    }
}
