package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import dev.jimg.text.Messages;
import dev.jimg.tui.state.ByteCount;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.Said;
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

    /** A message with a number, in the form that the number wants: {@code key-one} for one, {@code key} for others. */
    String count(String key, long count, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = count;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return messages.get(count == 1 ? key + "-one" : key, arguments);
    }

    String say(Text text) {
        return messages.get(text.key(), text.arguments().stream().map(this::written).toArray());
    }

    private Object written(Object argument) {
        return argument instanceof ByteCount count ? HumanSize.inList(count.bytes())
                : argument instanceof Text part ? say(part)
                : argument instanceof FailureText failure ? FailureWords.say(failure, this)
                : argument instanceof Said said ? FailureWords.known(said.english(), this) : argument;
    }
}
