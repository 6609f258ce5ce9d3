package dev.jimg.cli;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import java.util.List;

/** {@code tag}, {@code image tag}. */
final class TagCommand implements Command {

    static final String SUMMARY = "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE";

    @Override
    public Usage usage() {
        return new Usage("SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]", SUMMARY, "", List.of("image tag", "tag"), List.of(),
                2, 2);
    }

    @Override
    public int run(Invocation invocation) {
        String source = invocation.argument(0);
        invocation.service().tag(source, target(source, invocation.argument(1)));
        return 0;
    }

    private static Reference target(String source, String text) {
        Reference target;
        try {
            target = Reference.parse(text);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, "tag", source,
                    "\"" + text + "\" is not a valid repository/tag: " + e.getMessage(), "", e);
        }
        if (target.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, "tag", source,
                    "refusing to create a tag with a digest reference", "");
        }
        return target.orLatest();
    }
}
