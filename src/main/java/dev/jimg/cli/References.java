package dev.jimg.cli;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;

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

    /** What docker says of a text that is no reference: less than we do, but for two cases. */
    static String docker(MalformedException e) {
        String said = e.getMessage();
        return said.startsWith(BAD_FORMAT + ": \"") || said.startsWith(BAD_FORMAT + ": invalid digest") ? BAD_FORMAT
                : said;
    }

    static Platform platform(String operation, String subject, String text) {
        try {
            return Platform.parse(text);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, operation, subject, e.getMessage(), "", "Error response from daemon: \""
                    + text + "\": cannot parse platform specifier: invalid argument", e);
        }
    }
}
