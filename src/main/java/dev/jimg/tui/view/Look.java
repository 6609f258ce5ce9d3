package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import dev.jimg.text.Messages;
import dev.jimg.tui.state.ByteCount;
import dev.jimg.tui.state.Text;

/**
 * What views need beside the state: the person's language, the colours, and their home directory, which paths are
 * shortened by ({@code ~}); empty if not known.
 */
public record Look(Messages messages, Theme theme, String home) {

    public Look(Messages messages, Theme theme) {
        this(messages, theme, "");
    }

    String say(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    String say(Text text) {
        return messages.get(text.key(), text.arguments().stream().map(Look::written).toArray());
    }

    private static Object written(Object argument) {
        return argument instanceof ByteCount count ? HumanSize.inList(count.bytes()) : argument;
    }
}
