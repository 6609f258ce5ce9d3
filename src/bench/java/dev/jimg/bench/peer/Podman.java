package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
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
public final class Podman implements Peer {

    private final Yard yard;
    private final Path storage;
    private final String name = "podman " + Version.of("podman", "--version");

    private Podman(Yard yard) {
        this.yard = yard;
        storage = yard.fresh("podman");
    }

    public static Optional<Peer> find(Yard yard) {
        return Tools.find("podman").filter(path -> Tools.isRoot()).map(path -> new Podman(yard));
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
        return Optional.of(Contender.of(name, this::clear, () -> run("pull", "-q", "--tls-verify=false", reference)));
    }

    @Override
    public Optional<Contender> pullRest(String here, String reference) {
        return Optional.of(Contender.of(name, () -> {
            attempt("rmi", "--force", reference);
            run("pull", "-q", "--tls-verify=false", here);
        }, () -> run("pull", "-q", "--tls-verify=false", reference)));
    }

    @Override
    public Optional<Contender> save(String reference) {
        run("pull", "-q", "--tls-verify=false", reference);
        Path archive = yard.fresh("podman.tar");
        return Optional.of(Contender.of(name, () -> yard.remove(archive),
                () -> run("save", "-q", "-o", archive.toString(), reference)));
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

    /** It mounts its storage onto itself, which would keep that from being deleted. */
    @Override
    public void close() {
        Run.of("umount", "-l", storage.resolve("root/overlay").toString()).attempt();
    }

    private void clear() {
        attempt("rmi", "--all", "--force");
    }

    private void attempt(String... words) {
        Run.of(command(words).toArray(String[]::new)).within(Duration.ofMinutes(5)).attempt();
    }

    private Sample run(String... words) {
        return TimedCommand.of(command(words)).run();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of("podman", "--root", storage.resolve("root").toString(),
                "--runroot", storage.resolve("run").toString(), "--storage-driver", "overlay"));
        command.addAll(List.of(words));
        return command;
    }
}
