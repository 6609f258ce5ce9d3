package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Sample;
import dev.jimg.bench.measure.TimedCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This program, one command at a time: every run starts a JVM. */
public final class JimgTui implements Peer {

    public static final String NAME = "jimg-tui";

    private final Installed installed;
    private final Yard yard;
    private Path store;

    public JimgTui(Installed installed, Yard yard) {
        this.installed = installed;
        this.yard = yard;
        store = yard.fresh("store");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Works on this store from now on. */
    public JimgTui on(Path otherStore) {
        store = otherStore;
        return this;
    }

    public Path store() {
        return store;
    }

    /** Runs one command on the store. */
    public Sample run(String... words) {
        return timed(words).run();
    }

    private TimedCommand timed(String... words) {
        List<String> command = new ArrayList<>(List.of(installed.launcher().toString(), "--store", store.toString()));
        command.addAll(List.of(words));
        return TimedCommand.of(command).env(installed.environment());
    }

    /** Any command, always on the store as it is now. */
    public Contender command(String... words) {
        return Contender.of(NAME, () -> { }, () -> run(words));
    }

    /** A part of each run is the time until all layers were fetched. */
    @Override
    public Optional<Contender> pull(String reference) {
        return Optional.of(Contender.of(NAME, this::empty, () -> fetching(reference)));
    }

    @Override
    public Optional<Contender> pullRest(String here, String reference) {
        Path before = filled(here);
        return Optional.of(Contender.of(NAME, () -> {
            empty();
            yard.copyLayout(before, store);
        }, () -> fetching(reference)));
    }

    private Sample fetching(String reference) {
        return timed("pull", reference).marking(new FetchedLines()).run();
    }

    @Override
    public Optional<Contender> push(String here, Targets targets) {
        on(filled(here));
        String[] target = new String[1];
        return Optional.of(Contender.of(NAME, () -> {
            target[0] = targets.next();
            run("tag", here, target[0]);
        }, () -> run("push", target[0])));
    }

    @Override
    public Optional<Contender> save(String reference) {
        on(filled(reference));
        Path archive = yard.fresh("saved.tar");
        return Optional.of(Contender.of(NAME, () -> yard.remove(archive),
                () -> run("save", "-o", archive.toString(), reference)));
    }

    @Override
    public Optional<Contender> load(Path archive, String reference) {
        return Optional.of(Contender.of(NAME, this::empty, () -> run("load", "-i", archive.toString())));
    }

    @Override
    public Optional<Contender> loadZstd(Path archive) {
        return Optional.of(Contender.of(NAME, this::empty,
                () -> run("load", "--compression-format", "zstd", "-i", archive.toString())));
    }

    @Override
    public Optional<Contender> list() {
        return Optional.of(command("images"));
    }

    @Override
    public Optional<Contender> history(String reference) {
        return Optional.of(command("history", reference));
    }

    /** A store that an image was pulled into. */
    public Path filled(String reference) {
        Path filled = yard.fresh("store");
        new JimgTui(installed, yard).on(filled).run("pull", reference);
        return filled;
    }

    private void empty() {
        yard.remove(store);
    }
}
