package dev.jimg.shell;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.cli.Output;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.Failure;
import dev.jimg.service.Place;
import dev.jimg.spelling.Nearest;
import dev.jimg.text.Messages;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Does the shell's own words. */
final class Builtins {

    private static final int WRONG = 1;
    private static final int STATUS_LIMIT = 255;

    private final KeptBackend backend;
    private final Faces faces;
    private final Completion completion;
    private final Messages messages;
    private final ToIntFunction<BackendChoice> screen;
    private Optional<Integer> left = Optional.empty();

    /** @param screen opens the full-screen app and answers with its exit status */
    Builtins(KeptBackend backend, Faces faces, Completion completion, Messages messages,
            ToIntFunction<BackendChoice> screen) {
        this.backend = backend;
        this.faces = faces;
        this.completion = completion;
        this.messages = messages;
        this.screen = screen;
    }

    /** With which status the shell is left; empty as long as it is not. */
    Optional<Integer> left() {
        return left;
    }

    /** @return the exit status */
    int run(Builtin builtin, List<String> arguments, LineShell.Seat seat) {
        Console console = seat.console();
        return switch (builtin) {
            case EXIT, QUIT -> leave(arguments, console);
            case USE -> use(arguments, console);
            case CONTEXT -> context(arguments, console);
            case TUI -> screen.applyAsInt(backend.choice());
            case HELP -> help(arguments, seat);
        };
    }

    private int leave(List<String> arguments, Console console) {
        OptionalInt wanted = arguments.size() == 1 && arguments.get(0).matches("\\d{1,3}")
                ? OptionalInt.of(Integer.parseInt(arguments.get(0))) : OptionalInt.empty();
        if (arguments.isEmpty()) {
            left = Optional.of(0);
            return 0;
        }
        if (wanted.isEmpty() || wanted.getAsInt() > STATUS_LIMIT) {
            return refuse(console, messages.get("shell.exit-status", SafeText.line(String.join(" ", arguments))));
        }
        left = Optional.of(wanted.getAsInt());
        return wanted.getAsInt();
    }

    /** {@code use NAME}, and {@code use} with the options that stand before a command. */
    private int use(List<String> arguments, Console console) {
        if (arguments.isEmpty()) {
            return show(console);
        }
        boolean named = arguments.size() == 1 && !arguments.get(0).startsWith("-");
        Optional<BackendChoice> choice = CommandLineFace.placeNamed(
                named ? List.of("--context", arguments.get(0)) : arguments);
        if (choice.isEmpty()) {
            return refuse(console, messages.get("shell.use-what"));
        }
        try {
            backend.use(choice.get());
        } catch (Failure e) {
            return report(console, e);
        }
        return show(console);
    }

    private int show(Console console) {
        try {
            backend.open(BackendChoice.AUTOMATIC);
        } catch (Failure e) {
            return report(console, e);
        }
        BackendInfo info = backend.info().orElseThrow();
        console.out().line(messages.get("shell.on", SafeText.line(info.product()), SafeText.line(info.location())));
        return 0;
    }

    /** Docker's words for it are understood too. */
    private int context(List<String> arguments, Console console) {
        boolean list = arguments.isEmpty() || arguments.equals(List.of("ls"));
        if (!list) {
            return use(arguments.get(0).equals("use") ? arguments.subList(1, arguments.size()) : arguments, console);
        }
        try {
            for (Place place : backend.places().list()) {
                if (place.choice().context().isPresent()) {
                    console.out().line(SafeText.line(place.name()) + "  " + SafeText.line(place.location()));
                }
            }
            return 0;
        } catch (Failure e) {
            return report(console, e);
        }
    }

    private int help(List<String> arguments, LineShell.Seat seat) {
        Output out = seat.console().out();
        if (arguments.isEmpty()) {
            faces.of(backend, seat.console(), seat.cancellation()).run("help");
            out.line("").line(messages.get("shell.words"));
        }
        for (Builtin builtin : Builtin.values()) {
            if (arguments.isEmpty() || arguments.get(0).equals(builtin.word())) {
                out.line("  " + builtin.word() + " ".repeat(12 - builtin.word().length())
                        + messages.get("builtin." + builtin.word()));
            }
        }
        return 0;
    }

    /** The line ended in a tab: what may stand there, on lines, for who has no other way to complete. */
    void list(String line, Console console) {
        String before = line.substring(0, line.length() - 1);
        for (Suggestion each : completion.of(TypedLine.of(before, before.length()).words())) {
            console.out().line(each.word() + (each.about().isEmpty() ? "" : "  " + each.about()));
        }
    }

    /** After a command that nobody knows. */
    void suggest(String word, Console console) {
        List<String> known = Stream.concat(CommandLineFace.commands().stream(),
                Stream.of(Builtin.values()).map(Builtin::word)).toList();
        String nearest = known.contains(word) || word.startsWith("-") ? "" : Nearest.to(word, known);
        if (!nearest.isEmpty()) {
            console.err().line(messages.get("shell.nearest", nearest));
        }
    }

    void greet(Console console) {
        show(console);
        console.out().line(messages.get("shell.hello")).flush();
    }

    private int refuse(Console console, String words) {
        console.err().line("jimg-tui: " + words);
        return WRONG;
    }

    private static int report(Console console, Failure failure) {
        console.out().flush();
        CommandLineFace.report(console, failure);
        return WRONG;
    }
}
