package dev.jimg.tui.run;

import java.nio.file.Path;

/** A path as people type it: {@code ~} is their home. */
final class UserPath {

    private UserPath() {}

    static Path of(String typed) {
        String text = typed.strip();
        String home = System.getProperty("user.home", "");
        return text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text);
    }
}
