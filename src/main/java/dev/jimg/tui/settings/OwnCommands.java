package dev.jimg.tui.settings;

import dev.jimg.toml.TomlTable;
import dev.jimg.toml.TomlValue;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The person's own commands: a list of tables, one a command. */
final class OwnCommands {

    private static final List<String> NAMES = List.of("key", "name", "run", "shell", "output");
    private static final List<String> OUTPUTS = List.of("terminal", "dialog", "none");
    private static final Pattern BRACES = Pattern.compile("\\{([^{} ]*)\\}");

    private final Problems problems;
    private final List<OwnCommand> commands = new ArrayList<>();

    private OwnCommands(Problems problems) {
        this.problems = problems;
    }

    static List<OwnCommand> read(TomlValue value, Problems problems) {
        OwnCommands reading = new OwnCommands(problems);
        for (TomlValue one : problems.list(value).orElse(List.of())) {
            problems.table(one).ifPresent(table -> reading.command(table, one));
        }
        return reading.commands;
    }

    private void command(TomlTable table, TomlValue at) {
        table.entries().forEach((name, entry) -> {
            if (!NAMES.contains(name)) {
                problems.unknown("setting of a command", name, entry, NAMES);
            }
        });
        Optional<String> key = table.get("key").flatMap(this::key);
        Optional<String> name = table.get("name").flatMap(problems::text);
        boolean shell = table.get("shell").flatMap(problems::flag).orElse(false);
        Optional<String> output = table.get("output").flatMap(value -> problems.oneOf(value, OUTPUTS));
        Optional<List<String>> words = table.get("run").flatMap(value -> words(value, shell));
        for (String wanted : List.of("key", "run")) {
            if (table.get(wanted).isEmpty()) {
                problems.add(at, "a command wants \"" + wanted + "\"");
            }
        }
        if (key.isPresent() && words.isPresent()) {
            commands.add(new OwnCommand(key.get(), name.filter(text -> !text.isBlank()).map(String::strip)
                    .orElse(words.get().get(0)), words.get(), shell, output(output.orElse("terminal"))));
        }
    }

    private static OwnCommand.Output output(String word) {
        return switch (word) {
            case "dialog" -> OwnCommand.Output.DIALOG;
            case "none" -> OwnCommand.Output.NONE;
            default -> OwnCommand.Output.TERMINAL;
        };
    }

    private Optional<String> key(TomlValue value) {
        Optional<String> key = problems.text(value);
        if (key.isEmpty()) {
            return key;
        }
        Optional<OwnCommand> taken = commands.stream().filter(other -> other.key().equals(key.get())).findFirst();
        if (!KeyWords.isKey(key.get())) {
            problems.badKey(value, key.get());
        } else if (taken.isPresent()) {
            problems.add(value, "\"" + key.get() + "\" is the key of the command \"" + taken.get().name()
                    + "\" already");
        } else if (List.of("esc", "enter", "j", "k", "up", "down", "q").contains(key.get())) {
            problems.add(value, "\"" + key.get() + "\" moves in the menu; take another key");
        } else {
            return key;
        }
        return Optional.empty();
    }

    private Optional<List<String>> words(TomlValue value, boolean shell) {
        Optional<String> line = problems.text(value);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Matcher braces = BRACES.matcher(line.get());
        while (braces.find()) {
            String name = braces.group(1);
            if (!shell && !OwnCommand.PLACEHOLDERS.contains(name)) {
                problems.add(value, "there is no {" + name + "}; there are {"
                        + String.join("}, {", OwnCommand.PLACEHOLDERS) + "}");
                return Optional.empty();
            }
        }
        Optional<List<String>> words = shell ? Optional.of(List.of(line.get())) : Words.split(line.get());
        if (words.isEmpty()) {
            problems.add(value, "a quote in it is not closed");
        } else if (line.get().isBlank()) {
            problems.add(value, "wants a program");
            return Optional.empty();
        }
        return words;
    }
}
