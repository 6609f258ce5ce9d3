package dev.jimg.fileindex;

import dev.jimg.transfer.Cancellation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes went by, and stops when that is asked for. */
public final class TappedInput extends FilterInputStream {

    private final LongConsumer count;
    private final Cancellation cancellation;
    private long total;

    /** @param count hears after each read how many bytes there were so far; it must not wait */
    public TappedInput(InputStream in, LongConsumer count, Cancellation cancellation) {
        super(in);
        this.count = count;
        this.cancellation = cancellation;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws java.util.concurrent.CancellationException once cancelled */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        cancellation.check();
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            total += read;
            count.accept(total);
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return wanted <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(wanted, 1 << 16)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
