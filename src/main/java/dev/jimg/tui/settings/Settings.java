package dev.jimg.tui.settings;

import dev.jimg.tui.state.Preferences;
import dev.jimg.tui.view.Theme;

/**
 * What the settings file says of the screen.
 *
 * @param colors whether the terminal's colours are used
 * @param language {@code en} or {@code zh}; {@code auto} for that of the locale
 * @param mouse whether the mouse is asked for
 */
public record Settings(Preferences preferences, Theme theme, boolean colors, String language, boolean mouse) {

    public static final Settings DEFAULT = new Settings(Preferences.DEFAULT, Theme.DEFAULT, true, "auto", true);

    public Settings withPreferences(Preferences value) {
        return new Settings(value, theme, colors, language, mouse);
    }
}
