package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.transfer.ProcessMark;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of containers that are made for nothing but to look at an image's files: {@code jimg-files-MARK-RANDOM}, with
 * the mark of the process that made one, and 64 bits in hexadecimal digits. Nobody is to see them: they are left out where
 * containers are listed, and hold no image.
 *
 * <p>It is the name that tells, and no label, for those of an image are its containers' too: an image could hide a
 * container of the user, and have it taken away. One that was ever started is somebody's, whatever it is called.
 */
public final class FilesName {

    /** What {@code GET /containers/json} can be asked for, before {@link #mark} has the last word. */
    static final String PREFIX = "jimg-files-";

    private static final Pattern FORM = Pattern.compile("/?" + PREFIX + "(" + ProcessMark.PATTERN + ")-[0-9a-f]{16}");
    private static final String NEVER_STARTED = "created";
    /** What happens to those that are never started, in Docker's words and in Podman's. */
    private static final Set<String> QUIET = Set.of("create", "export", "archive-path", "mount", "unmount", "destroy",
            "remove");
    private static final SecureRandom RANDOM = new SecureRandom();

    private FilesName() {}

    /** A new one. */
    public static String of(String mark) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return PREFIX + mark + "-" + HexFormat.of().formatHex(random);
    }

    /**
     * Of the process that made it; empty for a name of another kind.
     *
     * @param name with or without the slash that Docker puts before it
     */
    static Optional<String> mark(String name) {
        Matcher parts = FORM.matcher(name);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** The same of a container with these names, as long as it never ran. */
    static Optional<String> mark(List<String> names, String state) {
        return state.equals(NEVER_STARTED) ? names.stream().flatMap(name -> mark(name).stream()).findFirst()
                : Optional.empty();
    }

    /** Whether an event of a container is nobody's concern. */
    static boolean isQuiet(String action, JsonNode attributes) {
        return QUIET.contains(action) && mark(attributes.path("name").asText("")).isPresent();
    }
}
