package dev.jimg.build;

import dev.jimg.build.BuildException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A {@code --mount} of RUN as the Dockerfile has it (Dockerfile reference, «RUN --mount»). None is part of the layer.
 *
 * @param from the stage or image that a bind mount shows, or that a new cache begins with; empty for the context
 * @param source in there; of a secret its id
 * @param target where it appears; empty where the type has a place of its own
 * @param id of a cache, a secret or an agent; empty where the type has one of its own
 * @param size of a tmpfs, in bytes; 0 for no limit
 * @param env the variable that holds a secret
 */
record RunMount(Type type, Optional<String> from, String source, String target, String id, Sharing sharing,
        boolean readOnly, boolean required, long size, Optional<String> env, Optional<Integer> mode, Optional<Long> uid,
        Optional<Long> gid) {

    enum Type { BIND, CACHE, TMPFS, SECRET, SSH }

    /** What becomes of a cache that another build writes to at the same time. */
    enum Sharing { SHARED, PRIVATE, LOCKED }

    /**
     * @param word replaces the variables in a value
     * @throws BuildException INVALID in BuildKit's words
     */
    static RunMount parse(String text, UnaryOperator<String> word) {
        return new RunMountFields(text, word).mount();
    }

    /** What a {@code --mount} as written takes from elsewhere: known before the build, so there are no variables in it. */
    static Optional<String> from(String text) {
        Optional<String> from = List.of(text.split(",")).stream().filter(field -> field.startsWith("from="))
                .map(field -> field.substring("from=".length())).reduce((before, last) -> last);
        from.filter(name -> name.indexOf('$') >= 0).ifPresent(name -> {
            throw new BuildException(Kind.INVALID,
                    "'from' doesn't support variable expansion, define alias stage instead", "");
        });
        return from.filter(name -> !name.isEmpty());
    }

    String absoluteTarget(String workingDir) {
        if (target.isEmpty() && type != Type.BIND && type != Type.CACHE && type != Type.TMPFS) {
            return "";
        }
        String absolute = SlashPath.resolve(workingDir, target);
        if (absolute.equals("/")) {
            throw new BuildException(Kind.INVALID, "invalid mount target \"" + absolute + "\"", "");
        }
        return absolute;
    }
}
