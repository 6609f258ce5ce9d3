package dev.jimg.bench.kernel;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making the index of a layer of 10,000 files out of what their headers say. */
@State(Scope.Benchmark)
public class IndexKernel {

    private static final int FILES = 10_000;
    private static final int IN_A_DIRECTORY = 100;

    private final List<String> paths = new ArrayList<>(FILES);

    public IndexKernel() {
        for (int i = 0; i < FILES; i++) {
            paths.add("usr/share/package-" + i / IN_A_DIRECTORY + "/file-" + i);
        }
    }

    @Benchmark
    public LayerFiles index() {
        LayerFilesBuilder files = new LayerFilesBuilder();
        for (int i = 0; i < FILES; i++) {
            files.add(paths.get(i), new LayerFilesBuilder.Facts(FileKind.FILE, 0644, 0, 0, i, i, ""));
        }
        return files.build();
    }
}
