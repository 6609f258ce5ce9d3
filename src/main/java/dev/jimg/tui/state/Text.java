package dev.jimg.tui.state;

import java.util.List;

/**
 * Something to say: a key of the message catalogue and its arguments, themselves texts from outside or plain values.
 * The view puts it in the person's language and makes the arguments harmless.
 */
public record Text(String key, List<Object> arguments) {

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments));
    }
}
