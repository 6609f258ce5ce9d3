package dev.jimg.cli;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import java.util.List;
import java.util.regex.Pattern;

/** {@code tag}, {@code image tag}. */
final class TagCommand implements Command {

    static final String SUMMARY = "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE";

    private static final String REFUSAL = "refusing to create a tag with a digest reference";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    @Override
    public Usage usage() {
        return new Usage("SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", SUMMARY, "", List.of("image tag", "tag"), List.of(),
                2, 2);
    }

    @Override
    public boolean flagsEndAtArgument() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        String source = invocation.argument(0);
        if (!ID.matcher(source).matches()) {
            parse(source, source);
        }
        invocation.service().tag(source, target(source, invocation.argument(1)));
        return 0;
    }

    private static Reference target(String source, String text) {
        Reference target = parse(source, text);
        if (target.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, "tag", source,
                    REFUSAL, "").spelledAs(REFUSAL);
        }
        return target.orLatest();
    }

    private static Reference parse(String source, String text) {
        try {
            return Reference.parse(text);
        } catch (MalformedException e) {
            String what = "\"" + text + "\" is not a valid repository/tag: ";
            throw new Failure(Failure.Kind.INVALID, "tag", source, what + e.getMessage(), "",
                    "Error parsing reference: " + what + References.docker(e), e);
        }
    }
}
