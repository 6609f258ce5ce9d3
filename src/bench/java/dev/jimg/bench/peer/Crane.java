package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.TimedCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** crane of go-containerregistry, if it is on the PATH: Debian has no package of it. */
public final class Crane implements Peer {

    private final Yard yard;
    private final Tool tool;

    private Crane(Yard yard, Tool tool) {
        this.yard = yard;
        this.tool = tool;
    }

    public static List<Peer> all(Yard yard) {
        return Tool.all("crane", "version").stream().<Peer>map(tool -> new Crane(yard, tool)).toList();
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public Optional<Contender> pull(String reference) {
        Path layout = yard.fresh("crane");
        return Optional.of(Contender.of(tool.name(), () -> yard.remove(layout), () -> fetch(reference, layout).run()));
    }

    @Override
    public Optional<Contender> push(String here, Targets targets) {
        Path layout = yard.fresh("crane");
        fetch(here, layout).run();
        String[] target = new String[1];
        return Optional.of(Contender.of(tool.name(), () -> target[0] = targets.next(),
                () -> TimedCommand.of(tool.path().toString(), "push", "--insecure", layout.toString(), target[0]).run()));
    }

    private TimedCommand fetch(String reference, Path layout) {
        return TimedCommand.of(tool.path().toString(), "pull", "--insecure", "--format", "oci", reference, layout.toString());
    }
}
