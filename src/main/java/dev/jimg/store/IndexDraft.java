package dev.jimg.store;

import dev.jimg.posix.FileExchange;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A new {@code index.json} on its way to its place, in a file called after its inode: {@code ingest/index-4711}.
 *
 * <p>It changes places with the index, and then it is looked at what came out. That name tells, whenever a process is
 * killed, what lies under it: the draft itself if the inode is the one in the name, else what was the index.
 */
final class IndexDraft implements Closeable {

    private static final String PREFIX = "index-";

    private final Layout layout;
    private final Path file;
    private final FileStamp stamp;
    /** Whether what lies under the name is needed no more. */
    private boolean disposable = true;

    private IndexDraft(Layout layout, Path file, FileStamp stamp) {
        this.layout = layout;
        this.file = file;
        this.stamp = stamp;
    }

    /** Writes one, onto the disk and with the mode that the index has. To be called under the state lock. */
    static IndexDraft write(Layout layout, byte[] content) throws IOException {
        Path temporary = layout.temporary("index");
        Path file = temporary;
        boolean written = false;
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary);
            file = layout.ingest().resolve(PREFIX + inode(temporary));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            Durable.write(file, content, true);
            if (Files.exists(layout.index())) {
                Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(layout.index()));
            }
            IndexDraft draft = new IndexDraft(layout, file, FileStamp.of(file));
            written = true;
            return draft;
        } finally {
            if (!written) {
                Files.deleteIfExists(temporary);
                Files.deleteIfExists(file);
            }
        }
    }

    FileStamp stamp() {
        return stamp;
    }

    /**
     * Becomes the index, unless another tool has written that meanwhile: then what it wrote is the index. Where files
     * cannot be exchanged it becomes the index in any case.
     *
     * @param before the stamp of what was read; this was made of it
     * @param read its bytes, if they are known: an edit in place whose tool sets the times back leaves the same stamp but
     *     for the time of change, and that the exchange sets too
     * @param exchange false if what was read is kept nowhere, so that it could not be told from an edit after a kill
     * @return whether it is the index now
     */
    boolean takePlace(FileStamp before, Optional<byte[]> read, boolean exchange) throws IOException {
        if (!exchange || before.equals(FileStamp.ABSENT) || !swap()) {
            Files.move(file, layout.index(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (FileStamp.of(file).sameFile(before) && holds(read)) {
            disposable = true;
        } else {
            giveWay();
            return false;
        }
        Durable.syncDirectory(layout.root());
        return true;
    }

    private boolean holds(Optional<byte[]> read) throws IOException {
        return read.isEmpty() || Arrays.equals(Files.readAllBytes(file), read.get());
    }

    private boolean swap() throws IOException {
        try {
            boolean done = FileExchange.exchange(file, layout.index());
            disposable = !done;
            return done;
        } catch (IOException e) {
            if (Files.exists(layout.index())) {
                throw e;
            }
            return false;
        }
    }

    /** At once: the shorter ours is seen, the less likely is it that another tool reads it and builds on it. */
    private void giveWay() throws IOException {
        // Else a third one wrote, over ours: the next look at what was displaced brings that home.
        disposable = FileExchange.exchange(file, layout.index()) && FileStamp.of(file).sameFile(stamp);
        Durable.syncDirectory(layout.root());
        Durable.syncDirectory(layout.ingest());
    }

    @Override
    public void close() throws IOException {
        if (disposable) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * What was the index for a moment and is in no index yet: written by another tool, taken out by a process that was
     * killed before it could put it back. Deletes drafts, and what was the index when it was read.
     */
    static List<Path> displaced(Layout layout) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.ingest(), PREFIX + "*")) {
            for (Path file : files) {
                boolean draft = file.getFileName().toString().equals(PREFIX + inode(file));
                if (draft || Files.exists(layout.previousIndex()) && Files.isSameFile(file, layout.previousIndex())) {
                    Files.delete(file);
                } else {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return found;
        }
        return found;
    }

    private static String inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino").toString();
    }
}
