package dev.jimg.tui.state;

import dev.jimg.service.container.ContainerSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Containers, always the same, for stories and screens. */
public final class SomeContainers {

    private SomeContainers() {}

    public static List<ContainerSummary> list() {
        return List.of(container("web-1", "running", "Up 3 minutes", "nginx -g 'daemon off;'", "0.0.0.0:8080->80/tcp"),
                container("web-canary", "paused", "Up 2 hours (Paused)", "nginx -g 'daemon off;'", ""),
                container("db-migrate_run_7f", "exited", "Exited (137) 2 days ago", "sh -c 'migrate && seed'", ""));
    }

    public static ContainerSummary container(String name, String state, String status, String command, String ports) {
        return new ContainerSummary(Integer.toHexString(name.hashCode()).repeat(8), List.of(name), "nginx:1.27",
                Optional.empty(), command, Play.NOW.minus(Duration.ofDays(2)), state, status, ports, Map.of(),
                List.of(), 0, List.of("bridge"), -1, -1);
    }

    /** The Used by tab of the selected image, with these containers. */
    public static Play shown(Play play, List<ContainerSummary> containers) {
        play.press("u");
        return answer(play, containers);
    }

    /** Answers the last question for containers. */
    public static Play answer(Play play, List<ContainerSummary> containers) {
        return play.happen(new Event.ContainersListed(play.one(Effect.ListContainers.class).request(), containers));
    }
}
