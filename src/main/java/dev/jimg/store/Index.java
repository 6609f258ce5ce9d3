package dev.jimg.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code index.json}: which images there are.
 *
 * <p>Edited as a tree, so that fields and entries that are not understood come out as they went in, in their order.
 */
final class Index {

    /** Then it is not looked before each attempt, only after it. */
    private static final int MAX_LOOKS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Layout layout;
    /** The last two: who reads the file while a second change is being made sees the first. */
    private volatile List<FileStamp> ownWrites = List.of();

    Index(Layout layout) {
        this.layout = layout;
    }

    /**
     * @param stamp which state of the file was read
     * @param looked before that
     * @param problems what could not be read, in words; what could be read is in the entries all the same
     */
    record Content(FileStamp stamp, Instant looked, List<IndexEntry> entries, List<String> problems) {

        /** Whether any change since it was read is seen, see {@link FileStamp#settled}. */
        boolean settled(Duration step) {
            return stamp.settled(looked, step);
        }

        boolean saysTheSame(Content other) {
            return entries.equals(other.entries) && problems.equals(other.problems);
        }
    }

    FileStamp stamp() {
        try {
            return FileStamp.of(layout.index());
        } catch (IOException e) {
            layout.refuseWhatIsNoStore("read the store");
            throw DiskErrors.of("read", layout.index(), e);
        }
    }

    /** Whether this object wrote what has this stamp. */
    boolean isOwnWrite(FileStamp stamp) {
        for (FileStamp own : ownWrites) {
            if (own.sameFile(stamp)) {
                return true;
            }
        }
        return false;
    }

    private void rememberOwn(FileStamp written) {
        ownWrites = ownWrites.isEmpty() ? List.of(written) : List.of(written, ownWrites.get(0));
    }

