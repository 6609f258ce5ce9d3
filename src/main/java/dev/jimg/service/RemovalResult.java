package dev.jimg.service;

import java.util.List;

/**
 * What a removal did.
 *
 * @param steps in the order in which they were done
 * @param failures one for each thing asked for that could not be removed
 * @param freed bytes on this disk
 */
public record RemovalResult(List<Step> steps, List<Failure> failures, long freed) {

    /**
     * @param subject the reference that is gone, or the ID of the image or layer
     */
    public record Step(Action action, String subject) {}

    public enum Action { UNTAGGED, DELETED }
}
