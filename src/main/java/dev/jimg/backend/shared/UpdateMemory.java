package dev.jimg.backend.shared;

import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the checks of one place found, in a file of its own: a line for a name, its fields parted by tabs. It can be
 * lost at any time, and what cannot be read in it is as if it were not there.
 */
final class UpdateMemory {

    private static final int FIELDS = 6;
    private static final String NOTHING = "-";
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final Path file;

    UpdateMemory(Environment environment, BackendInfo place) {
        String key = Digest.of((place.kind() + " " + place.location()).getBytes(StandardCharsets.UTF_8)).hex();
        this.file = environment.stateHome().resolve("jimg").resolve("updates").resolve(key.substring(0, 16));
    }

    Map<Reference, UpdateStatus> read() {
        Map<Reference, UpdateStatus> kept = new HashMap<>();
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                for (String line : Files.readAllLines(file)) {
                    status(line.split("\t")).ifPresent(status -> kept.put(status.name(), status));
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        return kept;
    }

    /**
     * Keeps what was found, and of what was known before the names that are here still.
     *
     * @param names all that are here
     */
    void keep(List<LocalName> names, Map<Reference, UpdateStatus> before, Collection<UpdateStatus> found) {
        Map<Reference, UpdateStatus> fresh = new HashMap<>();
        names.forEach(name -> name.remembered(before).ifPresent(status -> fresh.put(name.name(), status)));
        found.stream().filter(UpdateMemory::lasts).forEach(status -> fresh.put(status.name(), status));
        String text = fresh.values().stream().map(UpdateMemory::line).sorted().collect(Collectors.joining());
        try {
            Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")));
            Path draft = Files.createTempFile(file.getParent(), "updates", ".tmp");
            try {
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            // A home that cannot be written to: then it is asked again the next time.
        }
    }

    /** Why something could not be told is no knowledge, and that an image is from here is known anyway. */
    private static boolean lasts(UpdateStatus status) {
        return status.state() == State.CURRENT || status.state() == State.MOVED || status.state() == State.GONE;
    }

    private static String line(UpdateStatus status) {
        return String.join("\t", status.name().toString(), status.state().name(), status.image().toString(),
                status.there().map(Digest::toString).orElse(NOTHING),
                status.created().map(Instant::toString).orElse(NOTHING), status.checked().toString()) + "\n";
    }

    private static Optional<UpdateStatus> status(String[] fields) {
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UpdateStatus(Reference.parse(fields[0]), State.valueOf(fields[1]),
                    ImageId.parse(fields[2]), Optional.empty(), told(fields[3]).map(Digest::parse),
                    told(fields[4]).map(Instant::parse), List.of(), Optional.empty(), Instant.parse(fields[5])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> told(String field) {
        return field.equals(NOTHING) ? Optional.empty() : Optional.of(field);
    }
}
