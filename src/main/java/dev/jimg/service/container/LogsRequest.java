package dev.jimg.service.container;

import java.util.Optional;

/**
 * @param tail how many of the last lines; empty for all
 * @param since docker's: a duration or a time
 * @param details before each line, what the log driver was told to keep of the container: {@code a=b}
 */
public record LogsRequest(String container, boolean follow, Optional<Integer> tail, Optional<String> since,
        Optional<String> until, boolean timestamps, boolean details) {

    public static LogsRequest all(String container) {
        return new LogsRequest(container, false, Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }
}
