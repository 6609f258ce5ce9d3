package dev.jimg.tui.view;

/** How the name of a key is written for people: {@code Enter}, {@code Ctrl-R}, {@code ↑}. */
final class KeyName {

    private KeyName() {}

    static String of(String key) {
        if (key.startsWith("ctrl+")) {
            return "Ctrl-" + of(key.substring(5)).toUpperCase(java.util.Locale.ROOT);
        }
        if (key.startsWith("shift+")) {
            return "Shift-" + of(key.substring(6));
        }
        if (key.startsWith("alt+")) {
            return "Alt-" + of(key.substring(4));
        }
        if (key.length() > 1 && key.charAt(0) == 'f' && Character.isDigit(key.charAt(1))) {
            return key.toUpperCase(java.util.Locale.ROOT);
        }
        return switch (key) {
            case "enter" -> "Enter";
            case "esc" -> "Esc";
            case "space" -> "Space";
            case "tab" -> "Tab";
            case "delete" -> "Del";
            case "backspace" -> "Backspace";
            case "home" -> "Home";
            case "end" -> "End";
            case "pgup" -> "PgUp";
            case "pgdn" -> "PgDn";
            case "up" -> "↑";
            case "down" -> "↓";
            case "left" -> "←";
            case "right" -> "→";
            default -> key;
        };
    }
}
