package dev.jimg.tui.settings;

import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The file that a person begins with: every setting as the program comes, explained and commented out. */
public final class SettingsTemplate {

    private static final String KEYS = "@KEYS@\n";

    private SettingsTemplate() {}

    public static String text() {
        try (InputStream in = SettingsTemplate.class.getResourceAsStream("config.toml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(KEYS, keys());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keys() {
        Messages english = Messages.english();
        StringBuilder text = new StringBuilder();
        for (Context context : KeyWords.contexts()) {
            text.append("\n#[keys.").append(KeyWords.word(context)).append("]\n");
            for (Binding binding : KeyWords.of(context)) {
                String setting = "#" + KeyWords.word(binding) + " = " + list(binding.keys());
                text.append(setting).append(" ".repeat(Math.max(1, 40 - setting.length()))).append("# ")
                        .append(english.get(binding.label())).append('\n');
            }
        }
        return text.toString();
    }

    private static String list(List<String> keys) {
        return keys.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", ", "[", "]"));
    }
}
