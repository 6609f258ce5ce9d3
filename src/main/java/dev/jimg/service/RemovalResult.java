package dev.jimg.service;

import java.util.List;

/**
 * What a removal did.
 *
 * @param steps in the order in which they were done
 * @param failures one for each thing asked for that could not be removed
 * @param freed bytes on this disk
 * @param kept bytes that are free only when the trash is emptied
 * @param undoable whether it can be taken back, by {@link Undo}
 */
public record RemovalResult(List<Step> steps, List<Failure> failures, long freed, long kept, boolean undoable) {

    /** For good. */
    public RemovalResult(List<Step> steps, List<Failure> failures, long freed) {
        this(steps, failures, freed, 0, false);
    }


    /**
     * @param subject the reference that is gone, or the ID of the image or layer
     */
    public record Step(Action action, String subject) {}

    public enum Action { UNTAGGED, DELETED }
}
