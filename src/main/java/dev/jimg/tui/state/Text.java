package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to say: a key of the message catalogue and its arguments, themselves texts from outside or plain values.
 * The view puts it in the person's language and makes the arguments harmless.
 */
public record Text(String key, List<Object> arguments) {

    /** A text with a number, in the form that the number wants: {@code key-one} for one, {@code key} for others. */
    public static Text count(String key, int count, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(more));
        arguments.add(0, count);
        return new Text(count == 1 ? key + "-one" : key, arguments);
    }

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }
}
