package dev.jimg.tui.state;

import java.util.List;

/**
 * A command of the palette.
 *
 * @param aliases other names, not shown
 * @param action what it does without its argument; what it is for, if that cannot be left out
 * @param label what it does, a key of the catalogue
 */
public record Command(String name, List<String> aliases, Action action, Argument argument, boolean needsArgument,
        String label) {

    /** What may stand behind the name. */
    public enum Argument {
        NONE("", List.of()),
        PANE("1-4", List.of("1", "2", "3", "4")),
        COLUMN("COLUMN", ImageColumn.sortWords()),
        /** Those to show, in this order. */
        COLUMNS("COLUMN...", ImageColumn.words()),
        SETTINGS("reload|edit", List.of(SettingsLogic.RELOAD, SettingsLogic.EDIT)),
        /** An image to pull. */
        IMAGE("IMAGE[:TAG]", List.of()),
        /** A new name for the selected image. */
        NAME("NAME[:TAG]", List.of()),
        REPOSITORY("REPOSITORY", List.of()),
        TERM("TERM", List.of()),
        /** A docker context, or the address of an engine. */
        CONTEXT("NAME|URL", List.of()),
        /** Where the selected image is copied to. */
        PLACE("PLACE", List.of()),
        TEXT("TEXT", List.of());

        private final String placeholder;
        private final List<String> choices;

        Argument(String placeholder, List<String> choices) {
            this.placeholder = placeholder;
            this.choices = choices;
        }

        public String placeholder() {
            return placeholder;
        }

        /** All that it can be, where that is a short list. */
        public List<String> choices() {
            return choices;
        }
    }

    public Command {
        aliases = List.copyOf(aliases);
    }

    boolean answersTo(String typed) {
        return name.equals(typed) || aliases.contains(typed);
    }
}
