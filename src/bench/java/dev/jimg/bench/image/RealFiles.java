package dev.jimg.bench.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/** Files of this machine, chosen in an order that is mixed, but follows from their names. */
final class RealFiles {

    private static final Path ROOT = Path.of("/usr");
    /** A few giants would make the layers unlike those of images. */
    private static final long MOST_BYTES = 16_000_000;

    private final List<Found> files = new ArrayList<>();

    private record Found(Path path, long size) {}

    RealFiles() {
        try {
            Files.walkFileTree(ROOT, new Collector());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(Found::path));
    }

    /**
     * So many bytes of files, or fewer when there are no more, in the order of their names.
     *
     * @param seed another one chooses others, some of which may be the same
     */
    List<Path> take(String seed, long bytes) {
        List<Found> mixed = new ArrayList<>(files);
        mixed.sort(Comparator.comparingLong(file -> mix(seed, file.path())));
        List<Path> taken = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < mixed.size() && sum < bytes; i++) {
            taken.add(mixed.get(i).path());
            sum += mixed.get(i).size();
        }
        taken.sort(Comparator.naturalOrder());
        return taken;
    }

    private static long mix(String seed, Path file) {
        CRC32 crc = new CRC32();
        crc.update((seed + file).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** All of them, in the order of their names. */
    List<Path> all() {
        return files.stream().map(Found::path).toList();
    }

    /** What cannot be read is left out. */
    private final class Collector extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() <= MOST_BYTES && Files.isReadable(file)) {
                files.add(new Found(file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
