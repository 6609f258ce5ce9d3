package dev.jimg.tui.run;

import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Pointing;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.Mouse;
import java.util.List;

/** Makes of what a terminal reports of its mouse what was pointed at, and knows a second click from a first. */
final class Clicks {

    private static final long TWICE_NANOS = 400_000_000L;

    private int column = -1;
    private int row = -1;
    private long at;

    /** Null for what means nothing: other buttons, the release, a move. */
    static Event event(Mouse mouse) {
        Pointing.Kind kind = switch (mouse.action()) {
            case PRESS -> mouse.button() == 1 ? Pointing.Kind.CLICK : null;
            case WHEEL_UP -> Pointing.Kind.WHEEL_UP;
            case WHEEL_DOWN -> Pointing.Kind.WHEEL_DOWN;
            case RELEASE, DRAG, MOVE -> null;
        };
        return kind == null ? null : new Event.MouseUsed(kind, mouse.column(), mouse.row());
    }

    /** @param drawn what the person sees */
    Pointing on(Event.MouseUsed used, Grid drawn) {
        long now = System.nanoTime();
        boolean click = used.kind() == Pointing.Kind.CLICK;
        boolean twice = click && used.column() == column && used.row() == row && now - at < TWICE_NANOS;
        if (click) {
            // A third click is a first again.
            column = twice ? -1 : used.column();
            row = used.row();
            at = now;
        }
        List<Target> under = drawn.at(used.column(), used.row()).stream().map(Target.class::cast).toList();
        return new Pointing(used.kind(), under, twice);
    }
}
