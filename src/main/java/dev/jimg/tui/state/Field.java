package dev.jimg.tui.state;

import java.util.List;

/**
 * One line of a form: a text to type, or one of a few choices.
 *
 * @param label a key of the catalogue
 * @param choices keys of the catalogue; empty for a text
 * @param chosen which of the choices
 */
public record Field(String label, LineEdit line, List<String> choices, int chosen) {

    public Field {
        choices = List.copyOf(choices);
    }

    static Field text(String label, String suggested) {
        return new Field(label, LineEdit.suggest(suggested), List.of(), 0);
    }

    static Field choice(String label, String... choices) {
        return new Field(label, LineEdit.EMPTY, List.of(choices), 0);
    }

    public boolean isChoice() {
        return !choices.isEmpty();
    }

    /** What it holds: the text without blanks around it, or the key of the choice. */
    String value() {
        return isChoice() ? choices.get(chosen) : line.text().strip();
    }

    Field key(String key) {
        if (!isChoice()) {
            return withLine(line.key(key));
        }
        int step = key.equals("left") ? -1 : key.equals("right") || key.equals("space") ? 1 : 0;
        return new Field(label, line, choices, Math.floorMod(chosen + step, choices.size()));
    }

    Field paste(String text) {
        return isChoice() ? this : withLine(line.paste(text));
    }

    private Field withLine(LineEdit value) {
        return new Field(label, value, choices, chosen);
    }
}
