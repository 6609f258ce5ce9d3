package dev.jimg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version the build wrote down. */
final class Version {

    private static final String KEY = "version=";

    private Version() {}

    static String current() {
        try (InputStream in = Version.class.getResourceAsStream("/dev/jimg/version.properties")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (line.startsWith(KEY)) {
                    return line.substring(KEY.length()).strip();
                }
            }
            return "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
