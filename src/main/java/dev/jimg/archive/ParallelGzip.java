package dev.jimg.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs a layer with gzip (RFC 1952) on all processors: blocks are deflated side by side, each with the end of the one
 * before as its dictionary, and joined to ONE member, which every reader takes.
 *
 * <p>Gzip, although zstd would be several times as fast: engines before docker 23 cannot unpack zstd, and a layer is
 * made once and pulled often. Blocks are cut by size alone, so that the same bytes give the same bytes.
 *
 * <p>Closing ends the member; it does not close the stream below. What is closed early, after an error, is no gzip.
 */
public final class ParallelGzip extends OutputStream {

    /** Of Java's levels the one where a step more costs much time and saves little. */
    private static final int LEVEL = 5;
    private static final int BLOCK_BYTES = 512 * 1024;
    private static final int DICTIONARY_BYTES = 32 * 1024;
    private static final int THREADS = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
    /** Blocks in memory, waiting or packed. */
    private static final int MAX_PENDING = 2 * THREADS;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final OutputStream out;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "jimg-gzip");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Future<byte[]>> pending = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private byte[] block = new byte[BLOCK_BYTES];
    private byte[] dictionary = new byte[0];
    private int filled;
    private long size;
    private boolean begun;
    private boolean closed;

    public ParallelGzip(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        size += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == BLOCK_BYTES) {
                submit(false);
            }
            int piece = Math.min(left, BLOCK_BYTES - filled);
            System.arraycopy(bytes, from, block, filled, piece);
            filled += piece;
            from += piece;
            left -= piece;
        }
    }

    /** Ends the member and writes all of it. The second call does nothing. */
    public void finish() throws IOException {
        if (closed) {
            return;
        }
        submit(true);
        while (!pending.isEmpty()) {
            drainOne();
        }
        writeInt(crc.getValue());
        writeInt(size);
        out.flush();
        close();
    }

    /** Lets go of the threads. What was not {@linkplain #finish finished} stays incomplete. */
    @Override
    public void close() {
        closed = true;
        workers.shutdownNow();
    }

    private void submit(boolean last) throws IOException {
        if (!begun) {
            out.write(HEADER);
            begun = true;
        }
        byte[] content = block;
        int length = filled;
        byte[] before = dictionary;
        pending.add(workers.submit(() -> deflate(content, length, before, last)));
        dictionary = Arrays.copyOfRange(content, Math.max(0, length - DICTIONARY_BYTES), length);
        block = new byte[BLOCK_BYTES];
        filled = 0;
        if (pending.size() >= MAX_PENDING) {
            drainOne();
        }
    }

    private void drainOne() throws IOException {
        try {
            out.write(pending.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("deflate failed", e.getCause());
        }
    }

    private static byte[] deflate(byte[] content, int length, byte[] dictionary, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(content, 0, length);
            if (last) {
                deflater.finish();
            }
            int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
            byte[] packed = new byte[length / 2 + 1024];
            int count = 0;
            while (true) {
                int piece = deflater.deflate(packed, count, packed.length - count, flush);
                count += piece;
                if (last ? deflater.finished() : count < packed.length) {
                    return Arrays.copyOf(packed, count);
                }
                packed = Arrays.copyOf(packed, packed.length * 2);
            }
        } finally {
            deflater.end();
        }
    }

    private void writeInt(long value) throws IOException {
        out.write(new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)});
    }
}
