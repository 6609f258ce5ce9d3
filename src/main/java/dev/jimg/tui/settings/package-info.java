/**
 * The settings file as the screen understands it: from the text of {@code config.toml} to preferences, a theme and a
 * list of all that is wrong in it, with line and column.
 *
 * <p>It stands above state and views because it names their actions, columns and colours, and below the loop, which
 * reads it before the first frame. A setting is added in three places: {@link dev.jimg.tui.settings.SettingsReader}
 * reads it, {@link dev.jimg.tui.settings.Settings} (or the preferences) holds it, and {@code config.toml} among the
 * resources explains it; a test holds the three together. What is wrong costs only itself: everything else in the file
 * counts.
 */
package dev.jimg.tui.settings;
