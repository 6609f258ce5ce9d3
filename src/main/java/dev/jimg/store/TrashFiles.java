package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The records of {@code trash/}, a file each, named by the time of what they tell. All changes are made under the state
 * lock.
 */
final class TrashFiles {

    private static final String SUFFIX = ".json";
    private static final Pattern ID = Pattern.compile("[0-9]{13,15}");

    private final Layout layout;

    TrashFiles(Layout layout) {
        this.layout = layout;
    }

    /** The newest first. What is damaged cannot be taken back, and keeps nothing. */
    List<TrashRecord> list() {
        List<TrashRecord> records = new ArrayList<>();
        for (String id : ids()) {
            read(id).ifPresent(records::add);
        }
        records.sort(Comparator.comparing(TrashRecord::id).reversed());
        return records;
    }

    /** What the records keep. */
    Set<Digest> blobs() {
        Set<Digest> all = new HashSet<>();
        list().forEach(record -> all.addAll(record.allBlobs()));
        return all;
    }

    Optional<TrashRecord> read(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = file(id);
        try {
            return Optional.of(TrashRecord.parse(id, StoreJson.read(file)));
        } catch (NoSuchFileException | UnreadableException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DiskErrors.of("read", file, e);
        }
    }

    /** A number that no record has, later than those of all. */
    String nextId(Instant now) {
        long last = ids().stream().mapToLong(Long::parseLong).max().orElse(0);
        return String.format("%013d", Math.max(now.toEpochMilli(), last + 1));
    }

    /** Makes a record last, before what it tells of is done; or replaces it. */
    void write(TrashRecord record) {
        Path file = file(record.id());
        try {
            layout.makeTrash();
            Durable.replace(file, layout.temporary("trash"), record.json());
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    void delete(String id) {
        GarbageCollector.deleteFile(file(id));
    }

    /** Those that have been kept long enough, with what nobody can read. */
    List<String> expired(Duration keep, Instant now) {
        Instant limit = now.minus(keep);
        List<String> result = new ArrayList<>();
        for (String id : ids()) {
            if (read(id).filter(record -> record.at().isAfter(limit)).isEmpty()) {
                result.add(id);
            }
        }
        return result;
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.trash(), "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - SUFFIX.length());
                if (ID.matcher(id).matches()) {
                    ids.add(id);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.trash(), e);
        }
        return ids;
    }

    private Path file(String id) {
        return layout.trash().resolve(id + SUFFIX);
    }
}
