package dev.jimg.tui.state;

import dev.jimg.service.Place;
import java.util.List;
import java.util.Optional;

/**
 * A line for a command, with what could be meant below it.
 *
 * @param line what is typed, or was taken from the candidates or the history
 * @param candidates the ways to go on from what was typed
 * @param chosen the candidate that stands in the line, -1 if it was typed
 * @param past how many commands back in the history the line is, 0 for none
 * @param problem why the line could not be given as a command
 * @param places that a command could lead to, asked for by the first that wants one
 */
public record PaletteDialog(LineEdit line, List<Candidate> candidates, int chosen, int past, Optional<Text> problem,
        Loadable<List<Place>> places) implements Dialog {

    /** Candidates that are shown at once. */
    public static final int SHOWN = 10;

    public PaletteDialog {
        candidates = List.copyOf(candidates);
    }

    static PaletteDialog start(AppState state) {
        return new PaletteDialog(LineEdit.EMPTY, Commands.candidates(state, "", List.of()), -1, 0, Optional.empty(),
                Loadable.empty());
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc" -> Update.of(state.closeDialog());
            case "enter" -> give(state);
            case "tab" -> cycle(state, 1);
            case "shift+tab" -> cycle(state, -1);
            case "up", "ctrl+p" -> remember(state, past + 1);
            case "down", "ctrl+n" -> remember(state, past - 1);
            case "backspace" -> line.text().isEmpty() ? Update.of(state.closeDialog()) : typed(state, line.key(key));
            default -> LineEdit.takes(key) ? typed(state, line.key(key)) : Update.of(state);
        };
    }

    @Override
    public Update choose(AppState state, int index, boolean twice) {
        if (index >= candidates.size()) {
            return Update.of(state);
        }
        LineEdit taken = LineEdit.of(candidates.get(index).line());
        PaletteDialog next = new PaletteDialog(taken, candidates, index, 0, Optional.empty(), places);
        return twice ? next.give(state.replace(next)) : Update.of(state.replace(next));
    }

    /** Up and down lead through the history. */
    @Override
    public String wheel(boolean up) {
        return up ? "shift+tab" : "tab";
    }

    @Override
    public Update paste(AppState state, String text) {
        return typed(state, line.paste(text));
    }

    /** The places that can be typed, which are listed only once. */
    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.PlacesListed listed && places.awaits(listed.request())) {
            boolean wanted = Commands.leadsToPlaces(line.text());
            return new PaletteDialog(line, wanted ? Commands.places(line.text(), listed.places()) : candidates,
                    wanted ? -1 : chosen, past, problem, places.answer(listed.request(), List.copyOf(listed.places())));
        }
        if (event instanceof Event.RequestFailed failed && places.awaits(failed.request())) {
            return new PaletteDialog(line, candidates, chosen, past, problem,
                    places.fail(failed.request(), failed.failure()));
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("enter", "palette.run"), new Hint("tab", "palette.complete"),
                new Hint("up", "palette.history"), new Hint("esc", "dialog.close"));
    }

    private Update typed(AppState state, LineEdit changed) {
        boolean ask = Commands.leadsToPlaces(changed.text()) && places.equals(Loadable.empty());
        long request = ask ? state.nextId() : state.lastId();
        PaletteDialog next = with(state, changed, ask ? places.ask(request) : places);
        AppState shown = state.withLastId(request).replace(next);
        return ask ? Update.of(shown, new Effect.ListPlaces(request)) : Update.of(shown);
    }

    private static PaletteDialog with(AppState state, LineEdit line, Loadable<List<Place>> places) {
        return new PaletteDialog(line, Commands.candidates(state, line.text(), places.value().orElse(List.of())), -1, 0,
                Optional.empty(), places);
    }

    private Update give(AppState state) {
        String text = line.text().strip();
        if (text.isEmpty()) {
            return Update.of(state.closeDialog());
        }
        Optional<Text> wrong = Commands.problem(state, text);
        if (wrong.isPresent()) {
            return Update.of(state.replace(new PaletteDialog(line, candidates, chosen, past, wrong, places)));
        }
        return Commands.run(state.closeDialog().withHistory(state.history().add(text)), text);
    }

    /** A single candidate is taken for good, so that the next Tab completes its argument. */
    private Update cycle(AppState state, int step) {
        if (candidates.isEmpty()) {
            return Update.of(state);
        }
        int next = chosen < 0 && step < 0 ? candidates.size() - 1 : Math.floorMod(chosen + step, candidates.size());
        LineEdit taken = LineEdit.of(candidates.get(next).line());
        return candidates.size() == 1 ? typed(state, taken)
                : Update.of(state.replace(new PaletteDialog(taken, candidates, next, 0, Optional.empty(), places)));
    }

    private Update remember(AppState state, int back) {
        List<String> commands = state.history().commands();
        if (back < 0 || back > commands.size()) {
            return Update.of(state);
        }
        LineEdit then = back == 0 ? LineEdit.EMPTY : LineEdit.of(commands.get(commands.size() - back));
        PaletteDialog fresh = with(state, then, places);
        return Update.of(state.replace(new PaletteDialog(then, fresh.candidates, -1, back, Optional.empty(), places)));
    }
}
