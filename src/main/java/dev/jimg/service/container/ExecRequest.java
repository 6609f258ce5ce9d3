package dev.jimg.service.container;

import java.util.List;
import java.util.Optional;

/** @param detachKeys as in {@link RunRequest} */
public record ExecRequest(String container, List<String> command, boolean tty, boolean interactive,
        List<String> environment, Optional<String> user, Optional<String> workdir, Optional<String> detachKeys) {}
