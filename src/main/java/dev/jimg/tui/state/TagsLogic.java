package dev.jimg.tui.state;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.tui.state.TagsTab.Asking;
import dev.jimg.tui.state.TagsTab.Detail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What keys and answers do to the tags of a repository. The details of a tag are asked for when the cursor arrives on
 * it, and after it those of the other tags on the screen, one request at a time: who runs through a thousand tags costs
 * the registry a handful of requests. Docker Hub is asked about the tag under the cursor only, as it counts each question
 * as a pull.
 */
final class TagsLogic {

    private TagsLogic() {}

    /** Shows the tags of a repository, and goes there. */
    static Update open(AppState state, Reference repository) {
        AppState shown = state.withDetail(state.detail().withTab(DetailTab.TAGS).withImageTags(false));
        return list(shown, repository).then(s -> AppLogic.focus(s, Pane.DETAIL));
    }

    /**
     * The tab was turned to: from the images or the search, to the repository selected there; from elsewhere, only if
     * there is none yet.
     */
    static Update arrive(AppState state) {
        boolean searched = state.focus() == Pane.SEARCH;
        boolean kept = state.focus() != Pane.IMAGES && state.detail().tags().repository().isPresent();
        Optional<Reference> wanted = searched
                ? state.search().selected().flatMap(hit -> Reference.tryParse(hit.name()))
                : kept ? Optional.empty() : selectedImage(state);
        AppState turned = searched || !kept ? state.withDetail(state.detail().withImageTags(!searched)) : state;
        return wanted.map(repository -> list(turned, repository)).orElse(Update.of(turned));
    }

    /** Whether tags are shown that have nothing to do with the selected image, while the images have the focus. */
    static boolean strange(AppState state) {
        if (state.focus() != Pane.IMAGES || state.detail().tab() != DetailTab.TAGS) {
            return false;
        }
        Optional<Reference> repository = selectedImage(state).map(Reference::nameOnly);
        return !state.detail().imageTags()
                || repository.isPresent() && !repository.equals(state.detail().tags().repository());
    }

    private static Optional<Reference> selectedImage(AppState state) {
        return state.images().selected().flatMap(ImageRow::tag);
    }

    /** Asks for the tags of a repository, unless they are shown already. */
    private static Update list(AppState state, Reference wanted) {
        Reference repository = wanted.nameOnly();
        TagsTab old = state.detail().tags();
        boolean same = old.repository().filter(repository::equals).isPresent();
        if (same && old.list().failure().isEmpty()) {
            return Update.of(state);
        }
        TagsTab fresh = new TagsTab(Optional.of(repository), old.list(), List.of(), Map.of(), old.asking(),
                here(state, repository), ListCursor.START, LineEdit.EMPTY, false);
        return ask(with(state, fresh.withList(new Loadable<>(Optional.empty(), old.list().request(),
                Optional.empty()), height(state))));
    }

    /** Asks for the tags and what is known of them again; the old list stays until the new one is here. */
    static Update reload(AppState state) {
        return state.detail().tags().repository().isPresent() ? ask(state) : Update.of(state);
    }

    private static Update ask(AppState state) {
        TagsTab tab = state.detail().tags();
        List<Effect> effects = new ArrayList<>();
        if (tab.list().loading()) {
            effects.add(new Effect.Forget(tab.list().request()));
        }
        tab.asking().ifPresent(asking -> effects.add(new Effect.Forget(asking.request())));
        long request = state.nextId();
        effects.add(new Effect.ListTags(request, tab.repository().orElseThrow()));
        TagsTab asked = tab.withoutDetails().withList(tab.list().ask(request), height(state));
        return new Update(with(state.withLastId(request), asked), effects);
    }

    static Update perform(AppState state, Action action) {
        TagsTab tab = state.detail().tags();
        return switch (action) {
            case FILTER -> Update.of(with(state, tab.withFilter(tab.filter(), true, height(state))));
            case PULL, OPEN -> PullLogic.open(state);
            case FILES -> RemoteLayersDialog.open(state);
            default -> Update.of(state);
        };
    }

    static boolean typing(AppState state) {
        return state.detail().tags().typing();
    }

    static Update type(AppState state, String key) {
        TagsTab tab = state.detail().tags();
        return switch (key) {
            case "enter" -> filtered(state, tab.filter(), false);
            case "esc", "ctrl+c" -> filtered(state, LineEdit.EMPTY, false);
            case "up" -> move(state, Action.UP);
            case "down" -> move(state, Action.DOWN);
            default -> filtered(state, tab.filter().key(key), true);
        };
    }

    static Update paste(AppState state, String text) {
        return filtered(state, state.detail().tags().filter().paste(text), true);
    }

