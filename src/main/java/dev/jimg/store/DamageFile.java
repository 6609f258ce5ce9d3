package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code cache/damage}: which blobs were found to be damaged, as {@code DIGEST SIZE TIME} a line. To read all blobs takes
 * minutes, so what that told is kept for the list; it holds for as long as the file of the blob has this size and time of
 * change, which another file in its place has not.
 *
 * <p>Best effort: what is lost here is found again. Thread-safe.
 */
final class DamageFile {

    private static final long MAX_BYTES = 1 << 20;

    private final Layout layout;
    private final Path file;
    /** What the file says, and what was found where it could not be written. */
    private final Map<Digest, BlobState> noted = new HashMap<>();
    private Map<Digest, Long> standing = Map.of();
    private Optional<BlobState> read = Optional.empty();
    private long version;

    DamageFile(Layout layout) {
        this.layout = layout;
        this.file = layout.cache().resolve("damage");
    }

    /**
     * Looks at the few blobs that are noted.
     *
     * @return a number that changes whenever something else is damaged than before
     */
    synchronized long refresh() {
        Optional<BlobState> now = BlobState.of(file);
        if (now.isPresent() && !now.equals(read)) {
            load();
            read = now;
        }
        Map<Digest, Long> found = new HashMap<>();
        noted.forEach((blob, state) -> BlobState.of(layout.blob(blob)).filter(state::equals)
                .ifPresent(same -> found.put(blob, same.size())));
        if (!found.equals(standing)) {
            standing = Map.copyOf(found);
            version++;
        }
        return version;
    }

    /** How many bytes a blob has that is damaged; empty for one that nothing is known against. */
    synchronized Optional<Long> size(Digest blob) {
        return Optional.ofNullable(standing.get(blob));
    }

    /**
     * Notes what was found, of files that are still those that were read. To be called under the state lock.
     *
     * @param whole what nothing is known against any more
     */
    synchronized void note(Map<Digest, BlobState> damaged, Map<Digest, BlobState> whole) {
        refresh();
        if (!change(damaged, whole)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        noted.forEach((blob, state) -> text.append(blob).append(' ').append(state.size()).append(' ')
                .append(state.modified()).append('\n'));
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            Durable.replaceLoosely(file, file.resolveSibling("damage-" + ProcessHandle.current().pid()),
                    text.toString().getBytes(StandardCharsets.UTF_8));
            read = BlobState.of(file);
        } catch (IOException e) {
            // See above.
        }
        refresh();
    }

    /** The same for this process alone. */
    synchronized void noteInMemory(Map<Digest, BlobState> damaged, Map<Digest, BlobState> whole) {
        change(damaged, whole);
    }

    private boolean change(Map<Digest, BlobState> damaged, Map<Digest, BlobState> whole) {
        Map<Digest, BlobState> before = Map.copyOf(noted);
        noted.keySet().retainAll(standing.keySet());
        whole.forEach(noted::remove);
        damaged.forEach((blob, read) -> BlobState.of(layout.blob(blob)).filter(read::equals)
                .ifPresent(same -> noted.put(blob, same)));
        return !noted.equals(before);
    }

    private void load() {
        try {
            String text = new String(Durable.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            noted.clear();
            text.lines().forEach(this::line);
        } catch (NoSuchFileException | UnreadableException e) {
            noted.clear();
        } catch (IOException e) {
            // What is known in memory serves.
        }
    }

    /** A line that is none is skipped. */
    private void line(String line) {
        String[] words = line.split(" ");
        try {
            if (words.length == 3) {
                noted.put(Digest.parse(words[0]), new BlobState(Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        } catch (MalformedException | NumberFormatException e) {
            // Nothing of it can be relied on.
        }
    }
}
