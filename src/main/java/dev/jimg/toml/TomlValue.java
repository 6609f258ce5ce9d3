package dev.jimg.toml;

import java.util.List;
import java.util.Optional;

/**
 * A value and where it stands.
 *
 * @param value a {@code String}, {@code Long}, {@code Boolean}, a {@code List<TomlValue>} or a {@link TomlTable}
 * @param line of its first character, from 1
 * @param column of its first character, from 1
 */
public record TomlValue(Object value, int line, int column) {

    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Boolean> flag() {
        return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    public Optional<Long> number() {
        return value instanceof Long number ? Optional.of(number) : Optional.empty();
    }

    public Optional<TomlTable> table() {
        return value instanceof TomlTable table ? Optional.of(table) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    public Optional<List<TomlValue>> list() {
        return value instanceof List<?> list ? Optional.of((List<TomlValue>) list) : Optional.empty();
    }

    /** What kind of value it is, in a person's words. */
    public String kind() {
        return value instanceof String ? "a text" : value instanceof Boolean ? "true or false"
                : value instanceof Long ? "a number" : value instanceof TomlTable ? "a table" : "a list";
    }
}
