package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code cache/damage}: which blobs were found to be damaged, as {@code DIGEST SIZE TIME} a line; {@code size} behind
 * it says that nobody read the bytes: the blob has another size than some descriptor says, and that may be what is
 * wrong. To read all blobs takes minutes, so what that told is kept for the list; it holds for as long as the file of
 * the blob has this size and time of change, which another file in its place has not.
 *
 * <p>Best effort: what is lost here is found again. Thread-safe.
 */
final class DamageFile {

    private static final long MAX_BYTES = 1 << 20;
    private static final String UNREAD = " size";

    private final Layout layout;
    private final Path file;
    /** What the file says, and what was found where it could not be written. */
    private final Map<Digest, Note> noted = new HashMap<>();
    private Map<Digest, Note> standing = Map.of();
    private Optional<BlobState> read = Optional.empty();
    private long version;

    /** @param read whether a hash of its bytes proved it */
    private record Note(BlobState state, boolean read) {}

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
        Map<Digest, Note> found = new HashMap<>();
        noted.forEach((blob, note) -> BlobState.of(layout.blob(blob)).filter(note.state()::equals)
                .ifPresent(same -> found.put(blob, note)));
        if (!found.equals(standing)) {
            standing = Map.copyOf(found);
            version++;
        }
        return version;
    }

    /** Whether nothing is known against any blob. */
    synchronized boolean isNone() {
        return standing.isEmpty();
    }

    /** How many bytes a blob has that is damaged, or seems so; empty for one that nothing is known against. */
    synchronized Optional<Long> size(Digest blob) {
        return Optional.ofNullable(standing.get(blob)).map(note -> note.state().size());
    }

    /** The same for a descriptor that says this size: another one's lie is nothing against it. */
    synchronized Optional<Long> size(Digest blob, long said) {
        return Optional.ofNullable(standing.get(blob)).filter(note -> note.read() || note.state().size() != said)
                .map(note -> note.state().size());
    }

    /**
     * Notes what was found, of files that are still those that were read. To be called under the state lock.
     *
     * @param damaged what a hash proved to be so
     * @param ofWrongSize what has another size than a descriptor says
     * @param whole what no hash says anything against any more
     */
    synchronized void note(Map<Digest, BlobState> damaged, Map<Digest, BlobState> ofWrongSize,
            Map<Digest, BlobState> whole) {
        refresh();
        if (!change(damaged, ofWrongSize, whole)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        noted.forEach((blob, note) -> text.append(blob).append(' ').append(note.state().size()).append(' ')
                .append(note.state().modified()).append(note.read() ? "" : UNREAD).append('\n'));
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            Path temporary = file.resolveSibling(
                    "damage-" + ProcessMark.own() + "-" + Thread.currentThread().getId());
            Durable.replaceLoosely(file, temporary, text.toString().getBytes(StandardCharsets.UTF_8));
            read = BlobState.of(file);
        } catch (IOException e) {
            // See above.
        }
        refresh();
    }

    /** The same for this process alone. */
    synchronized void noteInMemory(Map<Digest, BlobState> damaged, Map<Digest, BlobState> ofWrongSize,
            Map<Digest, BlobState> whole) {
        change(damaged, ofWrongSize, whole);
    }

    private boolean change(Map<Digest, BlobState> damaged, Map<Digest, BlobState> ofWrongSize,
            Map<Digest, BlobState> whole) {
        Map<Digest, Note> before = Map.copyOf(noted);
        noted.keySet().retainAll(standing.keySet());
        whole.forEach((blob, state) -> noted.remove(blob, new Note(state, true)));
        ofWrongSize.forEach((blob, state) -> {
            if (still(blob, state) && !new Note(state, true).equals(noted.get(blob))) {
                noted.put(blob, new Note(state, false));
            }
        });
        damaged.forEach((blob, state) -> {
            if (still(blob, state)) {
                noted.put(blob, new Note(state, true));
            }
        });
        return !noted.equals(before);
    }

    private boolean still(Digest blob, BlobState state) {
        return BlobState.of(layout.blob(blob)).filter(state::equals).isPresent();
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
            if (words.length == 3 || words.length == 4 && words[3].equals(UNREAD.strip())) {
                noted.put(Digest.parse(words[0]), new Note(
                        new BlobState(Long.parseLong(words[1]), Long.parseLong(words[2])), words.length == 3));
            }
        } catch (MalformedException | NumberFormatException e) {
            // Nothing of it can be relied on.
        }
    }
}
