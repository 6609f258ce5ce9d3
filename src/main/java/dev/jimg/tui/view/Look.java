package dev.jimg.tui.view;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.Text;

/** What views need beside the state: the person's language and the colours. */
public record Look(Messages messages, Theme theme) {

    String say(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    String say(Text text) {
        return messages.get(text.key(), text.arguments().toArray());
    }
}
