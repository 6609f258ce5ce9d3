package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.Optional;

/**
 * What a container wrote, as it comes.
 *
 * @param name of the container
 * @param request under which it comes
 * @param ended nothing more comes: the container ended, or reading failed
 */
public record ContainerLog(String name, long request, Scrollback text, boolean ended, Optional<Failure> failure) {

    static ContainerLog begin(String name, long request) {
        return new ContainerLog(name, request, Scrollback.EMPTY, false, Optional.empty());
    }

    ContainerLog withText(Scrollback value) {
        return new ContainerLog(name, request, value, ended, failure);
    }

    ContainerLog end(Optional<Failure> why) {
        return new ContainerLog(name, request, text, true, why);
    }
}
