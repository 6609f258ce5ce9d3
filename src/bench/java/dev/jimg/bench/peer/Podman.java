package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Sample;
import dev.jimg.bench.measure.TimedCommand;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** podman with a storage of its own. It unpacks layers as it pulls, and so learns whether they are what was promised. */
public final class Podman extends DockerSpelled {

    private final Path storage;

    private Podman(Yard yard) {
        super(yard, "podman " + Version.of("podman", "--version"));
        storage = yard.fresh("podman");
    }

    public static Optional<Peer> find(Yard yard) {
        return Tools.find("podman").filter(path -> Tools.isRoot()).map(path -> new Podman(yard));
    }

    /** It mounts its storage onto itself, which would keep that from being deleted. */
    @Override
    public void close() {
        Run.of("umount", "-l", storage.resolve("root/overlay").toString()).attempt();
    }

    @Override
    void clear() {
        attempt("rmi", "--all", "--force");
    }

    @Override
    void attempt(String... words) {
        Run.of(command(words).toArray(String[]::new)).within(Duration.ofMinutes(5)).attempt();
    }

    @Override
    Sample fetch(String reference) {
        return run("pull", "-q", "--tls-verify=false", reference);
    }

    @Override
    Sample write(Path archive, String reference) {
        return run("save", "-q", "-o", archive.toString(), reference);
    }

    @Override
    Sample run(String... words) {
        return TimedCommand.of(command(words)).run();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of("podman", "--root", storage.resolve("root").toString(),
                "--runroot", storage.resolve("run").toString(), "--storage-driver", "overlay"));
        command.addAll(List.of(words));
        return command;
    }
}
