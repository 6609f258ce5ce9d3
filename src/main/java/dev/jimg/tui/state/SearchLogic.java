package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What keys and answers do to the search pane. */
final class SearchLogic {

    /** A page of Docker Hub: one request, and more than anyone reads. */
    private static final int LIMIT = 100;

    private SearchLogic() {}

    static Update perform(AppState state, Action action) {
        SearchPane pane = state.search();
        return switch (action) {
            case FILTER -> beginTyping(state);
            case OPEN -> openTags(state);
            case PULL -> PullLogic.open(state);
            case OFFICIAL_ONLY -> Update.of(state.withSearch(
                    pane.withView(!pane.officialOnly(), pane.byStars(), height(state))));
            case SORT_STARS -> Update.of(state.withSearch(
                    pane.withView(pane.officialOnly(), !pane.byStars(), height(state))));
            default -> Update.of(state);
        };
    }

    /** An empty line: the next term has seldom to do with the last one, which {@code up} brings back. */
    private static Update beginTyping(AppState state) {
        return Update.of(state.withSearch(state.search().withQuery(LineEdit.EMPTY, true)));
    }

    static Update type(AppState state, String key) {
        SearchPane pane = state.search();
        return switch (key) {
            case "enter" -> pane.query().text().isBlank() ? leave(state) : search(state, pane.query().text().strip());
            case "esc", "ctrl+c" -> leave(state);
            case "up" -> Update.of(state.withSearch(pane.withQuery(LineEdit.of(pane.searched()), true)));
            default -> Update.of(state.withSearch(pane.withQuery(pane.query().key(key), true)));
        };
    }

    private static Update leave(AppState state) {
        SearchPane pane = state.search();
        return Update.of(state.withSearch(pane.withQuery(LineEdit.of(pane.searched()), false)));
    }

    static Update paste(AppState state, String text) {
        SearchPane pane = state.search();
        return Update.of(state.withSearch(pane.withQuery(pane.query().paste(text), true)));
    }

    /** Looks for a term; an answer to an earlier one is not waited for any more. */
    static Update search(AppState state, String term) {
        SearchPane pane = state.search();
        long request = state.nextId();
        List<Effect> effects = new ArrayList<>();
        if (pane.result().loading()) {
            effects.add(new Effect.Forget(pane.result().request()));
        }
        effects.add(new Effect.Search(request, new SearchRequest(term, LIMIT, Map.of())));
        return new Update(state.withLastId(request).withSearch(pane.asked(term, request)), effects);
    }

    /** Looks for the same term again. */
    static Update reload(AppState state) {
        String term = state.search().searched();
        return term.isEmpty() ? Update.of(state) : search(state, term);
    }

    private static Update openTags(AppState state) {
        String name = state.search().selected().orElseThrow().name();
        try {
            return TagsLogic.open(state, Reference.parse(name));
        } catch (MalformedException e) {
            return Update.of(state.say(Notice.Severity.ERROR, Said.text(e.getMessage())));
        }
    }

    static Update move(AppState state, Action action) {
        SearchPane pane = state.search();
        ListCursor cursor = Reducer.moved(pane.cursor(), action, pane.shown().size(), height(state))
                .fit(pane.shown().size(), height(state));
        return Update.of(state.withSearch(pane.withCursor(cursor)));
    }

    static Update on(AppState state, Event event) {
        SearchPane pane = state.search();
        if (event instanceof Event.SearchDone done && pane.result().awaits(done.request())) {
            return Update.of(state.withSearch(pane.answered(done.request(), done.result())));
        }
        if (event instanceof Event.RequestFailed failed && pane.result().awaits(failed.request())) {
            return Update.of(state.withSearch(pane.failed(failed.failure())).say(failed.failure()));
        }
        return Update.of(state);
    }

    /** Rows for hits: one goes to the column heads. */
    private static int height(AppState state) {
        return Math.max(1, state.height(Pane.SEARCH) - 1);
    }
}
