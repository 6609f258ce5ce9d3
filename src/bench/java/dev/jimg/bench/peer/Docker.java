package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
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
public final class Docker implements Peer {

    private final Yard yard;
    private final RealDocker engine = RealDocker.start();
    private final ProcessTree daemon = new ProcessTree(engine.process());
    private final String name;

    private Docker(Yard yard) {
        this.yard = yard;
        name = "docker " + engine.docker("version", "--format", "{{.Server.Version}}").out().strip().split("\\+")[0];
    }

    public static Optional<Peer> find(Yard yard) {
        boolean here = Tools.find("docker").isPresent() && Tools.find("dockerd").isPresent() && Tools.isRoot();
        return here ? Optional.of(new Docker(yard)) : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean unpacks() {
        return true;
    }

    @Override
    public Optional<Contender> pull(String reference) {
        return Optional.of(Contender.of(name, this::clear, () -> run("pull", "-q", reference)));
    }

    @Override
    public Optional<Contender> pullRest(String here, String reference) {
        return Optional.of(Contender.of(name, () -> {
            attempt("rmi", "-f", reference);
            run("pull", "-q", here);
        }, () -> run("pull", "-q", reference)));
    }

    @Override
    public Optional<Contender> save(String reference) {
        run("pull", "-q", reference);
        Path archive = yard.fresh("docker.tar");
        return Optional.of(Contender.of(name, () -> yard.remove(archive),
                () -> run("save", "-o", archive.toString(), reference)));
    }

    @Override
    public Optional<Contender> load(Path archive, String reference) {
        return Optional.of(Contender.of(name, this::clear, () -> run("load", "-q", "-i", archive.toString())));
    }

    @Override
    public void fill(Path archive) {
        clear();
        run("load", "-q", "-i", archive.toString());
    }

    @Override
    public Optional<Contender> list() {
        return Optional.of(Contender.of(name, () -> { }, () -> run("images")));
    }

    @Override
    public Optional<Contender> history(String reference) {
        return Optional.of(Contender.of(name, () -> { }, () -> run("history", reference)));
    }

    @Override
    public void close() {
        engine.close();
    }

    private void clear() {
        attempt("image", "prune", "-af");
    }

    private void attempt(String... words) {
        engine.command(words).within(Duration.ofMinutes(5)).attempt();
    }

    private Sample run(String... words) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", engine.host()));
        command.addAll(List.of(words));
        return daemon.during(() -> TimedCommand.of(command).run());
    }
}
