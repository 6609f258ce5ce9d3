package dev.jimg.backend.store;

import dev.jimg.runtime.ContainerOutput;
import dev.jimg.runtime.ContainerOutput.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes lines of the pieces in which a container wrote them. As with docker a line has the time of its end, and one that
 * is not whole yet waits; lines of output and of errors may grow at the same time.
 */
final class LogLines {

    /** Longer ones are cut, so that a container that writes no lines at all does not fill our memory. */
    private static final int MAX_BYTES = 1 << 20;
    private static final int BLOCK = 8192;

    private final ContainerOutput output;
    private final Unfinished out = new Unfinished(false);
    private final Unfinished err = new Unfinished(true);

    LogLines(ContainerOutput output) {
        this.output = output;
    }

    /** @param bytes with the line feed, if it has one */
    record Line(boolean err, Instant at, byte[] bytes) {}

    private static final class Unfinished {

        private final boolean isErr;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Instant at = Instant.EPOCH;

        Unfinished(boolean isErr) {
            this.isErr = isErr;
        }

        Line cut() {
            Line line = new Line(isErr, at, bytes.toByteArray());
            bytes.reset();
            return line;
        }
    }

    /** The lines that a piece ends. */
    List<Line> take(Piece piece) throws IOException {
        List<Line> lines = new ArrayList<>();
        Unfinished line = piece.err() ? err : out;
        line.at = piece.at();
        byte[] bytes = output.bytes(piece);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || line.bytes.size() + i - from >= MAX_BYTES) {
                line.bytes.write(bytes, from, i + 1 - from);
                lines.add(line.cut());
                from = i + 1;
            }
        }
        line.bytes.write(bytes, from, bytes.length - from);
        return lines;
    }

    /** What is left when nothing more will come. */
    List<Line> rest() {
        return Stream.of(out, err).filter(line -> line.bytes.size() > 0).map(Unfinished::cut).toList();
    }

    /**
     * The pieces in which the last lines are, without reading what is before them.
     *
     * @param pieces all of them, in order
     * @return pieces that begin with the beginning of a line
     */
    List<Piece> last(int count, List<Piece> pieces) throws IOException {
        int start = pieces.size();
        // One more line for each of the two that may lack its end, and one for the cut itself.
        for (long found = 0; start > 0 && found < count + 3L;) {
            start--;
            for (byte b : output.bytes(pieces.get(start))) {
                found += b == '\n' ? 1 : 0;
            }
        }
        List<Piece> result = new ArrayList<>(pieces.subList(start, pieces.size()));
        for (boolean ofErr : new boolean[] {false, true}) {
            for (int i = 0; i < result.size(); i++) {
                Piece piece = result.get(i);
                if (piece.err() == ofErr) {
                    result.set(i, new Piece(ofErr, piece.at(), lineStart(ofErr, piece.from()), piece.to()));
                    break;
                }
            }
        }
        return result;
    }

    private long lineStart(boolean ofErr, long offset) throws IOException {
        long limit = Math.max(0, offset - MAX_BYTES);
        for (long end = offset; end > limit;) {
            long from = Math.max(limit, end - BLOCK);
            byte[] block = output.bytes(ofErr, from, end);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return limit;
    }
}
