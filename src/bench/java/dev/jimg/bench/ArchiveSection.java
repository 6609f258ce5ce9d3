package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.JimgTui;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** B as a docker-archive, out and in. skopeo reads it into a directory, where it leaves layers unpacked as this program does. */
final class ArchiveSection implements Section {

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        String b = bench.reference("b", BenchImages::b);
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app()) {
            rows.addAll(bench.compare("save B", List.of(
                    Ours.of(app.save(b).orElseThrow()).against(Map.of("skopeo", Goal.ratio(0.25))),
                    Ours.of(bench.command().save(b).orElseThrow())), bench.peers(peer -> peer.save(b))));
            Path archive = archive(bench, b);
            rows.addAll(bench.compare("load B", List.of(
                    Ours.of(app.load(archive, b).orElseThrow()).against(Map.of("skopeo", Goal.ratio(0.9))),
                    Ours.of(bench.command().load(archive, b).orElseThrow())), bench.peers(peer -> peer.load(archive, b))));
            rows.addAll(bench.compare("load B to zstd", List.of(
                    Ours.of(app.loadZstd(archive).orElseThrow()).against(Map.of("skopeo", Goal.ratio(0.6))),
                    Ours.of(bench.command().loadZstd(archive).orElseThrow())), bench.peers(peer -> peer.loadZstd(archive))));
        }
        return rows;
    }

    private static Path archive(Workbench bench, String reference) {
        JimgTui command = bench.command();
        Path archive = bench.yard().fresh("b.tar");
        command.run("pull", reference);
        command.run("save", "-o", archive.toString(), reference);
        return archive;
    }
}
