package dev.jimg.bench.image;

import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Packed layers, kept from run to run in a directory, and made where they are missing. */
final class LayerShelf {

    private static final Duration BOUND = Duration.ofMinutes(5);
    /** A file that changes while it is read is no error here (tar's status 1). */
    private static final String PACK = "{ tar --create --directory=/ --no-recursion --null --files-from=\"$1\""
            + " --mtime=@1700000000 --owner=0 --group=0 --numeric-owner --format=gnu --warning=no-file-changed"
            + " || [ $? = 1 ]; } | pigz -p2 -n >\"$2\"";

    private final Path directory;
    private RealFiles files;

    LayerShelf(Path directory) {
        this.directory = directory;
    }

    /** {@code $XDG_CACHE_HOME/jimg-tui-test/bench}. */
    static LayerShelf inCache() {
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new LayerShelf(base.resolve("jimg-tui-test").resolve("bench"));
    }

    /** A layer of real files of so many bytes. */
    LayerFixture real(String name, long bytes) {
        Path place = directory.resolve(name + "-" + bytes + ".tar.gz");
        if (!Files.exists(place)) {
            make(place, files().take(name, bytes));
        }
        return LayerFixture.ofGzip(place);
    }

    /** A layer of empty files, which have the names of real ones, under one directory after the other until there are enough. */
    LayerFixture names(int count) {
        Path place = directory.resolve("names-" + count + ".tar.gz");
        if (!Files.exists(place)) {
            List<Path> names = files().all();
            LayerFixture layer = LayerFixture.gzip(tar -> {
                for (int i = 0; i < count; i++) {
                    tar.file("copy-" + i / names.size() + names.get(i % names.size()), "");
                }
            });
            keep(layer.content().file(), place);
        }
        return LayerFixture.ofGzip(place);
    }

    private RealFiles files() {
        if (files == null) {
            files = new RealFiles();
        }
        return files;
    }

    private static void make(Path place, List<Path> content) {
        Path work = TempDirs.create("jimg-bench-");
        try {
            Path list = Files.writeString(work.resolve("list"), content.stream()
                    .map(path -> path.toString().substring(1)).collect(Collectors.joining("\0")));
            Path packed = work.resolve("layer.tar.gz");
            Run.of("bash", "-o", "pipefail", "-c", PACK, "pack", list.toString(), packed.toString()).within(BOUND).run();
            keep(packed, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TempDirs.delete(work);
        }
    }

    private static void keep(Path made, Path place) {
        try {
            Files.createDirectories(place.getParent());
            Path part = place.resolveSibling(place.getFileName() + ".part");
            Files.copy(made, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
