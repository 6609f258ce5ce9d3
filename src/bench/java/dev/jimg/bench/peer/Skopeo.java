package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Sample;
import dev.jimg.bench.measure.TimedCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** skopeo, with OCI image layouts of its own. It checks digests, but not what layers unpack to, and forces nothing to disk. */
public final class Skopeo implements Peer {

    private static final String TAG = ":image:1";

    private final Yard yard;
    private final Tool tool;

    private Skopeo(Yard yard, Tool tool) {
        this.yard = yard;
        this.tool = tool;
    }

    /** All versions that are on the PATH: the goals name a newer one than some machines install. */
    public static List<Peer> all(Yard yard) {
        return Tool.all("skopeo", "--version").stream().<Peer>map(tool -> new Skopeo(yard, tool)).toList();
    }

    @Override
    public String name() {
        return tool.name();
    }

    @Override
    public Optional<Contender> pull(String reference) {
        Path layout = yard.fresh("skopeo");
        return Optional.of(Contender.of(tool.name(), () -> yard.remove(layout), () -> fetch(reference, layout)));
    }

    @Override
    public Optional<Contender> pullRest(String here, String reference) {
        Path before = filled(here);
        Path layout = yard.fresh("skopeo");
        return Optional.of(Contender.of(tool.name(), () -> {
            yard.remove(layout);
            yard.copyLayout(before, layout);
        }, () -> fetch(reference, layout)));
    }

    @Override
    public Optional<Contender> push(String here, Targets targets) {
        Path layout = filled(here);
        String[] target = new String[1];
        return Optional.of(Contender.of(tool.name(), () -> target[0] = targets.next(),
                () -> copy("oci:" + layout + TAG, "docker://" + target[0])));
    }

    @Override
    public Optional<Contender> save(String reference) {
        Path layout = filled(reference);
        Path archive = yard.fresh("skopeo.tar");
        return Optional.of(Contender.of(tool.name(), () -> yard.remove(archive),
                () -> copy("oci:" + layout + TAG, "docker-archive:" + archive + TAG)));
    }

    /** Into a directory, because there it does not pack the layers. */
    @Override
    public Optional<Contender> load(Path archive, String reference) {
        Path directory = yard.fresh("skopeo");
        return Optional.of(Contender.of(tool.name(), () -> yard.remove(directory),
                () -> copy("docker-archive:" + archive, "dir:" + directory)));
    }

    @Override
    public Optional<Contender> loadZstd(Path archive) {
        Path layout = yard.fresh("skopeo");
        return Optional.of(Contender.of(tool.name(), () -> yard.remove(layout),
                () -> copy("docker-archive:" + archive, "oci:" + layout + TAG, "--dest-compress-format", "zstd")));
    }

    private Path filled(String reference) {
        Path layout = yard.fresh("skopeo");
        fetch(reference, layout);
        return layout;
    }

    private Sample fetch(String reference, Path layout) {
        return copy("docker://" + reference, "oci:" + layout + TAG);
    }

    private Sample copy(String from, String to, String... options) {
        List<String> command = new ArrayList<>(List.of(tool.path().toString(), "--insecure-policy", "--tmpdir",
                System.getProperty("java.io.tmpdir"), "copy", "-q", "--src-tls-verify=false", "--dest-tls-verify=false"));
        command.addAll(List.of(options));
        command.addAll(List.of(from, to));
        return TimedCommand.of(command).env(Map.of("DOCKER_CONFIG", "/nonexistent")).run();
    }
}
