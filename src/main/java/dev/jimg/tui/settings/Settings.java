package dev.jimg.tui.settings;

import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.view.Theme;

/**
 * What the settings file says of the screen.
 *
 * @param themeName as the file names it
 * @param theme with the person's own colours
 * @param language {@code en} or {@code zh}; {@code auto} for that of the locale
 * @param mouse whether the mouse is asked for
 * @param engineTrash whether an engine may keep what is deleted, so that it can be taken back
 */
public record Settings(Preferences preferences, String themeName, Theme theme, String language, boolean mouse,
        boolean engineTrash) {

    public static final Settings DEFAULT = new Settings(Preferences.DEFAULT, "dark", Theme.DEFAULT, "auto", true,
            false);

    /** The most hours that a setting can say: a year. */
    public static final int MOST_HOURS = 8760;

    /** Whether the terminal's colours are used. */
    public boolean colors() {
        return !themeName.equals("none");
    }

    public Settings withEngineTrash(boolean value) {
        return new Settings(preferences, themeName, theme, language, mouse, value);
    }

    public Settings withPreferences(Preferences value) {
        return new Settings(value, themeName, theme, language, mouse, engineTrash);
    }
}
