package dev.jimg.bench.peer;

import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import java.nio.file.Path;
import java.time.Duration;

/** The directory below which everything of a run lies. */
public final class Yard implements AutoCloseable {

    /** A copy that shares blobs, which are never written again, and has the other files, which are, for itself. */
    private static final String COPY = "mkdir -p \"$2\" && for file in \"$1\"/* ; do case ${file##*/} in"
            + " blobs) cp -al \"$file\" \"$2/\" ;; *) cp -a \"$file\" \"$2/\" ;; esac; done";

    private final Path root = TempDirs.create("jimg-bench-");
    private int last;

    /** A path that nothing is at. */
    public Path fresh(String name) {
        return root.resolve(name + "-" + ++last);
    }

    /** Makes a layout that has what another has. */
    public void copyLayout(Path from, Path to) {
        Run.of("sh", "-c", COPY, "copy", from.toString(), to.toString()).within(Duration.ofMinutes(2)).run();
    }

    /** Deletes what is there, if anything. */
    public void remove(Path path) {
        Run.of("rm", "-rf", path.toString()).within(Duration.ofMinutes(5)).run();
    }

    @Override
    public void close() {
        remove(root);
    }
}
