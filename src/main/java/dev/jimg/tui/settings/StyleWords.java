package dev.jimg.tui.settings;

import com.googlecode.lanterna.TextColor;
import dev.jimg.toml.TomlValue;
import dev.jimg.tui.term.Style;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A style as people write it: {@code bold #5fafff on black}. */
final class StyleWords {

    private static final List<String> ATTRIBUTES = List.of("bold", "dim", "italic", "underline", "reverse", "plain");
    private static final int BRIGHT = 8;

    private StyleWords() {}

    static Optional<Style> read(TomlValue value, Problems problems) {
        Optional<String> text = problems.text(value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Style style = Style.PLAIN;
        boolean behind = false;
        for (String word : text.get().strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            Optional<TextColor> color = color(word);
            if (word.equals("on")) {
                behind = true;
            } else if (color.isPresent()) {
                style = behind ? style.background(color.get()) : style.foreground(color.get());
                behind = false;
            } else if (ATTRIBUTES.contains(word)) {
                style = attribute(style, word);
            } else {
                problems.add(value, "\"" + word + "\" is no colour and no attribute; there are "
                        + String.join(", ", names()) + ", 0 to 255, #rrggbb, and " + String.join(", ", ATTRIBUTES));
                return Optional.empty();
            }
        }
        return Optional.of(style);
    }

    /** The same in words. */
    static String write(Style style) {
        List<String> words = new ArrayList<>();
        if (style.foreground() != TextColor.ANSI.DEFAULT) {
            words.add(name(style.foreground()));
        }
        if (style.background() != TextColor.ANSI.DEFAULT) {
            words.add("on " + name(style.background()));
        }
        for (String word : ATTRIBUTES) {
            int attribute = attribute(Style.PLAIN, word).attributes();
            if (attribute != 0 && (style.attributes() & attribute) != 0) {
                words.add(word);
            }
        }
        return words.isEmpty() ? "default" : String.join(" ", words);
    }

    private static String name(TextColor color) {
        return color instanceof TextColor.ANSI named ? name(named)
                : color instanceof TextColor.Indexed indexed ? String.valueOf(number(indexed))
                : String.format(Locale.ROOT, "#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
    }

    /** Lanterna tells it only in the sequence that sets it: {@code 38;5;208}. */
    private static int number(TextColor.Indexed color) {
        String sequence = new String(color.getForegroundSGRSequence(), StandardCharsets.US_ASCII);
        return Integer.parseInt(sequence.substring(sequence.lastIndexOf(';') + 1));
    }

    private static Style attribute(Style style, String word) {
        return switch (word) {
            case "bold" -> style.bold();
            case "dim" -> style.dim();
            case "italic" -> style.italic();
            case "underline" -> style.underline();
            case "reverse" -> style.reverse();
            default -> style;
        };
    }

    private static Optional<TextColor> color(String word) {
        if (word.matches("#[0-9a-f]{6}")) {
            int rgb = Integer.parseInt(word.substring(1), 16);
            return Optional.of(new TextColor.RGB(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF));
        }
        if (word.matches("[0-9]{1,3}") && Integer.parseInt(word) < 256) {
            return Optional.of(new TextColor.Indexed(Integer.parseInt(word)));
        }
        return Arrays.stream(TextColor.ANSI.values()).filter(color -> name(color).equals(word))
                .map(TextColor.class::cast).findFirst();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (TextColor.ANSI color : TextColor.ANSI.values()) {
            if (color.ordinal() < BRIGHT) {
                names.add(name(color));
            }
        }
        names.add("bright-red …");
        names.add(name(TextColor.ANSI.DEFAULT));
        return names;
    }

    private static String name(TextColor.ANSI color) {
        String name = color.name().toLowerCase(Locale.ROOT);
        return name.endsWith("_bright") ? "bright-" + name.substring(0, name.length() - "_bright".length()) : name;
    }
}
