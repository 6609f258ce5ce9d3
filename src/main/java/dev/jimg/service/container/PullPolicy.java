package dev.jimg.service.container;

/** Whether an image is fetched before a container is made of it. */
public enum PullPolicy {
    ALWAYS,
    /** Where it is not here. */
    MISSING,
    NEVER
}
