package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.TimedCommand;
import dev.jimg.testing.Tools;
import java.nio.file.Path;
import java.util.Optional;

/** crane of go-containerregistry, if it is on the PATH: Debian has no package of it. */
public final class Crane implements Peer {

    private final Yard yard;
    private final String name = "crane " + Version.of("crane", "version");

    private Crane(Yard yard) {
        this.yard = yard;
    }

    public static Optional<Peer> find(Yard yard) {
        return Tools.find("crane").map(path -> new Crane(yard));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Contender> pull(String reference) {
        Path layout = yard.fresh("crane");
        return Optional.of(Contender.of(name, () -> yard.remove(layout), () -> fetch(reference, layout).run()));
    }

    @Override
    public Optional<Contender> push(String here, Targets targets) {
        Path layout = yard.fresh("crane");
        fetch(here, layout).run();
        String[] target = new String[1];
        return Optional.of(Contender.of(name, () -> target[0] = targets.next(),
                () -> TimedCommand.of("crane", "push", "--insecure", layout.toString(), target[0]).run()));
    }

    private static TimedCommand fetch(String reference, Path layout) {
        return TimedCommand.of("crane", "pull", "--insecure", "--format", "oci", reference, layout.toString());
    }
}
