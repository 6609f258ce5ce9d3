package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Place;
import dev.jimg.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of the palette: every action of the key table by its name, and a few that take an argument. */
public final class Commands {

    /** Asks nothing, as in vim. */
    static final String FORCED_QUIT = "q!";

    private static final List<Command> ALL = CommandTable.all();

    private Commands() {}

    public static List<Command> all() {
        return ALL;
    }

    /** Why a typed line is no command; empty for one that can be given. */
    static Optional<Text> problem(AppState state, String line) {
        if (own(state, line).isPresent()) {
            return Optional.empty();
        }
        String name = name(line);
        Optional<Command> command = find(name);
        if (command.isEmpty()) {
            String near = Nearest.to(name, ALL.stream().map(Command::name).toList());
            return Optional.of(near.isEmpty() ? Text.of("palette.unknown", name)
                    : Text.of("palette.unknown-near", name, near));
        }
        String argument = argument(line);
        Command.Argument wants = command.get().argument();
        if (argument.isEmpty()) {
            return command.get().needsArgument()
                    ? Optional.of(Text.of("palette.wants", name, wants.placeholder())) : Optional.empty();
        }
        return wants == Command.Argument.NONE ? Optional.of(Text.of("palette.no-argument", name))
                : badArgument(wants, argument);
    }

    /** Does what a line without a {@link #problem} says. */
    static Update run(AppState state, String line) {
        Optional<OwnCommand> own = own(state, line);
        if (own.isPresent()) {
            return OwnCommandsDialog.run(state, own.get());
        }
        Command command = find(name(line)).orElseThrow();
        String argument = argument(line);
        if (name(line).equals(FORCED_QUIT)) {
            return Update.of(state, new Effect.Quit());
        }
        if (argument.isEmpty()) {
            return perform(state, command.action());
        }
        return switch (command.argument()) {
            case PANE -> AppLogic.perform(state, pane(argument));
            case COLUMN -> sort(state, argument);
            case COLUMNS -> AppLogic.focus(state, Pane.IMAGES).then(s -> ColumnsDialog.keep(s, columns(argument)));
            case SETTINGS -> SettingsLogic.command(state, argument);
            case IMAGE -> PullLogic.preview(state, argument);
            case TERM -> AppLogic.focus(state, Pane.SEARCH).then(s -> SearchLogic.search(s, argument));
            case REPOSITORY -> TagsLogic.open(state, Reference.parse(argument));
            case TEXT -> AppLogic.focus(state, Pane.IMAGES)
                    .then(s -> ImagesLogic.filter(s, LineEdit.of(argument), false));
            case NAME, PLACE -> perform(state, command.action()).then(s -> typed(s, argument));
            case CONTEXT -> goTo(state, argument);
            case NONE -> Update.of(state);
        };
    }

    /** The person's own command of that name; one of the program's has it first. */
    private static Optional<OwnCommand> own(AppState state, String line) {
        String typed = line.strip();
        return find(name(line)).isPresent() ? Optional.empty()
                : state.preferences().commands().stream().filter(own -> own.name().equals(typed)).findFirst();
    }

    static Optional<Command> find(String name) {
        return ALL.stream().filter(command -> command.answersTo(name)).findFirst();
    }

    static String name(String line) {
        String text = line.strip();
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    static String argument(String line) {
        String text = line.strip();
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank + 1).strip();
    }

    /**
     * What an action is bound to here: in the focused pane if that knows it, else in the pane that does, which gets
     * the focus.
     */
    static Optional<Binding> binding(AppState state, Action action) {
        List<Binding> known = KeyMap.all(state).stream().filter(binding -> binding.action() == action).toList();
        List<Context> here = KeyMap.contexts(state);
        return known.stream().filter(binding -> here.contains(binding.where())).findFirst()
                .or(() -> known.stream().findFirst());
    }

    private static Update perform(AppState state, Action action) {
        if (action == Action.QUIT) {
            return AppLogic.leave(state);
        }
        Optional<Binding> bound = binding(state, action);
        if (bound.isEmpty()) {
            // What is done rarely has a name only.
            return AppLogic.perform(state, action);
        }
        Binding binding = bound.get();
        Update there = switch (binding.where()) {
            case EVERYWHERE, LIST -> Update.of(state);
            case IMAGES -> AppLogic.focus(state, Pane.IMAGES);
            case SEARCH -> AppLogic.focus(state, Pane.SEARCH);
            case TRANSFERS -> AppLogic.focus(state, Pane.TRANSFERS);
            case USED_BY -> AppLogic.focus(state, Pane.DETAIL).then(s -> DetailLogic.show(s, DetailTab.USED_BY));
            case FILES -> AppLogic.focus(state, Pane.DETAIL).then(s -> DetailLogic.show(s, DetailTab.FILES));
            case LAYERS, INSPECT, OUTPUT, TAGS -> AppLogic.focus(state, Pane.DETAIL);
        };
        return there.then(s -> Reducer.perform(s, binding));
    }

    /** Puts a text in place of what stands in the line of the dialog that was opened, if it was. */
    private static Update typed(AppState state, String text) {
        return state.dialog().isEmpty() ? Update.of(state)
                : Reducer.apply(state, new Event.KeyPressed("ctrl+u"))
                        .then(s -> Reducer.apply(s, new Event.TextPasted(text)));
    }

