package dev.jimg.service;

import java.util.List;
import java.util.Map;

/**
 * Which images to take away.
 *
 * @param all every image that no container uses; else only dangling ones
 * @param filters docker's: {@code until}, {@code label}, {@code label!}
 * @param undoable so that {@link Undo} can give the images back; else the trash is emptied too, if there is no filter
 */
public record PruneRequest(boolean all, Map<String, List<String>> filters, boolean undoable) {

    /** For good. */
    public PruneRequest(boolean all, Map<String, List<String>> filters) {
        this(all, filters, false);
    }


    public static final PruneRequest DANGLING = new PruneRequest(false, Map.of());

    /** The same, so that it can be taken back. */
    public PruneRequest forUndo() {
        return new PruneRequest(all, filters, true);
    }
}
