package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Sample;
import java.nio.file.Path;
import java.util.Optional;

/** A peer whose commands are spelled as docker spells them, with a storage of its own. It unpacks layers as it pulls. */
abstract class DockerSpelled implements Peer {

    private final Yard yard;
    private final String name;

    DockerSpelled(Yard yard, String name) {
        this.yard = yard;
        this.name = name;
    }

    /** Runs a command that counts. */
    abstract Sample run(String... words);

    /** Runs a command between two that count, whatever comes of it. */
    abstract void attempt(String... words);

    /** Takes every image away. */
    abstract void clear();

    /** Pulls from a registry on this machine. */
    abstract Sample fetch(String reference);

    /** Saves without a word. */
    abstract Sample write(Path archive, String reference);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean unpacks() {
        return true;
    }

    @Override
    public final Optional<Contender> pull(String reference) {
        return Optional.of(Contender.of(name, this::clear, () -> fetch(reference)));
    }

    @Override
    public final Optional<Contender> pullRest(String here, String reference) {
        return Optional.of(Contender.of(name, () -> {
            attempt("rmi", "--force", reference);
            fetch(here);
        }, () -> fetch(reference)));
    }

    @Override
    public final Optional<Contender> save(String reference) {
        fetch(reference);
        Path archive = yard.fresh("saved.tar");
        return Optional.of(Contender.of(name, () -> yard.remove(archive), () -> write(archive, reference)));
    }

    @Override
    public final Optional<Contender> load(Path archive, String reference) {
        return Optional.of(Contender.of(name, this::clear, () -> run("load", "-q", "-i", archive.toString())));
    }

    @Override
    public final void fill(Path archive) {
        clear();
        run("load", "-q", "-i", archive.toString());
    }

    @Override
    public final Optional<Contender> list() {
        return Optional.of(Contender.of(name, () -> { }, () -> run("images")));
    }

    @Override
    public final Optional<Contender> history(String reference) {
        return Optional.of(Contender.of(name, () -> { }, () -> run("history", reference)));
    }
}
