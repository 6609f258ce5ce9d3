package dev.jimg.tui.state;

import java.util.List;

/**
 * One line of a form: a text to type, or one of a few choices.
 *
 * @param label a key of the catalogue
 * @param choices keys of the catalogue; empty for a text
 * @param chosen which of the choices
 * @param secret whether nobody may read it over a shoulder
 */
public record Field(String label, LineEdit line, List<String> choices, int chosen, Completes completes,
        boolean secret) {

    /** What Tab makes of a text that is begun. */
    public enum Completes {
        NOTHING, FILE, DIRECTORY,
        /** A file, looked for in the directory that the first field says. */
        DOCKERFILE,
        IMAGE,
        /** An image, and where it is. */
        PLACE,
        REGISTRY;

        boolean path() {
            return this == FILE || this == DIRECTORY || this == DOCKERFILE;
        }
    }

    public Field {
        choices = List.copyOf(choices);
    }

    static Field text(String label, String suggested) {
        return new Field(label, LineEdit.suggest(suggested), List.of(), 0, Completes.NOTHING, false);
    }

    /** A text that is not shown. */
    static Field secret(String label) {
        return new Field(label, LineEdit.EMPTY, List.of(), 0, Completes.NOTHING, true);
    }

    static Field choice(String label, String... choices) {
        return new Field(label, LineEdit.EMPTY, List.of(choices), 0, Completes.NOTHING, false);
    }

    public boolean isChoice() {
        return !choices.isEmpty();
    }

    /** The line as it may be shown: of a secret a star for each letter. */
    public LineEdit shown() {
        return secret ? line.hidden() : line;
    }

    /** What it holds: the text, without blanks around it unless it is a secret, or the key of the choice. */
    String value() {
        return isChoice() ? choices.get(chosen) : secret ? line.text() : line.text().strip();
    }

    Field key(String key) {
        if (!isChoice()) {
            return withLine(line.key(key));
        }
        int step = key.equals("left") ? -1 : key.equals("right") || key.equals("space") ? 1 : 0;
        return new Field(label, line, choices, Math.floorMod(chosen + step, choices.size()), completes, secret);
    }

    Field paste(String text) {
        return isChoice() ? this : withLine(line.paste(text));
    }

    Field completing(Completes value) {
        return new Field(label, line, choices, chosen, value, secret);
    }

    Field withText(String text) {
        return withLine(LineEdit.of(text));
    }

    private Field withLine(LineEdit value) {
        return new Field(label, value, choices, chosen, completes, secret);
    }

    @Override
    public String toString() {
        return "Field[" + label + ", " + shown().text() + "]";
    }
}
