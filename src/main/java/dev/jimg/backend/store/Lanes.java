package dev.jimg.backend.store;

import dev.jimg.backend.shared.LinkedCancellation;
import dev.jimg.registry.BlobStream;
import dev.jimg.store.BlobChunk;
import dev.jimg.store.BlobWriter;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongConsumer;

/**
 * The other connections that bring bytes of a blob: a thread each, which writes to a chunk of its own what lies further on.
 *
 * <p>They only ever help. Where one of them fails, for whatever reason, no more are opened, and what it did not bring is
 * left to the blob's own connection: its errors are those that are told.
 */
final class Lanes implements AutoCloseable, PacedStream.Relief {

    /**
     * No lane runs further ahead of the blob's beginning than this: where one connection hangs, the disk does not fill
     * with what cannot be used.
     */
    private static final long AHEAD_BYTES = 16 * Gaps.MOST_BYTES;
    /** Small: what a kill loses is what lies in these of all lanes. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** So long the own connection waits for another to be served, when it has brought what it was to bring. */
    private static final long SERVED_MILLIS = 1000;

    private final LayerSource source;
    private final BlobWriter out;
    private final Connections connections;
    private final LinkedCancellation cancellation;
    private final LongConsumer moved;
    /** Of its own: who hears of bytes may write to a terminal that takes none, and a cancellation does not wait for that. */
    private final Object counting = new Object();
    private final ThreadFactory threads;
    private final Gaps gaps = new Gaps();
    /** Where lanes write, by the first byte. */
    private final Set<Long> coming = new HashSet<>();
    private final TreeMap<Long, BlobChunk> here = new TreeMap<>();
    private long passed;
    private int running;
    private boolean wide;
    private boolean served;
    private boolean refused;

    /** @param moved hears of bytes that came, one thread at a time */
    Lanes(LayerSource source, long size, BlobWriter out, Connections connections, Cancellation outer,
            LongConsumer moved) {
        this(source, size, out, connections, outer, moved, Lanes::thread);
    }

    Lanes(LayerSource source, long size, BlobWriter out, Connections connections, Cancellation outer,
            LongConsumer moved, ThreadFactory threads) {
        this.source = source;
        this.out = out;
        this.connections = connections;
        this.moved = moved;
        this.threads = threads;
        cancellation = new LinkedCancellation(outer);
        cancellation.cancellation().onCancel(this::wake);
        long at = out.offset();
        passed = at;
        for (BlobChunk chunk : out.chunks()) {
            gaps.add(at, chunk.from());
            here.put(chunk.from(), chunk);
            at = Math.max(at, chunk.end());
        }
        gaps.add(at, size);
    }

    /** What comes next: bytes that are here, or, where there are none, those that the own connection is to bring. */
    record Step(Optional<BlobChunk> chunk, Gaps.Span own) {}

    /** Waits while a lane brings what lies there. */
    synchronized Step next(long at) {
        while (coming.contains(at)) {
            await(0);
        }
        if (!here.isEmpty() && here.firstKey() <= at) {
            return new Step(Optional.of(here.pollFirstEntry().getValue()), null);
        }
        return new Step(Optional.empty(), running == 0 ? gaps.takeAll(at)
                : gaps.takeLowest(connections.limit(), Long.MAX_VALUE).orElseThrow());
    }

    /** All bytes before this place are where they belong: lanes go on further ahead. */
    synchronized void passed(long place) {
        passed = place;
        if (wide) {
            extend();
        }
    }

    /** Takes connections that have become free meanwhile, if it has others already. */
    void grow() {
        if (connections.isSpare()) {
            synchronized (this) {
                if (wide) {
                    extend();
                }
            }
        }
    }

    /**
     * Opens other connections for what the own one has not brought yet, as far as there are any.
     *
     * @return where the own one is to end, if by then the registry {@linkplain #took has served} one of them
     */
    @Override
    public synchronized long widen(long position, long end) {
        long piece = Gaps.piece(end - position, connections.limit());
        if (refused || piece >= end - position || !connections.tryEnter()) {
            return end;
        }
        connections.leave();
        wide = true;
        passed = position;
        gaps.add(position + piece, end);
        extend();
        return position + piece;
    }

