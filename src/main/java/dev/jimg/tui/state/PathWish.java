package dev.jimg.tui.state;

import java.util.List;
import java.util.Optional;

/**
 * A path that was typed into a form, and what it must be for the form to be of use.
 *
 * @param field which one it stands in
 * @param path as typed
 */
public record PathWish(int field, String path, Need need) {

    /** What it must be. */
    public enum Need {
        /** To be read: a file or a pipe. */
        SOURCE,
        /** To be written. */
        TARGET,
        /** To be read. */
        DIRECTORY
    }

    /**
     * Why a path cannot be what it must be.
     *
     * @param field where it stands
     */
    public record Flaw(int field, Text why) {}

    /** The Dockerfile of a build, relative to its directory. */
    static List<PathWish> ofBuild(String directory, Optional<String> dockerfile) {
        String file = dockerfile.orElse("Dockerfile");
        return List.of(new PathWish(0, directory, Need.DIRECTORY), new PathWish(dockerfile.isPresent() ? 1 : 0,
                file.startsWith("/") ? file : directory + "/" + file, Need.SOURCE));
    }
}
