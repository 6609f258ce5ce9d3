package dev.jimg.tui.settings;

import dev.jimg.toml.TomlTable;
import dev.jimg.toml.TomlValue;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.tui.state.KeyMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key table with the person's own keys. A key that would mean two things where both hold is a mistake: the setting
 * that caused it is left out, and the action keeps the keys it comes with.
 */
final class OwnKeys {

    /** What the settings say, and where, by {@link KeyWords#path}: an action may stand in the table more than once. */
    private final Map<String, TomlTable.Entry> said = new LinkedHashMap<>();
    private final Map<String, List<String>> own = new LinkedHashMap<>();
    private final Problems problems;

    private OwnKeys(Problems problems) {
        this.problems = problems;
    }

    /** @param keys the table {@code [keys]}, which holds one for every place */
    static List<Binding> read(TomlTable keys, Problems problems) {
        OwnKeys reading = new OwnKeys(problems);
        for (Map.Entry<String, TomlTable.Entry> place : keys.entries().entrySet()) {
            reading.context(place.getKey(), place.getValue());
        }
        reading.dropClashes();
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : KeyMap.all()) {
            bindings.add(reading.bound(binding));
        }
        return bindings;
    }

    private void context(String name, TomlTable.Entry entry) {
        Context context = KeyWords.find(name);
        if (context == null) {
            problems.unknown("place of keys", name, entry, KeyWords.contexts().stream().map(KeyWords::word).toList());
            return;
        }
        Optional<TomlTable> table = problems.table(entry.value());
        if (table.isEmpty()) {
            return;
        }
        List<Binding> bindings = KeyWords.of(context);
        for (Map.Entry<String, TomlTable.Entry> said : table.get().entries().entrySet()) {
            Binding binding = KeyWords.find(bindings, said.getKey());
            if (binding == null) {
                problems.unknown("action", said.getKey(), said.getValue(),
                        bindings.stream().map(KeyWords::word).toList());
            } else {
                keys(binding, said.getValue());
            }
        }
    }

    private void keys(Binding binding, TomlTable.Entry entry) {
        List<String> keys = new ArrayList<>();
        for (TomlValue value : problems.texts(entry.value())) {
            String key = value.text().orElseThrow();
            if (KeyWords.isKey(key)) {
                keys.add(key);
            } else {
                problems.badKey(value, key);
            }
        }
        boolean none = entry.value().list().isPresent() && entry.value().list().get().isEmpty();
        if (none || !keys.isEmpty()) {
            said.put(KeyWords.path(binding), entry);
            own.put(KeyWords.path(binding), keys);
        }
    }

    private Binding bound(Binding binding) {
        List<String> keys = own.get(KeyWords.path(binding));
        return keys == null ? binding : binding.withKeys(keys);
    }

    /** One by one from the last, for without it another may be right again. */
    private void dropClashes() {
        List<String> order = new ArrayList<>(said.keySet());
        for (int i = order.size() - 1; i >= 0; i--) {
            String path = order.get(i);
            Optional<String> clash = clash(path);
            if (clash.isPresent()) {
                problems.add(said.get(path).value(), clash.get());
                own.remove(path);
            }
        }
    }

    private Optional<String> clash(String path) {
        for (Binding binding : KeyMap.all()) {
            Optional<String> clash = KeyWords.path(binding).equals(path) ? clash(binding) : Optional.empty();
            if (clash.isPresent()) {
                return clash;
            }
        }
        return Optional.empty();
    }

    private Optional<String> clash(Binding binding) {
        for (String key : bound(binding).keys()) {
            for (Binding other : KeyMap.all()) {
                boolean meet = other.where() == binding.where() || everywhere(other) || everywhere(binding);
                boolean shared = other.keys().contains(key) && binding.keys().contains(key);
                if (meet && !shared && other.action() != binding.action() && bound(other).keys().contains(key)) {
                    String path = KeyWords.path(other);
                    String where = own.containsKey(path) ? ", see line " + said.get(path).line() : "";
                    return Optional.of("\"" + key + "\" is the key of " + path + " already" + where);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean everywhere(Binding binding) {
        return binding.where() == Context.EVERYWHERE || binding.where() == Context.LIST;
    }
}