    /** Takes the filter away; empty where there is none. */
    static Optional<Update> back(AppState state) {
        return state.detail().tags().filter().text().isEmpty() ? Optional.empty()
                : Optional.of(filtered(state, LineEdit.EMPTY, false));
    }

    /**
     * Tags come over the network, so moving about in the lists does not turn this tab to another repository; it stays
     * with the one it was opened for.
     *
     * @param anew asks for them again
     */
    static Update follow(AppState state, boolean anew) {
        return anew ? reload(state) : Update.of(state);
    }

    /** While a filter is typed the selection jumps about; its details are asked for when the typing is over. */
    private static Update filtered(AppState state, LineEdit filter, boolean typing) {
        AppState next = with(state, state.detail().tags().withFilter(filter, typing, height(state)));
        return typing ? Update.of(next) : describe(next);
    }

    static Update move(AppState state, Action action) {
        TagsTab tab = state.detail().tags();
        int count = tab.shown().size();
        ListCursor cursor = Reducer.moved(tab.cursor(), action, count, height(state)).fit(count, height(state));
        return describe(with(state, tab.withCursor(cursor)));
    }

    static Update on(AppState state, Event event) {
        TagsTab tab = state.detail().tags();
        if (event instanceof Event.TagsListed listed && tab.list().awaits(listed.request())) {
            return describe(with(state, tab.withList(tab.list().answer(listed.request(), listed.tags()),
                    height(state))));
        }
        if (event instanceof Event.Described described && awaits(tab, described.request())) {
            return answered(state, new Detail(Optional.of(described.image()), Optional.empty()));
        }
        if (event instanceof Event.RequestFailed failed) {
            if (tab.list().awaits(failed.request())) {
                return Update.of(with(state, tab.withList(tab.list().fail(failed.request(), failed.failure()),
                        height(state))).say(failed.failure()));
            }
            return awaits(tab, failed.request())
                    ? answered(state, new Detail(Optional.empty(), Optional.of(failed.failure()))) : Update.of(state);
        }
        if (event instanceof Event.ImagesListed && tab.repository().isPresent()) {
            return Update.of(with(state, tab.withHere(here(state, tab.repository().get()))));
        }
        return Update.of(state);
    }

    private static boolean awaits(TagsTab tab, long request) {
        return tab.asking().filter(asking -> asking.request() == request).isPresent();
    }

    private static Update answered(AppState state, Detail detail) {
        TagsTab tab = state.detail().tags();
        return describe(with(state, tab.withDetail(tab.asking().orElseThrow().tag(), detail)));
    }

    /** Asks about the next tag, unless something is on its way, or nobody sees it. */
    private static Update describe(AppState state) {
        TagsTab tab = state.detail().tags();
        Optional<String> tag = unknown(tab, height(state));
        boolean seen = state.detail().tab() == DetailTab.TAGS && !tab.typing();
        if (tag.isEmpty() || tab.asking().isPresent() || !seen) {
            return Update.of(state);
        }
        Reference reference = Reference.tryParse(tab.repository().orElseThrow() + ":" + tag.get()).orElse(null);
        if (reference == null) {
            return Update.of(state);
        }
        long request = state.nextId();
        return Update.of(with(state.withLastId(request), tab.withAsking(new Asking(request, tag.get()))),
                new Effect.Describe(request, reference));
    }

    private static Optional<String> unknown(TagsTab tab, int height) {
        Optional<String> selected = tab.selected().filter(tag -> !tab.details().containsKey(tag));
        // Where one could not be told of, the next are not tried unasked.
        boolean unasked = tab.repository().filter(repository -> !repository.isHub()).isPresent()
                && tab.details().values().stream().allMatch(detail -> detail.failure().isEmpty());
        return selected.isPresent() || !unasked ? selected : tab.shown().stream().skip(tab.cursor().top()).limit(height)
                .filter(tag -> !tab.details().containsKey(tag)).findFirst();
    }

    private static Map<String, Set<Digest>> here(AppState state, Reference repository) {
        Map<String, Set<Digest>> here = new HashMap<>();
        for (ImageRow row : state.images().rows()) {
            row.tag().filter(name -> name.nameOnly().equals(repository)).flatMap(Reference::tag).ifPresent(tag -> {
                Set<Digest> digests = here.computeIfAbsent(tag, t -> new HashSet<>());
                digests.add(row.image().manifest());
                digests.add(row.image().id().digest());
                row.image().digests().forEach(name -> name.digest().ifPresent(digests::add));
            });
        }
        return here;
    }

    private static AppState with(AppState state, TagsTab tab) {
        return state.withDetail(state.detail().withTags(tab));
    }

    private static int height(AppState state) {
        return TagsTab.listHeight(state.height(Pane.DETAIL));
    }
}
