package dev.jimg.tui.state;

import java.util.Optional;

/** What keys and answers do to the Inspect tab. */
final class InspectLogic {

    private InspectLogic() {}

    static Update perform(AppState state, Action action) {
        InspectTab tab = state.detail().inspect();
        return switch (action) {
            case FOLD -> fold(state, tab);
            case FILTER -> with(state, tab.withFind(tab.find().begin(line(tab))));
            case FIND_NEXT -> next(state, tab);
            case FIND_PREVIOUS -> jump(state, tab, tab.find().before(line(tab)));
            default -> Update.of(state);
        };
    }

    static boolean typing(AppState state) {
        return state.detail().inspect().find().typing();
    }

    static Update type(AppState state, String key) {
        InspectTab tab = state.detail().inspect();
        return switch (key) {
            case "esc" -> jump(state, tab.withFind(JsonFind.NONE), tab.find().origin());
            case "enter" -> with(state, tab.withFind(tab.find().end()));
            case "down", "tab" -> next(state, tab);
            case "up", "shift+tab" -> jump(state, tab, tab.find().before(line(tab)));
            default -> look(state, tab, tab.find().text().key(key));
        };
    }

    static Update paste(AppState state, String text) {
        InspectTab tab = state.detail().inspect();
        return look(state, tab, tab.find().text().paste(text));
    }

    /** Ends the search; empty if there is none. */
    static Optional<Update> back(AppState state) {
        InspectTab tab = state.detail().inspect();
        return tab.find().active() ? Optional.of(with(state, tab.withFind(JsonFind.NONE))) : Optional.empty();
    }

    static Update move(AppState state, Action action) {
        InspectTab tab = state.detail().inspect();
        int height = InspectShape.of(state).list();
        int count = tab.json().visible().size();
        ListCursor cursor = Reducer.moved(tab.cursor(), action, count, height).fit(count, height);
        return Update.of(state.withDetail(state.detail().withInspect(tab.withCursor(cursor))));
    }

    static Update on(AppState state, Event event) {
        InspectTab tab = state.detail().inspect();
        if (event instanceof Event.DetailsLoaded loaded && tab.details().awaits(loaded.request())) {
            return loaded(state, tab, loaded);
        }
        if (event instanceof Event.RequestFailed failed && tab.details().awaits(failed.request())) {
            return with(state.say(failed.failure()),
                    tab.withDetails(tab.details().fail(failed.request(), failed.failure())));
        }
        return Update.of(state);
    }

    /** Turns the tab to the selected image; asks only if that is another one, or if asked to. */
    static Update follow(AppState state, boolean anew) {
        InspectTab tab = state.detail().inspect();
        Optional<ImageRow> selected = state.images().selected();
        if (selected.isEmpty()) {
            return Update.of(state.withDetail(state.detail().withInspect(InspectTab.EMPTY)));
        }
        ImageRow image = selected.get();
        if (!anew && tab.image().filter(image::sameImage).isPresent()) {
            InspectTab fresh = tab.withImage(image).withSubject(tab.subject().map(s -> s.sameImage(image) ? image : s));
            return Update.of(state.withDetail(state.detail().withInspect(fresh)));
        }
        long request = state.nextId();
        InspectTab asked = tab.withImage(image).withDetails(tab.details().ask(request));
        return Update.of(state.withLastId(request).withDetail(state.detail().withInspect(asked)),
                new Effect.LoadDetails(request, image.target()));
    }

    /** The cursor stays at the same place of the new tree, so that two images can be compared by moving the list. */
    private static Update loaded(AppState state, InspectTab tab, Event.DetailsLoaded loaded) {
        String path = tab.json().tree().lines().isEmpty() ? "" : tab.json().tree().path(line(tab));
        JsonTree tree = JsonTree.parse(loaded.details().json());
        FoldedJson json = FoldedJson.of(tree);
        int row = tree.lines().isEmpty() ? 0 : json.row(tree.indexOf(path));
        ListCursor cursor = new ListCursor(row, tab.cursor().top());
        JsonFind find = tab.find().active() ? tab.find().look(tab.find().text(), tree) : JsonFind.NONE;
        return with(state, new InspectTab(tab.image(), tab.image(),
                tab.details().answer(loaded.request(), loaded.details()), json, find, cursor));
    }

    private static Update fold(AppState state, InspectTab tab) {
        if (tab.selected().isEmpty() || tab.json().foldTarget(line(tab)) < 0) {
            return Update.of(state);
        }
        int target = tab.json().foldTarget(line(tab));
        FoldedJson json = tab.json().toggle(line(tab));
        return with(state, tab.withJson(json, new ListCursor(json.row(target), tab.cursor().top())));
    }

    private static Update look(AppState state, InspectTab tab, LineEdit wanted) {
        JsonFind find = tab.find().look(wanted, tab.json().tree());
        return jump(state, tab.withFind(find), find.from(find.origin()));
    }

    private static Update next(AppState state, InspectTab tab) {
        return jump(state, tab, tab.find().from(line(tab) + 1));
    }

    private static Update jump(AppState state, InspectTab tab, int line) {
        if (line < 0 || line >= tab.json().tree().lines().size()) {
            return with(state, tab);
        }
        FoldedJson json = tab.json().reveal(line);
        return with(state, tab.withJson(json, new ListCursor(json.row(line), tab.cursor().top())));
    }

    private static int line(InspectTab tab) {
        return tab.json().visible().isEmpty() ? 0 : tab.json().visible().get(tab.cursor().index());
    }

    /** With the cursor in sight, for the search takes a row of the list. */
    private static Update with(AppState state, InspectTab tab) {
        return move(state.withDetail(state.detail().withInspect(tab)), Action.REPAINT);
    }
}
