package dev.jimg.archive;

import dev.jimg.archive.Blocks.Block;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Packs a stream on all processors: it is cut into blocks by size alone, so that the same bytes give the same bytes on
 * every machine; blocks are packed side by side, and written in their order.
 *
 * <p>Closing lets go of what is left; it does not close the stream below. What is closed before it is
 * {@linkplain #finish finished}, after an error, stays incomplete.
 */
abstract class ParallelBlocks extends OutputStream {

    private final OutputStream out;
    private final Blocks blocks;
    private final Deque<Future<Block>> pending = new ArrayDeque<>();
    private Block block;
    private byte[] before = new byte[0];
    private boolean begun;
    private boolean closed;

    ParallelBlocks(OutputStream out, Blocks blocks) {
        this.out = out;
        this.blocks = blocks;
        blocks.opened();
    }

    /** Packs one block, from a thread of its own. */
    abstract void pack(Block block, boolean last);

    /** What the next block is to know of the one before it. */
    abstract byte[] before(Block block);

    /** What stands before all blocks. */
    abstract void begin(OutputStream packed) throws IOException;

    /** What stands behind all blocks. */
    abstract void end(OutputStream packed) throws IOException;

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (block().length == blocks.blockBytes()) {
                submit(false);
            }
            int piece = Math.min(left, blocks.blockBytes() - block().length);
            System.arraycopy(bytes, from, block.content, block.length, piece);
            block.length += piece;
            from += piece;
            left -= piece;
        }
    }

    /** Packs and writes all of it. The second call does nothing. */
    public void finish() throws IOException {
        if (closed) {
            return;
        }
        submit(true);
        while (!pending.isEmpty()) {
            drainOne();
        }
        end(out);
        out.flush();
        close();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pending.forEach(waiting -> waiting.cancel(false));
            blocks.closed(pending.size());
        }
    }

    private Block block() {
        if (block == null) {
            block = blocks.take();
            block.before = before;
        }
        return block;
    }

    private void submit(boolean last) throws IOException {
        if (!begun) {
            begin(out);
            begun = true;
        }
        Block full = block();
        block = null;
        before = before(full);
        pending.add(blocks.submit(() -> {
            pack(full, last);
            return full;
        }));
        while (blocks.tooMany(pending.size())) {
            drainOne();
        }
    }

    private void drainOne() throws IOException {
        try {
            Block done = pending.remove().get();
            out.write(done.packed, 0, done.count);
            blocks.give(done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block could not be packed", e.getCause());
        } finally {
            blocks.written();
        }
    }
}
