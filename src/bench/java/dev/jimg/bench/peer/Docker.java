package dev.jimg.bench.peer;

import dev.jimg.bench.measure.ProcessTree;
import dev.jimg.bench.measure.Sample;
import dev.jimg.bench.measure.TimedCommand;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * docker with an engine of its own. The engine does the work: its processor time and memory are added to the command's.
 * It unpacks layers as it pulls.
 */
public final class Docker extends DockerSpelled {

    private final RealDocker engine;
    private final ProcessTree daemon;

    private Docker(Yard yard, RealDocker engine) {
        super(yard, "docker " + engine.docker("version", "--format", "{{.Server.Version}}").out().strip().split("\\+")[0]);
        this.engine = engine;
        daemon = new ProcessTree(engine.process());
    }

    public static Optional<Peer> find(Yard yard) {
        boolean here = Tools.find("docker").isPresent() && Tools.find("dockerd").isPresent() && Tools.isRoot();
        return here ? Optional.of(new Docker(yard, RealDocker.start())) : Optional.empty();
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    void clear() {
        attempt("image", "prune", "-af");
    }

    @Override
    void attempt(String... words) {
        engine.command(words).within(Duration.ofMinutes(5)).attempt();
    }

    @Override
    Sample fetch(String reference) {
        return run("pull", "-q", reference);
    }

    @Override
    Sample write(Path archive, String reference) {
        return run("save", "-o", archive.toString(), reference);
    }

    @Override
    Sample run(String... words) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", engine.host()));
        command.addAll(List.of(words));
        return daemon.during(() -> TimedCommand.of(command).run());
    }
}
