package dev.jimg.fuzz;

import dev.jimg.archive.ArchiveLine;
import dev.jimg.backend.IntakeLine;
import dev.jimg.build.IgnoreLine;
import dev.jimg.config.ConfigFilesLine;
import dev.jimg.engine.StreamLine;
import dev.jimg.inflate.DeflateLine;
import dev.jimg.registry.HeadersLine;
import dev.jimg.store.CacheFilesLine;
import dev.jimg.store.IndexLine;
import java.util.List;

/** All that is fuzzed. */
final class FuzzLines {

    private FuzzLines() {}

    static List<FuzzLine> all() {
        return List.of(new ReferencesLine(), HeadersLine.challenges(), HeadersLine.headers(), DocumentsLine.manifests(),
                DocumentsLine.indexes(), DocumentsLine.configs(), new IndexLine(), new CacheFilesLine(), ArchiveLine.docker(),
                ArchiveLine.oci(), IntakeLine.loads(), IntakeLine.imports(), new LayersLine(), new NamesLine(),
                new PackedLine(), new DeflateLine(), new DockerfilesLine(), new IgnoreLine(), new TemplatesLine(),
                StreamLine.messages(), StreamLine.frames(), new ConfigFilesLine(), new SettingsLine());
    }
}
