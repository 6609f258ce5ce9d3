package dev.jimg.service;


/**
 * A place and an image there.
 *
 * @param kind what kind of place
 * @param where which one of that kind: an engine's URL, a context's name; empty for the one that applies
 * @param image its reference or ID there; may be empty where the place is a target
 */
public record CopyPlace(Kind kind, String where, String image) {

    public enum Kind {
        /** The backend that the command works on. */
        CURRENT,
        /** The embedded store. */
        STORE,
        /** An engine: that of a URL, or the first that applies. */
        ENGINE,
        /** The engine of a docker context. */
        CONTEXT,
        REGISTRY
    }

    private static final String SEPARATOR = "://";
    private static final String ENGINE_PREFIX = "engine+";

    /**
     * Reads how a person spells it. No reference holds {@code ://}, so that no name is taken for a place.
     *
     * <ul>
     *   <li>{@code IMAGE}: on the current backend
     *   <li>{@code docker://IMAGE}, {@code registry://IMAGE}: in the registry that the name says
     *   <li>{@code store://IMAGE}: in the embedded store
     *   <li>{@code engine://IMAGE}: on the engine that applies; {@code engine+ssh://[USER@]HOST/IMAGE},
     *       {@code engine+tcp://HOST:PORT/IMAGE}, {@code engine+unix:///SOCKET//IMAGE}: on that one
     *   <li>{@code context://NAME/IMAGE}: on the engine of that docker context
     * </ul>
     *
     * @throws Failure INVALID if it is none of these
     */
    public static CopyPlace parse(String text) {
        int at = text.indexOf(SEPARATOR);
        if (at < 0) {
            return new CopyPlace(Kind.CURRENT, "", text);
        }
        String scheme = text.substring(0, at);
        String rest = text.substring(at + SEPARATOR.length());
        if (scheme.startsWith(ENGINE_PREFIX)) {
            return engine(text, scheme.substring(ENGINE_PREFIX.length()), rest);
        }
        return switch (scheme) {
            case "docker", "registry" -> new CopyPlace(Kind.REGISTRY, "", rest);
            case "store" -> store(text, rest);
            case "engine" -> new CopyPlace(Kind.ENGINE, "", rest);
            case "context" -> context(text, rest);
            default -> throw unknown(text);
        };
    }

    private static CopyPlace store(String text, String rest) {
        if (rest.startsWith("/")) {
            throw new Failure(Failure.Kind.INVALID, "copy", text, "no name of an image begins with a slash",
                    "Write store://NAME; the directory of another store stands in front: jimg-tui --store DIR copy.");
        }
        return new CopyPlace(Kind.STORE, "", rest);
    }

    private static CopyPlace engine(String text, String scheme, String rest) {
        boolean socket = scheme.equals("unix");
        int slash = socket ? rest.indexOf("//", 1) : rest.indexOf('/');
        String where = slash < 0 ? rest : rest.substring(0, slash);
        if (where.isEmpty() || scheme.isEmpty()) {
            throw unknown(text);
        }
        return new CopyPlace(Kind.ENGINE, scheme + SEPARATOR + where,
                slash < 0 ? "" : rest.substring(slash + (socket ? 2 : 1)));
    }

    private static CopyPlace context(String text, String rest) {
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        if (name.isEmpty()) {
            throw unknown(text);
        }
        return new CopyPlace(Kind.CONTEXT, name, slash < 0 ? "" : rest.substring(slash + 1));
    }

    private static Failure unknown(String text) {
        return new Failure(Failure.Kind.INVALID, "copy", text, "it is no place that is known", "There are: IMAGE,"
                + " docker://IMAGE, store://IMAGE, engine://IMAGE, engine+ssh://HOST/IMAGE, context://NAME/IMAGE.");
    }
}
