package dev.jimg.tui.settings;

import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.view.Theme;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings written as a settings file again; of the keys only those that are not as the program comes. */
public final class SettingsText {

    private SettingsText() {}

    public static String of(Settings settings) {
        Preferences preferences = settings.preferences();
        StringBuilder text = new StringBuilder();
        line(text, "theme", quoted(settings.themeName()));
        line(text, "language", quoted(settings.language()));
        line(text, "mouse", String.valueOf(settings.mouse()));
        line(text, "ask-before-quit", quoted(word(preferences.quitting())));
        line(text, "update-hours", String.valueOf(preferences.updateHours()));
        text.append("\n[images]\n");
        line(text, "columns", list(preferences.columns().stream().map(ImageColumn::word).toList()));
        line(text, "sort", quoted((preferences.order().reversed() ? "-" : "") + preferences.order().column().word()));
        line(text, "tree", String.valueOf(preferences.tree()));
        text.append("\n[undo]\n");
        line(text, "engine-trash", String.valueOf(settings.engineTrash()));
        line(text, "hours", String.valueOf(preferences.undoHours()));
        if (!preferences.keep().isEmpty()) {
            text.append("\n[keep]\n");
            preferences.keep().forEach((pattern, newest) -> line(text, quoted(pattern), String.valueOf(newest)));
        }
        text.append("\n[colors]\n");
        Theme.ROLES.forEach(role -> line(text, role, quoted(StyleWords.write(settings.theme().style(role)))));
        for (Context context : KeyWords.contexts()) {
            keys(text, context, preferences);
        }
        preferences.commands().forEach(command -> command(text, command));
        return text.toString();
    }

    private static void keys(StringBuilder text, Context context, Preferences preferences) {
        List<Binding> own = KeyWords.of(context).stream().flatMap(usual -> preferences.bindings().stream()
                .filter(binding -> KeyWords.path(binding).equals(KeyWords.path(usual))).findFirst()
                .filter(binding -> !binding.keys().equals(usual.keys())).stream()).toList();
        if (!own.isEmpty()) {
            text.append("\n[keys.").append(KeyWords.word(context)).append("]\n");
            own.forEach(binding -> line(text, KeyWords.word(binding), list(binding.keys())));
        }
    }

    private static void command(StringBuilder text, OwnCommand command) {
        text.append("\n[[command]]\n");
        line(text, "key", quoted(command.key()));
        line(text, "name", quoted(command.name()));
        line(text, "run", quoted(command.shell() ? command.words().get(0) : command.words().stream()
                .map(SettingsText::word).collect(Collectors.joining(" "))));
        line(text, "shell", String.valueOf(command.shell()));
        line(text, "output", quoted(word(command.output())));
    }

    /** A word of a command line, in quotes where it holds what parts or joins words. */
    private static String word(String plain) {
        return !plain.isEmpty() && plain.chars().noneMatch(c -> " \t\"'\\".indexOf(c) >= 0) ? plain
                : "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    private static String list(List<String> words) {
        return words.stream().map(SettingsText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String plain) {
        StringBuilder text = new StringBuilder("\"");
        plain.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c == 0x7F) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }
}
