package dev.jimg.service.build;

/** What becomes of the containers that RUN was done in, where there are any: the embedded store keeps none. */
public enum Intermediates {
    KEEP,
    /** Those of a build that failed stay, to be looked into. */
    REMOVE_AFTER_SUCCESS,
    REMOVE
}
