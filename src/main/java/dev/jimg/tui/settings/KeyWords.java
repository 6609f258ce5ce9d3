package dev.jimg.tui.settings;

import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.tui.state.KeyMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keys, actions and places of the key table as the settings write them. */
final class KeyWords {

    private static final List<String> NAMED = List.of("enter", "esc", "space", "tab", "shift+tab", "backspace", "delete",
            "insert", "home", "end", "pgup", "pgdn", "up", "down", "left", "right", "f1", "f2", "f3", "f4", "f5", "f6",
            "f7", "f8", "f9", "f10", "f11", "f12");

    /** Of the bindings as the program comes; made once, for every key that is said is compared with all of them. */
    private static final Map<Binding, String> PATHS = new IdentityHashMap<>();

    static {
        for (Binding binding : KeyMap.all()) {
            PATHS.put(binding, path(binding.where(), binding));
        }
    }

    private KeyWords() {}

    private static String path(Context context, Binding binding) {
        return word(context).concat(".").concat(word(binding));
    }

    /** Names of keys, for a mistyped one. */
    static List<String> names() {
        return NAMED;
    }

    /** Whether a terminal can send a key of this name. */
    static boolean isKey(String name) {
        String plain = name;
        for (String modifier : List.of("ctrl+", "alt+")) {
            if (plain.startsWith(modifier) && plain.length() > modifier.length()) {
                plain = plain.substring(modifier.length());
            }
        }
        boolean single = plain.codePointCount(0, plain.length()) == 1 && !Character.isISOControl(plain.codePointAt(0))
                && !plain.equals(" ");
        return single || NAMED.contains(plain);
    }

    static String word(Context context) {
        return context.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String word(Binding binding) {
        return binding.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The places that have keys, in the order of the table. */
    static List<Context> contexts() {
        List<Context> contexts = new ArrayList<>();
        for (Binding binding : KeyMap.all()) {
            if (!contexts.contains(binding.where())) {
                contexts.add(binding.where());
            }
        }
        return contexts;
    }

    /** A binding of each action of a place: what an action does may depend on what is selected, its keys do not. */
    static List<Binding> of(Context context) {
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : KeyMap.all()) {
            if (binding.where() == context && find(bindings, word(binding)) == null) {
                bindings.add(binding);
            }
        }
        return bindings;
    }

    /** The one of an action; null if there is none. */
    static Binding find(List<Binding> bindings, String action) {
        for (Binding binding : bindings) {
            if (word(binding).equals(action)) {
                return binding;
            }
        }
        return null;
    }

    /** The place of a name; null if there is none. */
    static Context find(String name) {
        for (Context context : contexts()) {
            if (word(context).equals(name)) {
                return context;
            }
        }
        return null;
    }

    /** Place and action: {@code images.pull}. */
    static String path(Binding binding) {
        String known = PATHS.get(binding);
        return known != null ? known : path(binding.where(), binding);
    }
}
