package dev.jimg.cli;

import dev.jimg.testing.RealDocker;
import java.util.ArrayList;
import java.util.List;

/** What is on an engine now and was not there before. */
final class Leftovers {

    private static final String[] LIST = {"images", "-a", "--no-trunc", "--digests", "--format",
        "{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}"};

    private final RealDocker docker;
    private final List<String> before;

    Leftovers(RealDocker docker) {
        this.docker = docker;
        this.before = list();
    }

    private List<String> list() {
        return docker.docker(LIST).out().lines().toList();
    }

    void remove() {
        List<String> command = new ArrayList<>(List.of("rmi", "-f"));
        for (String line : list()) {
            String[] image = line.split(" ");
            if (!before.contains(line)) {
                command.add(!image[1].equals("<none>") ? image[0] + ":" + image[1]
                        : !image[2].equals("<none>") ? image[0] + "@" + image[2] : image[3]);
            }
        }
        if (command.size() > 2) {
            docker.command(command.toArray(String[]::new)).attempt();
        }
        List<String> after = list();
        if (!after.containsAll(before) || !before.containsAll(after)) {
            throw new AssertionError("another state than before:\n" + String.join("\n", after) + "\nbefore:\n"
                    + String.join("\n", before));
        }
    }
}
