package dev.jimg.tui.state;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The places to work on, to choose one. Who answers there is asked of all of them at once, and shown as it comes.
 *
 * @param places as they were listed
 * @param answers for each of them, in the same order: the product that answers there
 */
public record PlacesDialog(Loadable<List<Place>> places, List<Loadable<String>> answers, ListCursor cursor)
        implements Dialog {

    public PlacesDialog {
        answers = List.copyOf(answers);
    }

    static Update open(AppState state) {
        long request = state.nextId();
        return Update.of(state.withLastId(request).open(new PlacesDialog(Loadable.<List<Place>>empty().ask(request),
                List.of(), ListCursor.START)), new Effect.ListPlaces(request));
    }

    public List<Place> shown() {
        return places.value().orElse(List.of());
    }

    /** Whether this is where the app is. */
    public static boolean current(Place place, AppState state) {
        return state.backend().filter(info -> info.location().equals(place.location())
                && (place.kind() != Place.Kind.CONTEXT || info.context().equals(place.name()))).isPresent();
    }

    /** With the places that were visited, for one that was only named is on no list. */
    private PlacesDialog withVisited(AppState state) {
        List<Place> all = new ArrayList<>(shown());
        for (Place visited : state.visited()) {
            if (all.stream().noneMatch(place -> same(place, visited))) {
                all.add(visited);
            }
        }
        return new PlacesDialog(new Loadable<>(Optional.of(List.copyOf(all)), places.request(), places.failure()),
                answers, cursor);
    }

    private static boolean same(Place listed, Place visited) {
        return listed.location().equals(visited.location())
                && (listed.kind() != Place.Kind.CONTEXT || listed.name().equals(visited.name()));
    }

    /** With the question who is there, of every place. */
    Update ask(AppState state) {
        List<Effect> effects = new ArrayList<>();
        List<Loadable<String>> asked = new ArrayList<>();
        long request = state.lastId();
        int here = 0;
        for (Place place : shown()) {
            here = current(place, state) ? asked.size() : here;
            asked.add(Loadable.<String>empty().ask(++request));
            effects.add(new Effect.ProbePlace(request, place));
        }
        ListCursor start = ListCursor.START.to(here, shown().size(), lines(state.size()));
        return new Update(state.withLastId(request).replace(new PlacesDialog(places, asked, start)), effects);
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.PlacesListed listed && places.awaits(listed.request())) {
            return new PlacesDialog(places.answer(listed.request(), List.copyOf(listed.places())), List.of(), cursor);
        }
        if (event instanceof Event.PlaceReached reached) {
            return answered(answers.stream().map(one -> one.awaits(reached.request())
                    ? one.answer(reached.request(), reached.product()) : one).toList());
        }
        if (event instanceof Event.RequestFailed failed) {
            Loadable<List<Place>> list = places.awaits(failed.request())
                    ? places.fail(failed.request(), failed.failure()) : places;
            return new PlacesDialog(list, answers.stream().map(one -> one.awaits(failed.request())
                    ? one.fail(failed.request(), failed.failure()) : one).toList(), cursor);
        }
        return this;
    }

    private PlacesDialog answered(List<Loadable<String>> changed) {
        return new PlacesDialog(places, changed, cursor);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q" -> Update.of(state.closeDialog());
            case "enter" -> choose(state);
            case "r", "R" -> shown().isEmpty() ? Update.of(state) : ask(state);
            default -> move(state, key);
        };
    }

    @Override
    public List<Hint> hints() {
        return shown().isEmpty() ? List.of(new Hint("esc", "dialog.close")) : List.of(new Hint("enter", "place.switch"),
                new Hint("r", "hint.retry"), new Hint("esc", "dialog.close"));
    }

    /** Places that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - (tells(size) ? 9 : 6));
    }

    /** Whether there is room to tell why nobody answers. */
    public static boolean tells(ScreenSize size) {
        return size.rows() >= 16;
    }

    private Update choose(AppState state) {
        if (cursor.index() >= shown().size()) {
            return Update.of(state);
        }
        Place place = shown().get(cursor.index());
        return current(place, state) ? Update.of(state.closeDialog())
                : go(state.closeDialog(), place.name(), place.choice());
    }

    /** Goes elsewhere; asks first where transfers would be broken off by it. */
    static Update go(AppState state, String name, BackendChoice choice) {
        Effect there = new Effect.SwitchBackend(choice);
        Text said = Text.of("place.opening", name);
        int running = (int) state.transfers().all().stream().filter(Transfer::active).count();
        if (running == 0) {
            return Update.of(state.say(Notice.Severity.INFO, said), there);
        }
        return Update.of(state.open(new AskDialog(Text.of("place.ask-title", name),
                List.of(Text.count("place.ask-running", running), Text.of("quit.kept")),
                List.of(new AskDialog.Choice("y", "place.switch", said, there)))));
    }

    private Update move(AppState state, String key) {
        return cursor.on(key, shown().size(), lines(state.size()))
                .map(moved -> Update.of(state.replace(new PlacesDialog(places, answers, moved))))
                .orElse(Update.of(state));
    }

    /** What keys need no dialog for: the second question, once the places are known, and arriving elsewhere. */
    static Update on(AppState state, Event event) {
        if (event instanceof Event.PlacesListed && state.dialog().orElse(null) instanceof PlacesDialog dialog
                && dialog.answers().size() < dialog.shown().size()) {
            return dialog.withVisited(state).ask(state);
        }
        if (event instanceof Event.BackendSwitched switched) {
            Optional<Update> searching = state.search().result().loading()
                    ? Optional.of(SearchLogic.reload(state)) : Optional.empty();
            String name = switched.info().context().isEmpty() ? switched.info().location() : switched.info().context();
            return searching.orElse(Update.of(state))
                    .then(s -> AppLogic.refit(s.elsewhere(switched.info())))
                    .then(BackgroundLogic::elsewhere)
                    .then(ImagesLogic::reload)
                    .then(s -> Update.of(s.say(Notice.Severity.DONE, Text.of("place.opened", name))));
        }
        return Update.of(state);
    }
}
