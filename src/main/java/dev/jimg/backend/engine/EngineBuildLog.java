package dev.jimg.backend.engine;

import dev.jimg.engine.BuildMessage;
import dev.jimg.service.build.BuildEvent;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the events of a build from an engine's words. Docker begins a step with {@code Step 2/7 : RUN make} and says
 * {@code  ---> Using cache}; Podman says {@code STEP 2/7: RUN make}, with {@code [1/2]} before it where there are several
 * stages, and {@code --> Using cache ID}. All else is shown as it is.
 */
final class EngineBuildLog {

    private static final Pattern STEP = Pattern.compile(
            "(?:\\[\\d{1,6}/\\d{1,6}] )?(?:Step|STEP) (\\d{1,6})/(\\d{1,6}) ?: ([^\\n]*)\\n?");
    private static final Pattern CACHED = Pattern.compile(" ?--->? Using cache.*|--> Using cache.*");
    private static final Pattern BUILT = Pattern.compile("Successfully built ([0-9a-f]{12,64})");
    /** Docker colours red what a program wrote on its standard error. */
    private static final String RED = "\u001b[91m";
    private static final String PLAIN = "\u001b[0m";

    private final Consumer<BuildEvent> events;
    private String image = "";
    private boolean error;
    /** Docker ends the line of a step's beginning with a message of its own. */
    private boolean begun;

    EngineBuildLog(Consumer<BuildEvent> events) {
        this.events = events;
    }

    /** The image's ID, or the beginning of it; empty if the engine told none. */
    String image() {
        return image;
    }

    void accept(BuildMessage message) {
        if (!message.image().isEmpty()) {
            image = message.image();
        }
        if (!message.status().isEmpty()) {
            events.accept(new BuildEvent.Progress(message.id(), message.status(), Math.max(message.current(), 0),
                    message.total()));
        }
        if (!message.text().isEmpty()) {
            text(message.text());
        }
    }

    private void text(String text) {
        if (begun && text.equals("\n")) {
            begun = false;
            return;
        }
        Matcher step = STEP.matcher(text);
        begun = !error && step.matches();
        if (begun) {
            events.accept(new BuildEvent.Step(Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2)),
                    step.group(3)));
        } else if (!error && CACHED.matcher(text.stripTrailing()).matches()) {
            events.accept(new BuildEvent.Cached());
        } else {
            Matcher built = BUILT.matcher(text);
            if (built.find() && !image.contains(built.group(1))) {
                // Docker tells the ID of each step's image, which is not the last one where a stage has only a FROM.
                image = built.group(1);
            }
            output(text);
        }
    }

    private void output(String text) {
        String rest = text;
        while (!rest.isEmpty()) {
            String mark = error ? PLAIN : RED;
            int at = rest.indexOf(mark);
            String part = at < 0 ? rest : rest.substring(0, at);
            if (!part.isEmpty()) {
                events.accept(new BuildEvent.Output(part, error));
            }
            error ^= at >= 0;
            rest = at < 0 ? "" : rest.substring(at + mark.length());
        }
    }
}
