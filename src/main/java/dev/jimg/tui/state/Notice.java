package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * One line that the status bar shows until the next key, and the log keeps.
 *
 * @param failure the whole story, where it tells of one
 */
public record Notice(Instant at, Severity severity, Text text, Optional<Failure> failure) {

    public enum Severity { INFO, DONE, ERROR }
}
