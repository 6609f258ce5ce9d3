package dev.jimg.tui.settings;

import dev.jimg.service.keep.KeepRule;
import dev.jimg.toml.TomlDocument;
import dev.jimg.toml.TomlTable;
import dev.jimg.toml.TomlValue;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.ImageOrder;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.term.Style;
import dev.jimg.tui.view.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the settings out of a text. Whatever it is, something can be made of it. This runs before the first frame: where
 * nothing is wrong it is without lambdas and streams, each of which costs its first user milliseconds.
 */
final class SettingsReader {

    private static final List<String> NAMES = List.of("theme", "language", "mouse", "ask-before-quit", "backend",
            "update-hours", "images", "keys", "colors", "command", "registries", "undo", "keep");
    private static final int MOST_KEPT = 1_000_000;
    private static final List<String> IMAGES = List.of("columns", "sort", "tree");
    private static final List<String> REGISTRIES = List.of("mirrors", "insecure");
    private static final Pattern MIRROR = Pattern.compile("https?://[^/?#@\\s]+(/[^?#\\s]*)?");
    private static final List<String> UNDO = List.of("engine-trash", "hours");
    private static final List<String> THEMES = List.of("dark", "light", "contrast", "none");
    private static final List<String> LANGUAGES = List.of("auto", "en", "zh");
    private static final List<String> QUITTING = List.of("while-busy", "always", "never");

    private final Problems problems;
    private String theme = "dark";
    private String language = Settings.DEFAULT.language();
    private boolean mouse = Settings.DEFAULT.mouse();
    private boolean engineTrash = Settings.DEFAULT.engineTrash();
    private Preferences.Quitting quitting = Preferences.DEFAULT.quitting();
    private int updateHours = Preferences.DEFAULT.updateHours();
    private List<ImageColumn> columns = Preferences.DEFAULT.columns();
    private ImageOrder order = Preferences.DEFAULT.order();
    private int undoHours = Preferences.DEFAULT.undoHours();
    private Map<String, Integer> keep = Preferences.DEFAULT.keep();
    private boolean tree = Preferences.DEFAULT.tree();
    private List<Binding> bindings = Preferences.DEFAULT.bindings();
    private List<OwnCommand> commands = List.of();
    private final Map<String, Style> colors = new HashMap<>();

    private SettingsReader(Problems problems) {
        this.problems = problems;
    }

    static Reading read(String text) {
        TomlDocument document = TomlDocument.parse(text);
        SettingsReader reader = new SettingsReader(new Problems(document.errors()));
        for (Map.Entry<String, TomlTable.Entry> one : document.root().entries().entrySet()) {
            reader.setting(one.getKey(), one.getValue());
        }
        return new Reading(reader.settings(), reader.problems.all());
    }

    private Settings settings() {
        Theme plain = switch (theme) {
            case "light" -> Theme.LIGHT;
            case "contrast" -> Theme.CONTRAST;
            default -> Theme.DARK;
        };
        return new Settings(new Preferences(bindings, columns, order, tree, commands, quitting, updateHours,
                undoHours, keep),
                theme, plain.with(colors), language, mouse, engineTrash);
    }

    private void setting(String name, TomlTable.Entry entry) {
        TomlValue value = entry.value();
        switch (name) {
            case "theme" -> theme = problems.oneOf(value, THEMES).orElse(theme);
            case "language" -> language = problems.oneOf(value, LANGUAGES).orElse(language);
            case "mouse" -> mouse = problems.flag(value).orElse(mouse);
            case "ask-before-quit" -> quitting(value);
            case "backend" -> problems.text(value);
            case "update-hours" -> updateHours = problems.upTo(value, Settings.MOST_HOURS).orElse(updateHours);
            case "images" -> section(value, "setting of [images]", IMAGES);
            case "colors" -> section(value, "colour", Theme.ROLES);
            case "registries" -> section(value, "setting of [registries]", REGISTRIES);
            case "undo" -> section(value, "setting of [undo]", UNDO);
            case "keep" -> keep(value);
            case "keys" -> keys(value);
            case "command" -> commands = OwnCommands.read(value, problems);
            default -> problems.unknown("setting", name, entry, NAMES);
        }
    }

