package dev.jimg.cli;

import dev.jimg.service.build.BuildEvent;
import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A build as docker's classic builder prints it. Where it is to be quiet, all is kept until it fails.
 *
 * <p>What programs write comes from outside and goes out without control characters, but for the red that docker gives to
 * what they write on their standard error.
 */
final class BuildView implements Consumer<BuildEvent> {

    private static final String CONTEXT = "context";
    private static final int SIZE_WIDTH = 8;
    private static final long CONTEXT_NANOS = 100_000_000L;
    private static final int KEPT = 1 << 20;
    private static final String RED = "\u001b[91m";
    private static final String PLAIN = "\u001b[0m";

    private final Console console;
    private final boolean quiet;
    private final StringBuilder kept = new StringBuilder();
    private final Map<String, BuildEvent.Progress> moving = new LinkedHashMap<>();
    private List<String> drawn = List.of();
    private long contextSent = -1;
    private long contextTold;

    BuildView(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public synchronized void accept(BuildEvent event) {
        if (event instanceof BuildEvent.Progress progress && progress.item().equals(CONTEXT)) {
            contextSent = progress.done();
            if (console.outIsTerminal() && console.nanoTime().getAsLong() - contextTold > CONTEXT_NANOS) {
                contextTold = console.nanoTime().getAsLong();
                tellContext();
            }
            return;
        }
        endContext();
        if (event instanceof BuildEvent.Progress progress) {
            draw(progress);
        } else if (event instanceof BuildEvent.Step step) {
            print("Step " + step.index() + "/" + step.total() + " : " + SafeText.text(step.instruction()) + "\n");
        } else if (event instanceof BuildEvent.Cached) {
            print(" ---> Using cache\n");
        } else if (event instanceof BuildEvent.Output output) {
            String text = SafeText.text(output.text());
            print(output.error() ? RED + text + PLAIN : text);
        }
    }

    /** It is built. */
    synchronized void end() {
        endContext();
        erase();
    }

    /** It failed: what was kept back is shown. */
    synchronized void fail() {
        end();
        console.out().flush();
        console.err().print(kept.toString()).flush();
        kept.setLength(0);
    }

    private void tellContext() {
        String size = HumanSize.of(contextSent);
        print("Sending build context to Docker daemon " + " ".repeat(Math.max(0, SIZE_WIDTH - size.length())) + size
                + "\r");
    }

    private void endContext() {
        if (contextSent >= 0) {
            tellContext();
            print("\r\n");
            contextSent = -1;
        }
    }

    private void print(String text) {
        if (quiet) {
            kept.append(text);
            kept.delete(0, Math.max(0, kept.length() - KEPT));
            return;
        }
        erase();
        console.out().print(text).flush();
    }

    /** What is fetched has a line each at the bottom of a terminal, till something else is said. */
    private void draw(BuildEvent.Progress progress) {
        if (quiet || !console.outIsTerminal()) {
            return;
        }
        moving.put(progress.item(), progress);
        int columns = Math.max(1, console.columns().getAsInt());
        int room = Math.max(2, console.rows().getAsInt() - 2);
        List<String> lines = moving.values().stream().skip(Math.max(0, moving.size() - room))
                .map(item -> LayerLine.moving(item.item() + ": " + item.action(), item.done(), item.total(), columns))
                .toList();
        console.out().print(LiveLines.redrawn(drawn, lines)).flush();
        drawn = lines;
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            console.out().print(LiveLines.redrawn(drawn, List.of())).flush();
        }
        drawn = List.of();
        moving.clear();
    }
}
