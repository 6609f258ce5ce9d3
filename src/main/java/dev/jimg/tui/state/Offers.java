package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a begun text of a form may become by Tab. Directories are read while one types, so that Tab has its answer at
 * once or not at all: a key that waits would let the next ones go astray.
 *
 * @param directory the one that was asked for last
 * @param names of what is in it, once it is known; directories end with a slash
 * @param shown what there is to choose from; empty until there is a choice
 * @param chosen which of them stands in the field
 */
public record Offers(Optional<String> directory, Loadable<List<String>> names, List<String> shown, int chosen) {

    static final Offers NONE = new Offers(Optional.empty(), Loadable.empty(), List.of(), -1);

    private static final String SCHEME = "://";
    private static final List<String> PLACES = List.of("docker://", "store://", "engine://", "engine+ssh://",
            "engine+tcp://", "engine+unix://", "context://");

    public Offers {
        shown = List.copyOf(shown);
    }

    /** All that a field may become, the field itself among it where it is whole. */
    List<String> candidates(AppState state, Field field) {
        String text = field.line().text();
        if (field.line().suggested() || text.isBlank()) {
            return List.of();
        }
        return switch (field.completes()) {
            case NOTHING -> List.of();
            case IMAGE -> images(state, text);
            case PLACE -> places(state, text);
            case REGISTRY -> Completion.registries(state).stream().filter(name -> name.startsWith(text)).toList();
            case FILE, DIRECTORY, DOCKERFILE -> paths(text, field.completes() == Field.Completes.DIRECTORY);
        };
    }

    /** The directory that a path is in, as typed; relative to another one where the field is. */
    static String directory(String text, Field field, String base) {
        String typed = text.substring(0, text.lastIndexOf('/') + 1);
        boolean free = field.completes() != Field.Completes.DOCKERFILE || text.startsWith("/") || text.startsWith("~");
        return free ? typed : base + "/" + typed;
    }

    /** The longest beginning that all of them have. */
    static String common(List<String> texts) {
        String common = texts.get(0);
        for (String text : texts) {
            int same = 0;
            while (same < Math.min(common.length(), text.length()) && common.charAt(same) == text.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
    }

    Offers asking(String wanted, long request) {
        return new Offers(Optional.of(wanted), Loadable.<List<String>>empty().ask(request), List.of(), -1);
    }

    Offers choosing(List<String> among, int which) {
        return new Offers(directory, names, among, which);
    }

    Offers on(Event event) {
        return event instanceof Event.DirectoryListed listed
                ? new Offers(directory, names.answer(listed.request(), listed.names()), shown, chosen) : this;
    }

    private List<String> paths(String text, boolean directories) {
        int slash = text.lastIndexOf('/') + 1;
        String begun = text.substring(slash);
        return names.value().orElse(List.of()).stream()
                .filter(name -> name.startsWith(begun) && (!begun.isEmpty() || !name.startsWith(".")))
                .filter(name -> !directories || name.endsWith("/")).map(name -> text.substring(0, slash) + name).toList();
    }

    private static List<String> images(AppState state, String text) {
        Stream<String> known = Completion.of(state, text, List.of()).candidates().stream();
        boolean whole = state.images().rows().stream().flatMap(row -> row.tag().stream()).map(Reference::familiar)
                .anyMatch(text::equals);
        return Stream.concat(whole ? Stream.of(text) : Stream.empty(), known.filter(name -> name.startsWith(text)))
                .toList();
    }

    /** After the scheme stands a name; the contexts and hosts are somebody else's to know. */
    private static List<String> places(AppState state, String text) {
        int at = text.indexOf(SCHEME);
        if (at < 0) {
            List<String> all = new ArrayList<>(images(state, text));
            PLACES.stream().filter(place -> place.startsWith(text)).forEach(all::add);
            return all;
        }
        int name = at + SCHEME.length();
        String scheme = text.substring(0, name);
        return text.length() == name || !List.of("docker://", "store://", "engine://").contains(scheme) ? List.of()
                : images(state, text.substring(name)).stream().map(image -> scheme + image).toList();
    }
}
