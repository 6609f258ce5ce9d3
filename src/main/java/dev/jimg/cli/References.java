package dev.jimg.cli;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import java.util.Optional;

/** Reads what a person typed; what does not parse is a {@link Failure} that says for what it was wanted. */
final class References {

    private static final String BAD_FORMAT = "invalid reference format";

    private References() {}

    /** @param operation what was to be done with it, in the infinitive */
    static Reference parse(String operation, String text) {
        try {
            return Reference.parse(text);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, operation, text, e.getMessage(), "", docker(e), e);
        }
    }

    /** What docker says of a text that is no reference: less than we do, unless the repository's name is at fault. */
    static String docker(MalformedException e) {
        String ours = e.getMessage();
        return ours.startsWith(BAD_FORMAT) && !ours.startsWith(BAD_FORMAT + ": repository name") ? BAD_FORMAT : ours;
    }

    /** What {@code --platform} was given, in the words of the engine, which docker would ask. */
    static Optional<Platform> platform(String operation, String subject, Flags flags) {
        return flags.filled("platform").map(given -> platform(operation, subject, given));
    }

    /** In the words of the engine, which docker would ask. */
    static Platform platform(String operation, String subject, String text) {
        return platform(operation, subject, text, "Error response from daemon: ");
    }

    /** @param saying what docker begins its error with */
    static Platform platform(String operation, String subject, String text, String saying) {
        try {
            return Platform.parse(text);
        } catch (MalformedException e) {
            String why = e.getMessage().endsWith(Platform.UNKNOWN) ? Platform.UNKNOWN
                    : "cannot parse platform specifier";
            throw new Failure(Failure.Kind.INVALID, operation, subject, e.getMessage(), "", saying + "\"" + text + "\": "
                    + why + ": invalid argument", e);
        }
    }
}
