package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.ObjectType;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what {@code inspect} names: among all types of objects, in docker's order, unless it is told one. */
final class ObjectSearch {

    private static final String SIZE = "size";

    private final Invocation invocation;
    private final Optional<ObjectType> only;

    ObjectSearch(Invocation invocation, Optional<ObjectType> only) {
        this.invocation = invocation;
        this.only = only;
    }

    record Found(ObjectType type, String json) {}

    Found find(String name) {
        Found found = only.map(type -> of(type, name)).orElseGet(() -> any(name));
        if (found.type() != ObjectType.CONTAINER && invocation.flags().on(SIZE)) {
            invocation.console().err().line("WARNING: --size ignored for " + found.type().word()).flush();
        }
        return found;
    }

    private Found any(String name) {
        Failure ofImage = null;
        for (ObjectType type : Stream.of(ObjectType.values()).filter(type -> !type.ofSwarm()).toList()) {
            try {
                return of(type, name);
            } catch (Failure e) {
                if (!goesOn(e)) {
                    throw e;
                }
                ofImage = type == ObjectType.IMAGE ? e : ofImage;
            }
        }
        // The store's own words are of more help than docker's.
        throw ofImage.verbatim().isEmpty() ? ofImage : ofImage.spelledAs("Error: No such object: " + name);
    }

    /** Where docker goes on to the next type: it is not of this one, or there are none. */
    private static boolean goesOn(Failure e) {
        return e.kind() == Failure.Kind.NOT_FOUND || e.kind() == Failure.Kind.UNSUPPORTED
                || e.why().contains("not supported") || e.verbatim().contains("invalid reference format");
    }

    private Found of(ObjectType type, String name) {
        if (name.isEmpty()) {
            throw new Failure(Failure.Kind.INVALID, "inspect", "", "the name is empty", "")
                    .spelledAs(type == ObjectType.IMAGE ? "Error: No such image: "
                            : "invalid " + type.word() + " name or ID: value is empty");
        }
        boolean size = type == ObjectType.CONTAINER && invocation.flags().on(SIZE);
        return new Found(type, invocation.service().inspectObject(type, name, size));
    }
}
