package dev.jimg.tui.state;

import dev.jimg.service.Undoable;
import dev.jimg.service.Undoable.Operation;
import java.time.Duration;
import java.util.List;

/** What a service offers to take back. */
public final class SomeUndo {

    private SomeUndo() {}

    /** The newest first: an image, a name, a tag, a prune. */
    public static List<Undoable> changes() {
        return List.of(
                change("4", 0, Operation.REMOVE, List.of("nginx:1.27"), 1, 192_000_000),
                change("3", 5, Operation.UNTAG, List.of("python:latest"), 0, 0),
                change("2", 70, Operation.TAG, List.of("registry.example.com:5000/team/backend/api:2.3.1"), 0, 0),
                change("1", 300, Operation.PRUNE, List.of("redis:7-alpine", "f3ace1b8ce45"), 5, 904_000_000));
    }

    private static Undoable change(String id, int minutes, Operation operation, List<String> names, int images,
            long bytes) {
        return new Undoable(id, Play.NOW.minus(Duration.ofMinutes(minutes)), operation, names, images, bytes);
    }
}
