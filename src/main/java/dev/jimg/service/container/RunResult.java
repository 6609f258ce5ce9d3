package dev.jimg.service.container;

import java.util.List;

/**
 * What became of a run.
 *
 * @param container its ID
 * @param exit the exit status; 0 where nobody waited for it
 * @param detached it was let go of and still runs
 */
public record RunResult(String container, int exit, boolean detached, List<String> warnings) {}