    /** Until a range was served the own connection is the only one that is sure to bring something. */
    @Override
    public synchronized boolean took(long limit) {
        long begin = System.nanoTime();
        for (long left = SERVED_MILLIS; !served && running > 0 && left > 0;
                left = SERVED_MILLIS - (System.nanoTime() - begin) / 1_000_000) {
            await(left);
        }
        if (!served) {
            stop();
            // One may have been served in the last moment: then what it left is a gap as any other.
            if (!served) {
                gaps.takeAll(limit);
            }
        }
        return served;
    }

    /** What was not brought is to be brought anew. */
    synchronized void giveBack(long from, long end) {
        gaps.add(from, end);
    }

    /**
     * The registry sends everything from the beginning on, and nothing else: there are no lanes from now on.
     *
     * @param comes so many bytes are being brought already
     */
    synchronized void startOver(long comes, long size) {
        stop();
        here.values().forEach(BlobChunk::discard);
        here.clear();
        gaps.clear();
        gaps.add(comes, size);
    }

    /** Hears of bytes that came, on any connection. */
    void count(long bytes) {
        synchronized (counting) {
            moved.accept(bytes);
        }
    }

    /** Returns when none runs any more. What they brought stays. */
    @Override
    public void close() {
        stop();
        cancellation.close();
    }

    /** For good. */
    private synchronized void stop() {
        refused = true;
        cancellation.cancellation().cancel();
        boolean interrupted = false;
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param millis at most; 0 for as long as it takes */
    private void await(long millis) {
        cancellation.cancellation().check();
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void extend() {
        while (!refused && connections.tryEnter()) {
            Optional<Gaps.Span> span = take();
            if (span.isEmpty()) {
                connections.leave();
                return;
            }
            running++;
            try {
                threads.newThread(() -> run(span.get())).start();
            } catch (OutOfMemoryError e) {
                // No more threads may be made here: the own connection brings it.
                running--;
                connections.leave();
                ended(span.get(), Optional.empty());
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jimg-lane");
        thread.setDaemon(true);
        return thread;
    }

    private Optional<Gaps.Span> take() {
        Optional<Gaps.Span> span = gaps.takeLowest(connections.limit(), passed + AHEAD_BYTES);
        span.ifPresent(taken -> coming.add(taken.from()));
        return span;
    }

    private synchronized Optional<Gaps.Span> more() {
        return refused || connections.areMissed() ? Optional.empty() : take();
    }

    private void run(Gaps.Span first) {
        try {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (Optional<Gaps.Span> span = Optional.of(first); span.isPresent(); span = more()) {
                bring(span.get(), buffer);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Said below; the own connection finds out whether it is more than this one's trouble.
        } finally {
            connections.leave();
            synchronized (this) {
                running--;
                notifyAll();
            }
        }
    }

    private void bring(Gaps.Span span, byte[] buffer) throws IOException {
        Optional<BlobChunk> begun = Optional.empty();
        try (BlobStream in = source.open(span.from(), span.end(), cancellation.cancellation())) {
            if (in.offset() != span.from()) {
                throw new IOException("the registry serves no ranges");
            }
            serves();
            begun = Optional.of(out.newChunk(span.from()));
            try (BlobChunk chunk = begun.get()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    chunk.write(buffer, read);
                    count(read);
                }
            }
        } finally {
            ended(span, begun);
        }
    }

    private synchronized void serves() {
        served = true;
        notifyAll();
    }

    private synchronized void ended(Gaps.Span span, Optional<BlobChunk> chunk) {
        coming.remove(span.from());
        long end = chunk.map(BlobChunk::end).orElse(span.from());
        gaps.add(end, span.end());
        refused |= end < span.end();
        notifyAll();
        if (end > span.from()) {
            here.put(span.from(), chunk.get());
        } else {
            chunk.ifPresent(BlobChunk::discard);
        }
    }
}
