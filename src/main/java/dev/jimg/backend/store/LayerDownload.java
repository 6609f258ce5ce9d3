package dev.jimg.backend.store;

import dev.jimg.backend.shared.LinkedCancellation;
import dev.jimg.registry.BlobStream;
import dev.jimg.store.BlobWriter;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * One blob on its way from a registry into its file: on one connection, and on others too ({@link Lanes}) where that one
 * is what is waited for. The file always has the blob's first bytes, in order; what comes before its turn waits beside it.
 *
 * <p>It does not begin wide. Where one connection is fast, the registry's disk or this machine is the limit, and more
 * connections only cost.
 */
final class LayerDownload {

    private final LayerSource source;
    private final long size;
    private final BlobWriter out;
    private final Connections connections;
    private final Cancellation cancellation;
    private final ProgressSink shown;
    private final LongConsumer moved;
    private final boolean narrow;
    private long came;

    /**
     * @param narrow on one connection in any case
     * @param shown hears how many bytes are here, of the blob's size
     * @param moved hears of bytes that came over the wire
     */
    LayerDownload(LayerSource source, long size, BlobWriter out, boolean narrow, Connections connections,
            ProgressSink shown, LongConsumer moved, Cancellation cancellation) {
        this.source = source;
        this.size = size;
        this.out = out;
        this.narrow = narrow;
        this.connections = connections;
        this.shown = shown;
        this.moved = moved;
        this.cancellation = cancellation;
    }

    /** Bytes of the blob that are here before it begins. */
    static long here(BlobWriter out) {
        return out.offset() + out.chunks().stream()
                .mapToLong(chunk -> chunk.end() - Math.max(out.offset(), chunk.from())).sum();
    }

    /** @throws IOException what a connection threw; what came before is kept */
    void run() throws IOException {
        came = here(out);
        try (Lanes lanes = new Lanes(source, size, out, connections, cancellation, this::came)) {
            while (out.offset() < size) {
                Lanes.Step step = lanes.next(out.offset());
                if (step.chunk().isPresent()) {
                    out.append(step.chunk().get());
                } else {
                    bring(lanes, step.own());
                }
                lanes.passed(out.offset());
            }
        }
    }

    private void came(long bytes) {
        came += bytes;
        moved.accept(bytes);
        shown.at(came, size);
    }

    private void bring(Lanes lanes, Gaps.Span span) throws IOException {
        connections.enter();
        LinkedCancellation own = new LinkedCancellation(cancellation);
        try (own; BlobStream in = source.open(span.from(), span.end(), own.cancellation())) {
            if (in.offset() != span.from()) {
                lanes.startOver(span.end(), size);
                out.restart();
                came = 0;
            }
            PacedStream paced = new PacedStream(in, in.offset(), span.end(), narrow ? PacedStream.NO_RELIEF : lanes);
            try {
                readAll(paced, lanes);
            } finally {
                // What is still on its way on this connection is others' now: to read it to its end would be waiting.
                if (paced.wasCut()) {
                    own.cancellation().cancel();
                } else {
                    lanes.giveBack(out.offset(), span.end());
                }
            }
        } finally {
            connections.leave();
        }
    }

    private void readAll(PacedStream in, Lanes lanes) throws IOException {
        long[] before = {out.offset()};
        out.readAll(in, (done, total) -> {
            lanes.count(done - before[0]);
            lanes.grow();
            before[0] = done;
        }, cancellation);
    }
}
