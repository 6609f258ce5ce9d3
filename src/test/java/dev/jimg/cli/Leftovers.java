package dev.jimg.cli;

import dev.jimg.testing.RealDocker;
import java.util.ArrayList;
import java.util.List;

/** Images and containers that are on an engine now and were not there before. */
final class Leftovers {

    private static final String[] LIST = {"images", "-a", "--no-trunc", "--digests", "--format",
        "{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}"};

    private final RealDocker docker;
    private final List<String> before;
    private final List<String> containers;

    Leftovers(RealDocker docker) {
        this.docker = docker;
        this.before = list();
        this.containers = containers();
    }

    private List<String> list() {
        return docker.docker(LIST).out().lines().toList();
    }

    private List<String> containers() {
        return docker.docker("ps", "-aq", "--no-trunc").out().lines().toList();
    }

    void remove() {
        List<String> created = new ArrayList<>(containers());
        created.removeAll(containers);
        if (!created.isEmpty()) {
            created.addAll(0, List.of("rm", "-f", "-v"));
            docker.docker(created.toArray(String[]::new));
        }
        List<String> command = new ArrayList<>(List.of("rmi", "-f"));
        List<String> after = list();
        for (String line : after) {
            String[] image = line.split(" ");
            if (!before.contains(line)) {
                command.add(!image[1].equals("<none>") ? image[0] + ":" + image[1]
                        : !image[2].equals("<none>") ? image[0] + "@" + image[2] : image[3]);
            }
        }
        if (command.size() > 2) {
            docker.command(command.toArray(String[]::new)).attempt();
            after = list();
        }
        if (!after.containsAll(before) || !before.containsAll(after)) {
            throw new AssertionError("another state than before:\n" + String.join("\n", after) + "\nbefore:\n"
                    + String.join("\n", before));
        }
    }
}
