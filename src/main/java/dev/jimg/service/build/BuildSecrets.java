package dev.jimg.service.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the steps of a build may use and no image keeps ({@code build --secret} and {@code --ssh}). */
public record BuildSecrets(List<Secret> secrets, List<Agent> agents) {

    public static final BuildSecrets NONE = new BuildSecrets(List.of(), List.of());

    /**
     * @param file where it is, if it is in a file
     * @param variable of the environment that has it; with neither, the variable or else the file that is called as the
     *     secret is
     */
    public record Secret(String id, Optional<Path> file, Optional<String> variable) {}

    /** @param socket the agent's; empty for the one that {@code SSH_AUTH_SOCK} names */
    public record Agent(String id, Optional<Path> socket) {}

    public BuildSecrets {
        secrets = List.copyOf(secrets);
        agents = List.copyOf(agents);
    }

    public boolean isEmpty() {
        return secrets.isEmpty() && agents.isEmpty();
    }
}
