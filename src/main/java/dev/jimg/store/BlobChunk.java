package dev.jimg.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes of a blob that came before those in front of them, in a file of their own until their turn comes
 * ({@link BlobWriter#append}). So the file with a blob's first bytes never has a hole, and the length of every file says
 * what of it is here: whoever goes on after a kill finds all that was written. That file is there, if only empty, as long
 * as there are others: they are looked for where it is. Such a file is never forced to the disk;
 * what a power cut makes of it is found out by the blob's digest.
 *
 * <p>One thread writes it, and then another reads it. What the disk refuses is a {@link StoreException}.
 */
public final class BlobChunk implements AutoCloseable {

    private final Room room;
    private final Path file;
    private final long from;
    private FileChannel channel;
    private long size;

    private BlobChunk(Room room, Path file, long from, long size) {
        this.room = room;
        this.file = file;
        this.from = from;
        this.size = size;
    }

    /** Begins one; what was in its place is forgotten. */
    static BlobChunk begin(Room room, Path file, long from) {
        BlobChunk chunk = new BlobChunk(room, file, from, 0);
        try {
            chunk.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return chunk;
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    /** One that is left from an earlier attempt. */
    static BlobChunk left(Room room, Path file) {
        return new BlobChunk(room, file, Partials.place(file), file.toFile().length());
    }

    /** Where in the blob its first byte stands. */
    public long from() {
        return from;
    }

    /** Where in the blob the first byte stands that is not here. */
    public long end() {
        return from + size;
    }

    public void write(byte[] bytes, int length) {
        try {
            room.write(channel, ByteBuffer.wrap(bytes, 0, length), file);
            size += length;
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    /** Ends the writing; the bytes stay. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    FileChannel read() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    Path file() {
        return file;
    }

    /** Forgets the bytes. */
    public void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskErrors.of("delete", file, e);
        }
    }
}
