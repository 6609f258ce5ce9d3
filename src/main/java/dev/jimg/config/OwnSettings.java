package dev.jimg.config;

import dev.jimg.toml.TomlDocument;
import dev.jimg.toml.TomlTable;
import dev.jimg.toml.TomlValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this program's own settings file ({@code config.toml}) says of registries and of the place to work on. What it
 * says of the screen is the screen's to read.
 */
final class OwnSettings {

    private final Path path;
    private final TomlTable root;

    private OwnSettings(Path path, TomlTable root) {
        this.path = path;
        this.root = root;
    }

    /**
     * Reads it; an absent file says nothing. A line that is wrong says nothing either, and {@code config check} names it.
     *
     * @throws ConfigException if it is there and cannot be read
     */
    static OwnSettings load(Environment environment) {
        Path path = environment.settingsFile();
        try {
            return new OwnSettings(path, TomlDocument.parse(
                    new String(Files.readAllBytes(path), StandardCharsets.UTF_8)).root());
        } catch (NoSuchFileException e) {
            return new OwnSettings(path, TomlDocument.parse("").root());
        } catch (IOException e) {
            throw new ConfigException("cannot read " + path + ": " + e.getMessage(), "Check the file.", e);
        }
    }

    /** {@code backend}; empty where it is left to the program. */
    Optional<String> backend() {
        return root.get("backend").flatMap(TomlValue::text).filter(text -> !text.isBlank() && !text.equals("auto"));
    }

    List<String> mirrors() {
        return registries("mirrors");
    }

    List<String> insecure() {
        return registries("insecure");
    }

    ConfigException invalid(String why) {
        return new ConfigException("invalid " + path + ": " + why, "Correct the file.");
    }

    private List<String> registries(String name) {
        Optional<TomlValue> value = root.get("registries").flatMap(TomlValue::table).flatMap(table -> table.get(name));
        List<String> texts = new ArrayList<>();
        // A text alone stands for a list of one, as everywhere in this file.
        List<TomlValue> all = value.filter(one -> one.text().isPresent()).map(List::of)
                .orElseGet(() -> value.flatMap(TomlValue::list).orElse(List.of()));
        for (TomlValue one : all) {
            texts.add(one.text().orElseThrow(() ->
                    invalid("line " + one.line() + ": \"" + name + "\" wants a list of texts")));
        }
        return texts;
    }
}