    private static Optional<Text> badArgument(Command.Argument wants, String argument) {
        Optional<String> column = wants == Command.Argument.COLUMNS ? unknownColumn(argument) : Optional.empty();
        if (wants == Command.Argument.COLUMNS && column.isEmpty() && !ImageColumn.telling(columns(argument))) {
            return Optional.of(Text.of("palette.telling-column"));
        }
        int blank = argument.indexOf(' ');
        boolean more = wants == Command.Argument.COLUMN && blank > 0 && ImageColumn.of(argument).isEmpty()
                && ImageColumn.of(argument.substring(0, blank)).isPresent();
        if (more) {
            return Optional.of(Text.of("palette.sort-more", argument.substring(blank + 1).strip()));
        }
        boolean good = switch (wants) {
            case PANE, SETTINGS -> wants.choices().contains(argument);
            case COLUMN -> ImageColumn.of(argument).isPresent();
            case COLUMNS -> column.isEmpty();
            case IMAGE, REPOSITORY, NAME -> Reference.tryParse(argument).isPresent();
            case TERM, TEXT, CONTEXT, PLACE, NONE -> true;
        };
        if (good) {
            return Optional.empty();
        }
        return Optional.of(wants.choices().isEmpty() ? Text.of("palette.bad-name", argument)
                : Text.of("palette.one-of", column.orElse(argument), String.join(", ", wants.choices())));
    }

    private static Optional<String> unknownColumn(String line) {
        return ImageColumn.split(line).stream().filter(word -> ImageColumn.of(word).isEmpty()).findFirst();
    }

    private static List<ImageColumn> columns(String line) {
        return ImageColumn.split(line).stream().flatMap(word -> ImageColumn.of(word).stream()).distinct().toList();
    }

    private static Action pane(String number) {
        return List.of(Action.FOCUS_IMAGES, Action.FOCUS_SEARCH, Action.FOCUS_DETAIL, Action.FOCUS_TRANSFERS)
                .get(number.charAt(0) - '1');
    }

    /** To a context by its name, or to whatever has an address. */
    private static Update goTo(AppState state, String argument) {
        Optional<String> wanted = Optional.of(argument);
        boolean address = argument.contains("://");
        String shown = argument.replaceAll("(?<=://)[^/@]*:[^/@]*@", "…@");
        return PlacesDialog.go(state, shown, new BackendChoice(Optional.empty(), wanted.filter(name -> address),
                wanted.filter(name -> !address)));
    }

    private static Update sort(AppState state, String word) {
        ImageColumn column = ImageColumn.of(word).orElse(ImageColumn.REPOSITORY);
        return AppLogic.focus(state, Pane.IMAGES)
                .then(s -> ImagesLogic.sort(s, s.images().order().by(column)));
    }

    /**
     * What could stand in place of a line that is not finished, the best first.
     *
     * @param places that are known by now
     */
    static List<Candidate> candidates(AppState state, String line, List<Place> places) {
        if (leadsToPlaces(line)) {
            return places(line, places);
        }
        String text = line.stripLeading();
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return names(state, text);
        }
        return find(text.substring(0, blank))
                .map(command -> arguments(state, command, text.substring(blank + 1).stripLeading())).orElse(List.of());
    }

    /** Whether the argument of this line is somewhere to work on. */
    static boolean leadsToPlaces(String line) {
        return line.stripLeading().indexOf(' ') >= 0
                && find(name(line)).filter(command -> command.argument() == Command.Argument.CONTEXT).isPresent();
    }

    /** The contexts and addresses among places that a line which {@linkplain #leadsToPlaces wants one} could go on with. */
    static List<Candidate> places(String line, List<Place> places) {
        if (!leadsToPlaces(line)) {
            return List.of();
        }
        String typed = argument(line);
        Command command = find(name(line)).orElseThrow();
        return places.stream().filter(place -> place.kind() != Place.Kind.STORE)
                .map(place -> place.kind() == Place.Kind.CONTEXT ? place.name() : place.location()).distinct()
                .filter(name -> name.contains(typed)).map(name -> Candidate.of(command, name)).toList();
    }

    private static List<Candidate> names(AppState state, String typed) {
        List<Candidate> found = new ArrayList<>();
        for (Command command : ALL) {
            if (command.name().startsWith(typed)) {
                found.add(Candidate.of(command, state));
            }
        }
        for (Command command : ALL) {
            if (command.name().indexOf(typed, 1) > 0 && !command.name().startsWith(typed)) {
                found.add(Candidate.of(command, state));
            }
        }
        for (OwnCommand own : state.preferences().commands()) {
            if (own.name().contains(typed)) {
                found.add(new Candidate(own.name(), own.name(), "action.own-commands",
                        state.images().selected().isPresent() ? "" : "disabled.no-image"));
            }
        }
        return found;
    }

    /** The columns that are not named before the last word, which each of them could be. */
    private static List<Candidate> moreColumns(Command command, String typed) {
        int last = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf(',')) + 1;
        List<ImageColumn> named = columns(typed.substring(0, last));
        return Stream.of(ImageColumn.values()).filter(column -> !named.contains(column)).map(ImageColumn::word)
                .filter(word -> word.contains(typed.substring(last).toLowerCase(Locale.ROOT)))
                .map(word -> new Candidate(command.name() + " " + typed.substring(0, last) + word, word, "", "")).toList();
    }

    private static List<Candidate> arguments(AppState state, Command command, String behind) {
        String typed = behind.strip();
        if (command.argument() == Command.Argument.COLUMNS) {
            return moreColumns(command, behind);
        }
        List<String> values = switch (command.argument()) {
            case PANE, COLUMN, SETTINGS -> command.argument().choices();
            case IMAGE, NAME -> Completion.of(state, typed, List.of()).candidates();
            case REPOSITORY -> Completion.repositories(state, typed);
            case COLUMNS, TERM, TEXT, CONTEXT, PLACE, NONE -> List.of();
        };
        return values.stream().filter(value -> value.contains(typed))
                .map(value -> Candidate.of(command, value)).toList();
    }
}
