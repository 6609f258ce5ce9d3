package dev.jimg.tui.view;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.tui.state.KeyMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The key bindings as a Markdown table, for the README: the same table that the keys are looked up in. */
public final class KeyTable {

    /** Stand before and behind the table in the README. */
    public static final String BEGIN = "<!-- keys:begin -->";
    public static final String END = "<!-- keys:end -->";

    /** What is done to things first, then how to move about. */
    private static final List<Context> ORDER = List.of(Context.IMAGES, Context.SEARCH, Context.LAYERS, Context.FILES,
            Context.INSPECT, Context.USED_BY, Context.OUTPUT, Context.TAGS, Context.TRANSFERS, Context.LIST, Context.EVERYWHERE);

    private KeyTable() {}

    /** The table, each line ended; one row an action, grouped by where it holds. */
    public static String markdown(Messages messages) {
        StringBuilder table = new StringBuilder("| ").append(messages.get("keys.where")).append(" | ")
                .append(messages.get("keys.keys")).append(" | ").append(messages.get("keys.what"))
                .append(" |\n|---|---|---|\n");
        for (Context context : ORDER) {
            String where = title(context, messages);
            for (Binding binding : KeyMap.all()) {
                if (binding.where() == context) {
                    table.append("| ").append(where).append(" | ").append(keys(binding)).append(" | ")
                            .append(messages.get(binding.label())).append(" |\n");
                    where = "";
                }
            }
        }
        return table.toString();
    }

    /** What a group of keys is called. */
    static String title(Context context, Messages messages) {
        return messages.get("context." + context.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String keys(Binding binding) {
        return binding.keys().stream().map(key -> "`" + KeyName.of(key) + "`").collect(Collectors.joining(" "));
    }
}
