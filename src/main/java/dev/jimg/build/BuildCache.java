package dev.jimg.build;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What steps made, by a key of all that goes into them. It may be deleted at any time: steps are then done again.
 *
 * <p>A key is a hash of the config below (which holds platform, DiffIDs and environment), of the instruction and
 * of the digests of what it takes in. Nothing is ever found by what an image says of its own history: whoever makes
 * an image could say anything (CVE-2024-24557).
 */
final class BuildCache {

    private static final String VERSION = "jimg-build-1";
    private static final int LINES = 7;

    private final Path directory;

    BuildCache(Path directory) {
        this.directory = directory;
    }

    /** A key of these texts, in this order. */
    static String key(List<String> parts) {
        StringBuilder text = new StringBuilder(VERSION);
        parts.forEach(part -> text.append('\n').append(part.length()).append(':').append(part));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** The steps that are known. */
    List<String> keys() {
        String[] names = directory.toFile().list((place, name) -> !name.startsWith("tmp-"));
        return names == null ? List.of() : Stream.of(names).sorted().toList();
    }

    Path file(String key) {
        return directory.resolve(key);
    }

    /** What a step made; empty if it is not known, or cannot be read. */
    Optional<CachedLayer> find(String key) {
        try {
            List<String> lines = Files.readAllLines(directory.resolve(key));
            if (lines.size() != LINES || !lines.get(0).equals(VERSION)) {
                return Optional.empty();
            }
            Descriptor blob = Descriptor.of(MediaType.parse(lines.get(1)), Digest.parse(lines.get(2)),
                    Long.parseLong(lines.get(3)));
            return Optional.of(new CachedLayer(blob, DiffId.parse(lines.get(4)), Long.parseLong(lines.get(5))));
        } catch (IOException | MalformedException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** That a build has use for it: what is used goes last. */
    void used(String key) {
        file(key).toFile().setLastModified(System.currentTimeMillis());
    }

    /** When the step was done; 1970 if that is not known. */
    Instant made(String key) {
        try {
            List<String> lines = Files.readAllLines(file(key));
            return lines.size() == LINES ? Instant.parse(lines.get(LINES - 1)) : Instant.EPOCH;
        } catch (IOException | DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** Best effort: what is not remembered is done again. */
    void remember(String key, CachedLayer layer) {
        List<String> lines = List.of(VERSION, layer.blob().mediaType().value(), layer.blob().digest().toString(),
                Long.toString(layer.blob().size()), layer.diffId().toString(), Long.toString(layer.newest()),
                Instant.now().toString());
        Path temporary = directory.resolve("tmp-" + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            Files.write(temporary, lines);
            Files.move(temporary, directory.resolve(key), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            temporary.toFile().delete();
        }
    }
}