    private void section(TomlValue value, String kind, List<String> names) {
        Optional<TomlTable> table = problems.table(value);
        if (table.isEmpty()) {
            return;
        }
        for (Map.Entry<String, TomlTable.Entry> one : table.get().entries().entrySet()) {
            TomlTable.Entry entry = one.getValue();
            if (!names.contains(one.getKey())) {
                problems.unknown(kind, one.getKey(), entry, names);
            } else if (names == IMAGES) {
                images(one.getKey(), entry.value());
            } else if (names == UNDO) {
                undo(one.getKey(), entry.value());
            } else if (names == REGISTRIES) {
                registries(one.getKey(), entry.value());
            } else {
                color(one.getKey(), entry.value());
            }
        }
    }

    /** They are read elsewhere; here it is only said where that will not do. */
    private void registries(String name, TomlValue value) {
        for (TomlValue one : problems.texts(value)) {
            if (name.equals("mirrors") && !MIRROR.matcher(one.text().orElseThrow()).matches()) {
                problems.add(one, "a mirror of Docker Hub wants to be http(s)://host[:port][/path]");
            }
        }
    }

    private void undo(String name, TomlValue value) {
        if (name.equals("hours")) {
            undoHours = problems.between(value, 1, Settings.MOST_HOURS).orElse(undoHours);
        } else {
            engineTrash = problems.flag(value).orElse(engineTrash);
        }
    }

    private void keep(TomlValue value) {
        Optional<TomlTable> table = problems.table(value);
        if (table.isEmpty()) {
            return;
        }
        Map<String, Integer> rules = new LinkedHashMap<>();
        for (Map.Entry<String, TomlTable.Entry> one : table.get().entries().entrySet()) {
            TomlValue number = one.getValue().value();
            Optional<Integer> newest = problems.between(number, 0, MOST_KEPT);
            if (newest.isPresent() && KeepRule.isPattern(one.getKey())) {
                rules.put(one.getKey(), newest.get());
            } else if (newest.isPresent()) {
                problems.add(number, "\"" + one.getKey() + "\" is no pattern of repositories");
            }
        }
        keep = rules;
    }

    private void color(String role, TomlValue value) {
        Optional<Style> style = StyleWords.read(value, problems);
        if (style.isPresent()) {
            colors.put(role, style.get());
        }
    }

    private void keys(TomlValue value) {
        Optional<TomlTable> table = problems.table(value);
        if (table.isPresent()) {
            bindings = OwnKeys.read(table.get(), problems);
        }
    }

    private void quitting(TomlValue value) {
        Optional<String> word = problems.oneOf(value, QUITTING);
        if (word.isPresent()) {
            quitting = Preferences.Quitting.values()[QUITTING.indexOf(word.get())];
        }
    }

    private void images(String name, TomlValue value) {
        switch (name) {
            case "columns" -> columns(value);
            case "sort" -> order(value);
            default -> tree = problems.flag(value).orElse(tree);
        }
    }

    private void columns(TomlValue at) {
        Optional<List<TomlValue>> said = problems.list(at);
        List<TomlValue> list = said.orElse(List.of());
        List<ImageColumn> wanted = new ArrayList<>();
        for (TomlValue one : list) {
            Optional<ImageColumn> column = column(one);
            if (column.isPresent() && wanted.contains(column.get())) {
                problems.add(one, "\"" + column.get().word() + "\" is in the list twice");
            } else if (column.isPresent()) {
                wanted.add(column.get());
            }
        }
        if (said.isPresent() && list.isEmpty()) {
            problems.add(at, "wants one column at least");
        }
        columns = wanted.isEmpty() ? columns : wanted;
    }

    /** A minus in front turns it round. */
    private void order(TomlValue value) {
        Optional<String> word = problems.text(value);
        if (word.isEmpty()) {
            return;
        }
        boolean reversed = word.get().startsWith("-");
        Optional<ImageColumn> column =
                column(new TomlValue(word.get().substring(reversed ? 1 : 0), value.line(), value.column()));
        if (column.isPresent()) {
            order = new ImageOrder(column.get(), reversed);
        }
    }

    private Optional<ImageColumn> column(TomlValue value) {
        Optional<String> word = problems.oneOf(value, ImageColumn.words());
        return word.isPresent() ? ImageColumn.of(word.get()) : Optional.empty();
    }
}
