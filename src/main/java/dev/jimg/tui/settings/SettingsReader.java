package dev.jimg.tui.settings;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings out of a text. Whatever it is, something can be made of it. */
final class SettingsReader {

    private static final List<String> NAMES = List.of("theme", "language", "mouse", "ask-before-quit", "backend",
            "images", "keys", "colors", "command", "registries");
    private static final List<String> IMAGES = List.of("columns", "sort", "tree");
    private static final List<String> REGISTRIES = List.of("mirrors", "insecure");
    private static final List<String> THEMES = List.of("dark", "light", "contrast", "none");
    private static final List<String> LANGUAGES = List.of("auto", "en", "zh");
    private static final List<String> QUITTING = List.of("while-busy", "always", "never");

    private final Problems problems;
    private String theme = "dark";
    private String language = Settings.DEFAULT.language();
    private boolean mouse = Settings.DEFAULT.mouse();
    private Preferences.Quitting quitting = Preferences.DEFAULT.quitting();
    private List<ImageColumn> columns = Preferences.DEFAULT.columns();
    private ImageOrder order = Preferences.DEFAULT.order();
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
        document.root().entries().forEach(reader::setting);
        return new Reading(reader.settings(), reader.problems.all());
    }

    private Settings settings() {
        Theme plain = switch (theme) {
            case "light" -> Theme.LIGHT;
            case "contrast" -> Theme.CONTRAST;
            default -> Theme.DARK;
        };
        return new Settings(new Preferences(bindings, columns, order, tree, commands, quitting), theme,
                plain.with(colors), language, mouse);
    }

    private void setting(String name, TomlTable.Entry entry) {
        TomlValue value = entry.value();
        switch (name) {
            case "theme" -> theme = problems.oneOf(value, THEMES).orElse(theme);
            case "language" -> language = problems.oneOf(value, LANGUAGES).orElse(language);
            case "mouse" -> mouse = problems.flag(value).orElse(mouse);
            case "ask-before-quit" -> quitting(value);
            case "backend" -> problems.text(value);
            case "images" -> section(value, "setting of [images]", IMAGES, this::images);
            case "keys" -> problems.table(value).ifPresent(keys -> bindings = OwnKeys.read(keys, problems));
            case "colors" -> section(value, "colour", Theme.ROLES, (role, said) ->
                    StyleWords.read(said.value(), problems).ifPresent(style -> colors.put(role, style)));
            case "command" -> commands = OwnCommands.read(value, problems);
            case "registries" -> section(value, "setting of [registries]", REGISTRIES, (list, said) ->
                    problems.list(said.value()).ifPresent(all -> problems.texts(said.value())));
            default -> problems.unknown("setting", name, entry, NAMES);
        }
    }

    @FunctionalInterface
    private interface Named {
        void read(String name, TomlTable.Entry entry);
    }

    private void section(TomlValue value, String kind, List<String> names, Named each) {
        problems.table(value).ifPresent(table -> table.entries().forEach((name, entry) -> {
            if (names.contains(name)) {
                each.read(name, entry);
            } else {
                problems.unknown(kind, name, entry, names);
            }
        }));
    }

    private void quitting(TomlValue value) {
        problems.oneOf(value, QUITTING).ifPresent(word ->
                quitting = Preferences.Quitting.values()[QUITTING.indexOf(word)]);
    }

    private void images(String name, TomlTable.Entry entry) {
        TomlValue value = entry.value();
        switch (name) {
            case "columns" -> problems.list(value).ifPresent(list -> columns(value, list));
            case "sort" -> order(value);
            default -> tree = problems.flag(value).orElse(tree);
        }
    }

    private void columns(TomlValue at, List<TomlValue> list) {
        List<ImageColumn> wanted = new ArrayList<>();
        for (TomlValue one : list) {
            Optional<ImageColumn> column = problems.oneOf(one, ImageColumn.words()).flatMap(ImageColumn::of);
            if (column.isPresent() && wanted.contains(column.get())) {
                problems.add(one, "\"" + column.get().word() + "\" is in the list twice");
            } else {
                column.ifPresent(wanted::add);
            }
        }
        if (list.isEmpty()) {
            problems.add(at, "wants one column at least");
        }
        columns = wanted.isEmpty() ? columns : wanted;
    }

    /** A minus in front turns it round. */
    private void order(TomlValue value) {
        Optional<String> word = problems.text(value);
        boolean reversed = word.filter(text -> text.startsWith("-")).isPresent();
        TomlValue plain = word.isEmpty() ? value
                : new TomlValue(word.get().substring(reversed ? 1 : 0), value.line(), value.column());
        if (word.isPresent()) {
            problems.oneOf(plain, ImageColumn.words()).flatMap(ImageColumn::of)
                    .ifPresent(column -> order = new ImageOrder(column, reversed));
        }
    }
}
