package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.TimedCommand;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.JimgTui;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is done with the bytes of layers, without a registry, beside the programs that do nothing else. */
final class LayerSection implements Section {

    /** Each layer after the other. */
    private static final String LIST = "for layer; do tar tzf \"$layer\"; done";
    /** Two layers at once. */
    private static final String UNPACK = "printf '%s\\0' \"$@\" | xargs -0 -P2 -n1 sh -c 'gzip -dc \"$1\" | sha256sum' sh";

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app()) {
            rows.addAll(verification(bench, app));
            rows.addAll(packing(bench, app));
            rows.addAll(files(bench, app, "files of B's layers", "b", BenchImages::b));
            rows.addAll(files(bench, app, String.format("files of a layer with %,d", bench.sizes().files()), "many",
                    BenchImages::manyFiles));
        }
        return rows;
    }

    /** A pull that finds all blobs here, but nothing known of what they unpack to. */
    private static List<Row> verification(Workbench bench, App app) {
        String b = bench.reference("b", BenchImages::b);
        Path store = bench.command().filled(b);
        Contender ours = app.warm(() -> bench.yard().remove(store.resolve("cache")), () -> app.ask("pull", store, b));
        return bench.compare("DiffIDs of B, all layers here", List.of(Ours.of(ours)),
                List.of(shell("gzip -dc | sha256sum, 2 at once", UNPACK, layers(bench, "b"))));
    }

    private static List<Row> packing(Workbench bench, App app) {
        bench.reference("a", BenchImages::a);
        Path tar = bench.yard().fresh("a.tar");
        Path packed = bench.yard().fresh("a.tar.gz");
        Path theirs = bench.yard().fresh("a.tar.gz");
        Run.command("sh", "-c", "gzip -dc \"$1\" >\"$2\"", "sh", layers(bench, "a").get(0), tar.toString());
        Contender ours = app.warm(() -> bench.yard().remove(packed),
                () -> app.ask("gzip", store(bench), tar.toString(), packed.toString()));
        Contender pigz = Contender.of("pigz -p2", () -> bench.yard().remove(theirs),
                () -> TimedCommand.of("pigz", "-p2").from(tar).to(theirs).run());
        return bench.compare("gzip of A's layer", List.of(Ours.of(ours).against(Map.of("pigz", Goal.ratio(1.1)))),
                List.of(pigz));
    }

    private static List<Row> files(Workbench bench, App app, String operation, String name,
            Function<BenchImages, ImageFixture> image) {
        String reference = bench.reference(name, image);
        Path store = bench.command().filled(reference);
        return bench.compare(operation,
                List.of(Ours.of(app.files(store, reference)).against(Map.of("tar tzf", Goal.ratio(1)))),
                List.of(shell("tar tzf", LIST, layers(bench, name))));
    }

    private static Path store(Workbench bench) {
        JimgTui empty = bench.command();
        return empty.store();
    }

    private static List<String> layers(Workbench bench, String name) {
        return BenchImages.layerFiles(bench.image(name)).stream().map(Path::toString).toList();
    }

    private static Contender shell(String name, String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(arguments);
        return Contender.of(name, () -> { }, () -> TimedCommand.of(command).run());
    }
}
