package dev.jimg.toml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names and what they stand for, in the order of the file. */
public final class TomlTable {

    /** What a name stands for, and where the name stands. */
    public record Entry(TomlValue value, int line, int column) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** Whether it had a heading or braces of its own: it must not have another. */
    private boolean defined;

    TomlTable() {}

    public Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    public Optional<TomlValue> get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    void put(String name, Entry entry) {
        entries.put(name, entry);
    }

    boolean define() {
        boolean first = !defined;
        defined = true;
        return first;
    }
}
