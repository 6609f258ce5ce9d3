package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EngineImageDetails;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names images to an engine, which finds them itself; what it then cannot find is told apart here. Engines say «no such
 * image» also where an ID prefix fits several.
 */
final class EngineLookup {

    private static final Pattern LABEL = Pattern.compile("sha(256|512):.*");
    private static final Pattern ID = Pattern.compile("(sha(256|512):)?[0-9a-f]{1,128}");
    private static final Pattern OTHER_PATH = Pattern.compile("(.*/)?\\.\\.?(/.*)?");
    private static final int FULL_HEX = 64;

    private final EngineClient engine;

    EngineLookup(EngineClient engine) {
        this.engine = engine;
    }

    /**
     * @param name the name it was found under; empty if it was found by ID
     */
    record Found(EngineImage image, Optional<Reference> name) {}

    /**
     * Does something with an image that exists, or fails as all backends do.
     *
     * @param work is given the text as the engine takes it
     * @throws Failure NOT_FOUND or AMBIGUOUS; what an engine would take for another path never reaches it
     */
    <T> T with(String operation, String text, Function<String, T> work) {
        checkPath(operation, text);
        try {
            return work.apply(meant(operation, text));
        } catch (EngineException e) {
            throw isMissing(e, text) ? missing(operation, text).spelledAs(e.verbatim()) : Failures.of(operation, text, e);
        }
    }

    /**
     * The text as the engine takes it for nothing else. Podman takes a name for the end of a longer one too, and finds
     * {@code quay.io/x/foo} under {@code foo}: it is given the whole name that is meant.
     *
     * @throws Failure NOT_FOUND if the engine would find an image of another name
     */
    String meant(String operation, String text) {
        String spelled = spelled(text);
        List<Reference> names = names(text, engine.version().podman());
        if (!engine.version().podman() || LABEL.matcher(text).matches() || names.size() == 1) {
            return spelled;
        }
        for (Reference name : names) {
            if (inspected(name.toString()).isPresent()) {
                return name.toString();
            }
        }
        Optional<EngineImageDetails> found = inspected(spelled);
        boolean byId = ID.matcher(text).matches() && found.filter(image -> image.id().startsWith(text)).isPresent();
        if (found.isPresent() && !byId) {
            throw Failures.noSuchImage(operation, text);
        }
        return spelled;
    }

    /**
     * Empty also where it fits several: what is to be done with it says so.
     *
     * @throws EngineException if nothing is known of it: it may be there, and no other one is meant
     */
    private Optional<EngineImageDetails> inspected(String name) {
        try {
            return Optional.of(engine.inspect(name));
        } catch (EngineException e) {
            if (isMissing(e, name) || e.kind() == EngineException.Kind.AMBIGUOUS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isMissing(EngineException e, String text) {
        return e.kind() == EngineException.Kind.NOT_FOUND
                || e.kind() == EngineException.Kind.INVALID && Reference.tryParse(text).isEmpty();
    }

    /**
     * The images that a text can name: as docker reads it and, on Podman, where that is a short name, what it builds under
     * it, {@code localhost/foo}.
     */
    private static List<Reference> names(String text, boolean podman) {
        Optional<Reference> name = Reference.tryParse(text);
        boolean shorter = podman && name.filter(Reference::isHub).isPresent() && !text.startsWith(Reference.HUB + "/");
        return Stream.concat(name.stream(), shorter ? Reference.tryParse("localhost/" + text).stream() : Stream.empty())
                .map(EngineImages::exact).toList();
    }

    /** @throws Failure NOT_FOUND for what an engine would take for another path */
    static void checkPath(String operation, String text) {
        if (text.isEmpty() || OTHER_PATH.matcher(text).matches()) {
            throw Failures.noSuchImage(operation, text).spelledAs("Error response from daemon: page not found");
        }
    }

    /** In docker's order: a full ID, then a name, then a prefix of an ID. */
    static Found find(EngineImages images, String operation, String text, boolean podman) {
        if (!LABEL.matcher(text).matches() && text.length() != FULL_HEX) {
            for (Reference name : names(text, podman)) {
                Optional<EngineImage> named = images.named(name);
                if (named.isPresent()) {
                    return new Found(named.get(), Optional.of(name));
                }
            }
        }
        List<EngineImage> matches = ID.matcher(text).matches() ? images.withId(text) : List.of();
        if (matches.size() > 1) {
            throw ambiguous(operation, text, matches.size());
        }
        return new Found(matches.stream().findFirst().orElseThrow(() -> Failures.noSuchImage(operation, text)),
                Optional.empty());
    }

    /** A part of an ID goes without its algorithm: Podman refuses it as a digest that is too short. */
    private String spelled(String text) {
        return engine.version().podman() && LABEL.matcher(text).matches() && ID.matcher(text).matches()
                && text.length() - text.indexOf(':') - 1 < FULL_HEX ? text.substring(text.indexOf(':') + 1) : text;
    }

    private Failure missing(String operation, String text) {
        int matches = ID.matcher(text).matches()
                ? new EngineImages(engine.images(true, false, Map.of()), List.of()).withId(text).size() : 0;
        return matches > 1 ? ambiguous(operation, text, matches) : Failures.noSuchImage(operation, text);
    }

    private static Failure ambiguous(String operation, String text, int matches) {
        return new Failure(Failure.Kind.AMBIGUOUS, operation, text, matches + " images have an ID that begins with it",
                "Give more digits of the ID, or a name.");
    }
}
