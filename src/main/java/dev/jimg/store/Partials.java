package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of unfinished downloads: {@code sha256-<hex>} has a blob's first bytes, or none yet, and {@code sha256-<hex>@<place>}, if
 * there is any, bytes further on, which came before those in front of them ({@link BlobChunk}).
 */
final class Partials {

    private static final String PLACE = "@";
    private static final String ALL = "{sha256-,sha512-}*";

    private Partials() {}

    static List<Path> files(Layout layout) {
        return files(layout, ALL);
    }

    /** The bytes of each download, by the name of its first file. */
    static Map<String, Long> sizes(Layout layout) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Path file : files(layout)) {
            sizes.merge(first(file), file.toFile().length(), Long::sum);
        }
        return sizes;
    }

    /** Bytes that are here of a blob. */
    static long size(Layout layout, Digest digest) {
        try {
            long size = Files.size(layout.partial(digest));
            for (Path file : chunks(layout, digest)) {
                size += file.toFile().length();
            }
            return size;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.partial(digest), e);
        }
    }

    static Path chunk(Layout layout, Digest digest, long place) {
        Path first = layout.partial(digest);
        return first.resolveSibling(first.getFileName() + PLACE + place);
    }

    /** Those files of a blob that begin further on, in the order of their places; what has no place is left out. */
    static List<Path> chunks(Layout layout, Digest digest) {
        List<Path> found = files(layout, layout.partial(digest).getFileName() + PLACE + "*");
        found.removeIf(file -> place(file) < 0);
        found.sort(Comparator.comparingLong(Partials::place));
        return found;
    }

    /** Where in its blob a file begins; -1 if its name does not say. */
    static long place(Path file) {
        String name = file.getFileName().toString();
        String digits = name.substring(name.indexOf(PLACE) + 1);
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    /** Also the first file, where it is empty: it only stood for the others. */
    static void giveBackChunks(Layout layout, Digest digest) {
        Path first = layout.partial(digest);
        try {
            for (Path file : chunks(layout, digest)) {
                Files.deleteIfExists(file);
            }
            if (Files.exists(first) && Files.size(first) == 0) {
                Files.delete(first);
            }
        } catch (IOException e) {
            throw DiskErrors.of("delete", first, e);
        }
    }

    static boolean isFirst(Path file) {
        return first(file).equals(file.getFileName().toString());
    }

    /** Of which blob; empty if the name does not say. */
    static Optional<Digest> digest(Path file) {
        String[] name = first(file).split("-", 2);
        try {
            return Optional.of(Digest.parse(name[0] + ":" + name[1]));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static String first(Path file) {
        return file.getFileName().toString().split(PLACE, 2)[0];
    }

    private static List<Path> files(Layout layout, String names) {
        List<Path> result = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.ingest(), names)) {
            files.forEach(result::add);
        } catch (NoSuchFileException e) {
            return result;
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.ingest(), e);
        }
        return result;
    }
}
