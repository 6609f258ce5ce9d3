package dev.jimg.service.container;

import java.util.List;
import java.util.Optional;

/**
 * @param detached do not wait for it, and connect it to nothing
 * @param privileged with all that root may do
 * @param detachKeys as in {@link RunRequest}
 */
public record ExecRequest(String container, List<String> command, boolean tty, boolean interactive, boolean detached,
        boolean privileged, List<String> environment, Optional<String> user, Optional<String> workdir,
        Optional<String> detachKeys) {

    /** With the terminal and the input, as one who looks around wants it. */
    public static ExecRequest shell(String container, String... command) {
        return new ExecRequest(container, List.of(command), true, true, false, false, List.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