    /** What can be read. Needs no lock, since the file is only ever replaced whole. */
    Content read() {
        Instant looked = Instant.now();
        FileStamp stamp = stamp();
        List<String> problems = new ArrayList<>();
        try {
            List<IndexEntry> entries = parse(problems);
            return new Content(stamp, looked, List.copyOf(entries), List.copyOf(problems));
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.index(), e);
        }
    }

    /** The entries as they stand there, whole. */
    ArrayNode entries() {
        try {
            return load(new ArrayList<>()).index().withArrayProperty("manifests");
        } catch (IOException e) {
            throw DiskErrors.of("read", layout.index(), e);
        }
    }

    private List<IndexEntry> parse(List<String> problems) throws IOException {
        try {
            return IndexParser.parse(Durable.read(layout.index(), StoreJson.MAX_BYTES), problems);
        } catch (NoSuchFileException | UnreadableException e) {
            problems.clear();
            return IndexParser.parse(StoreJson.write(load(problems).index()), problems);
        }
    }

    /**
     * Changes the list of entries. To be called under the state lock.
     *
     * <p>Tools that know nothing of the lock may write in the same moment: then the change is made again, on theirs. It
     * is seen even in the last instant, since the new index changes places with the old one, see {@link IndexDraft}.
     *
     * <p>It works on a full disk too, because what is removed there is what makes room again.
     */
    void edit(Consumer<ArrayNode> change) {
        try {
            try {
                editOnLatest(change);
            } catch (IOException e) {
                if (!DiskErrors.isOutOfSpace(e, layout.index())) {
                    throw e;
                }
                makeRoom();
                editOnLatest(change);
            }
        } catch (IOException e) {
            throw DiskErrors.of("write", layout.index(), e);
        }
    }

    /** The previous index takes about as much as the next one will. Where an edit has to be merged it is needed. */
    private void makeRoom() throws IOException {
        Files.deleteIfExists(layout.cache().resolve("listing"));
        Files.deleteIfExists(layout.sealedListing());
        if (IndexDraft.displaced(layout).isEmpty()) {
            Files.deleteIfExists(layout.previousIndex());
        }
    }

    private void editOnLatest(Consumer<ArrayNode> change) throws IOException {
        untilDone(looks -> bringHome(looks) && tryEdit(change, looks, true));
    }

    /**
     * Merges what another tool wrote and a process that was killed in mid-edit left without its name. To be called
     * under the state lock, before it is decided what is garbage.
     */
    void settle() {
        try {
            untilDone(this::bringHome);
        } catch (IOException e) {
            throw DiskErrors.of("write", layout.index(), e);
        }
    }

    /** See {@link #tryEdit}. */
    @FunctionalInterface
    private interface Attempt {
        boolean make(boolean looks) throws IOException;
    }

    private static void untilDone(Attempt attempt) throws IOException {
        long start = System.nanoTime();
        int made = 0;
        while (!attempt.make(made < MAX_LOOKS)) {
            made++;
            if (made > MAX_LOOKS && System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("another program replaced it again and again, for " + PATIENCE.toSeconds()
                        + " seconds");
            }
        }
    }

    /** @return false where another tool was quicker: then the previous index is still needed */
    private boolean bringHome(boolean looks) throws IOException {
        for (Path displaced : IndexDraft.displaced(layout)) {
            // What cannot be read now could not have been read by its tool either.
            Optional<ObjectNode> theirs = readable(displaced);
            if (theirs.isPresent()) {
                ObjectNode base = readable(layout.previousIndex()).orElseGet(IndexRecovery::emptyIndex);
                if (!tryEdit(IndexMerge.of(base, theirs.get())::applyTo, looks, false)) {
                    return false;
                }
            }
            Files.delete(displaced);
        }
        return true;
    }

    private static Optional<ObjectNode> readable(Path file) throws IOException {
        try {
            return Optional.of(StoreJson.read(file));
        } catch (NoSuchFileException | UnreadableException e) {
            return Optional.empty();
        }
    }

    /**
     * @param looks whether it is given up early where the index is no longer what was read; a file system may have
     *     another answer each time
     * @param keep whether what is replaced becomes the previous index
     * @return whether it was made; else another tool was quicker
     */
    private boolean tryEdit(Consumer<ArrayNode> change, boolean looks, boolean keep) throws IOException {
        List<String> problems = new ArrayList<>();
        FileStamp before = FileStamp.of(layout.index());
        Loaded loaded = load(problems);
        ObjectNode index = loaded.index();
        change.accept(index.withArrayProperty("manifests"));
        try (IndexDraft draft = IndexDraft.write(layout, StoreJson.write(index))) {
            if (looks && !FileStamp.of(layout.index()).equals(before)) {
                return false;
            }
            boolean kept = true;
            if (!problems.isEmpty()) {
                layout.setAside(layout.index());
            } else if (keep) {
                kept = keepPrevious();
            }
            // Known before the name is: whoever is told of the change asks at once whose it was.
            rememberOwn(draft.stamp());
            // Last of all, after all that takes longer than another tool's whole edit. The link to it has changed it.
            return !(looks && !FileStamp.of(layout.index()).sameFile(before)) && draft.takePlace(before, loaded.bytes(), kept);
        }
    }

    /** @param bytes that stood there; empty where it is missing, or larger than it can sensibly be */
    private record Loaded(ObjectNode index, Optional<byte[]> bytes) {}

    /** The index; where it is damaged or gone, what its last state and the blobs tell of it. */
    private Loaded load(List<String> problems) throws IOException {
        Optional<byte[]> read = Optional.empty();
        try {
            read = Optional.of(Durable.read(layout.index(), StoreJson.MAX_BYTES));
            ObjectNode index = StoreJson.parse(read.get());
            if (index.path("manifests").isMissingNode() || index.path("manifests").isArray()) {
                return new Loaded(index, read);
            }
            problems.add("index.json is damaged (\"manifests\" is no list)");
        } catch (NoSuchFileException e) {
            if (!Files.exists(layout.previousIndex()) && !layout.hasBlobs()) {
                layout.refuseWhatIsNoStore("read the store");
                return new Loaded(IndexRecovery.emptyIndex(), read);
            }
            problems.add("index.json is missing");
        } catch (UnreadableException e) {
            problems.add("index.json is damaged (" + e.getMessage() + ")");
        }
        return new Loaded(new IndexRecovery(layout).recover(problems), read);
    }

    /**
     * Best effort: a file system without hard links has no previous index.
     *
     * @return whether it has one now, the same file as the index
     */
    private boolean keepPrevious() throws IOException {
        if (!Files.exists(layout.index())) {
            return false;
        }
        Path link = layout.temporary("previous");
        try {
            Files.createLink(link, layout.index());
            Files.move(link, layout.previousIndex(), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        } finally {
            // rename(2) does nothing where both names are the same file: after a kill between this and the next step.
            Files.deleteIfExists(link);
        }
    }
}
