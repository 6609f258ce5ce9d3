package dev.jimg.service;

import java.util.Optional;

/** What can be done without a screen. It holds no secret: credentials come from docker's config when it is done. */
public sealed interface BackgroundWish {

    /** As {@link dev.jimg.service.ImageService#pull}. */
    record Pull(PullRequest what) implements BackgroundWish {}

    /**
     * As {@link dev.jimg.service.ImageService#push}.
     *
     * @param image to be given the reference first; empty if it has it
     */
    record Push(PushRequest what, Optional<String> image) implements BackgroundWish {}
}
