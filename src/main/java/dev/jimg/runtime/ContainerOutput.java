package dev.jimg.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a container wrote, piece by piece in the order in which the pieces came, also while it writes on.
 *
 * <p>The bytes lie in {@code out.log} and {@code err.log}; {@code log.index} has a line for each piece, of which one that
 * is not whole yet is not there yet. One reader for one thread.
 */
public final class ContainerOutput implements Closeable {

    private static final String OUT = "out.log";
    private static final String ERR = "err.log";
    private static final String INDEX = "log.index";
    private static final int BLOCK = 8192;

    private final RandomAccessFile index;
    private final RandomAccessFile out;
    private final RandomAccessFile err;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private int at;
    private long outEnd;
    private long errEnd;

    private ContainerOutput(RandomAccessFile index, RandomAccessFile out, RandomAccessFile err) {
        this.index = index;
        this.out = out;
        this.err = err;
    }

    /**
     * What came at once.
     *
     * @param err whether it was written to the standard error output
     * @param from where it begins in its file
     * @param to where it ends there
     */
    public record Piece(boolean err, Instant at, long from, long to) {}

    /** Makes the files that are not there yet. */
    static void prepare(Path directory) throws IOException {
        for (String name : new String[] {OUT, ERR, INDEX}) {
            if (!Files.exists(directory.resolve(name))) {
                Files.createFile(directory.resolve(name));
            }
        }
    }

    /** Where the output lies. */
    public static Path file(Path directory) {
        return directory.resolve(OUT);
    }

    /** At its beginning. */
    public static ContainerOutput open(Path directory) throws IOException {
        prepare(directory);
        return new ContainerOutput(read(directory, INDEX), read(directory, OUT), read(directory, ERR));
    }

    /** Behind all that is there now. */
    public static ContainerOutput atEnd(Path directory) throws IOException {
        ContainerOutput output = open(directory);
        while (output.next().isPresent()) {
            // Only how far each file was matters.
        }
        return output;
    }

    private static RandomAccessFile read(Path directory, String name) throws IOException {
        return new RandomAccessFile(directory.resolve(name).toFile(), "r");
    }

    /** The next piece, if there is one already. */
    public Optional<Piece> next() throws IOException {
        for (int end = lineEnd(); end >= 0; end = lineEnd()) {
            String line = new String(block, at, end - at, StandardCharsets.US_ASCII);
            at = end + 1;
            Optional<Piece> piece = piece(line);
            if (piece.isPresent()) {
                return piece;
            }
        }
        return Optional.empty();
    }

    /** A piece's bytes. */
    public byte[] bytes(Piece piece) throws IOException {
        return bytes(piece.err(), piece.from(), piece.to());
    }

    /** Any bytes of one of the two. */
    public byte[] bytes(boolean ofErr, long from, long to) throws IOException {
        RandomAccessFile file = ofErr ? err : out;
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    private int lineEnd() throws IOException {
        int end = newline();
        if (end < 0) {
            System.arraycopy(block, at, block, 0, filled - at);
            filled -= at;
            at = 0;
            int read = index.read(block, filled, BLOCK - filled);
            filled += Math.max(0, read);
            end = newline();
        }
        return end;
    }

    private int newline() {
        for (int i = at; i < filled; i++) {
            if (block[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** {@code o 2026-01-31 12:00:00.123456789 +0000 4711}; some shells' tools know no fractions or no zone. */
    private Optional<Piece> piece(String line) {
        String[] words = line.split(" ");
        try {
            boolean ofErr = words[0].equals("e");
            Instant when = Instant.parse(words[1] + "T" + words[2] + "Z");
            long from = ofErr ? errEnd : outEnd;
            long to = Long.parseLong(words[words.length - 1]);
            if (to <= from) {
                return Optional.empty();
            }
            if (ofErr) {
                errEnd = to;
            } else {
                outEnd = to;
            }
            return Optional.of(new Piece(ofErr, when, from, to));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // A crash of the machine may leave half a line; what it told of belongs to the next piece then.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        index.close();
        out.close();
        err.close();
    }
}
