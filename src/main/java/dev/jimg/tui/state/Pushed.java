package dev.jimg.tui.state;

import dev.jimg.service.PushResult;

/** What the line of a push that is done says. */
public final class Pushed {

    private Pushed() {}

    public static Text text(PushResult result) {
        return result.sent() < 0 ? Text.of("job.pushed", result.digest())
                : Text.of("job.pushed-sent", result.digest().toString(), new ByteCount(result.sent()));
    }
}
