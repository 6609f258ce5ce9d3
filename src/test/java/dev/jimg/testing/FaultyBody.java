package dev.jimg.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Writes a response's body to the client and lets the faults of its request happen at their offsets. */
final class FaultyBody {
    private static final int SLICES_PER_SECOND = 20;

    private final OutputStream client;
    private final FaultProxy.Seen request;
    private final Faults faults;
    private final long begin = System.nanoTime();
    private long offset;

    FaultyBody(OutputStream client, FaultProxy.Seen request, Faults faults) {
        this.client = client;
        this.request = request;
        this.faults = faults;
    }

    /** @throws CutException where the connection is to break */
    void write(byte[] buffer, int length) throws IOException {
        for (int from = 0; from < length; ) {
            stopHere();
            int slice = (int) Math.min(length - from, bytesToNextStop());
            corrupt(buffer, from, slice);
            client.write(buffer, from, slice);
            client.flush();
            from += slice;
            offset += slice;
            pace();
        }
        stopHere();
    }

    private void stopHere() throws CutException {
        faults.waitAt(request, hold -> hold.offset() == offset);
        for (Faults.AtOffset fault : faults.atOffsets(request)) {
            if (fault.kind() == Faults.Kind.CUT && fault.offset() == offset && fault.take()) {
                throw new CutException();
            }
        }
    }

    private long bytesToNextStop() {
        LongStream stops = LongStream.concat(
                faults.holds(request).stream().mapToLong(Faults.Hold::offset),
                faults.atOffsets(request).stream().mapToLong(Faults.AtOffset::offset));
        long limit = faults.bytesPerSecond();
        long slice = limit == 0 ? Long.MAX_VALUE : Math.max(1, limit / SLICES_PER_SECOND);
        return Math.min(slice, stops.filter(stop -> stop > offset).map(stop -> stop - offset).min().orElse(slice));
    }

    /** A byte to corrupt is always the first of a slice: its offset is a stop. */
    private void corrupt(byte[] buffer, int from, int slice) {
        for (Faults.AtOffset fault : faults.atOffsets(request)) {
            if (fault.kind() == Faults.Kind.CORRUPT && fault.offset() == offset && slice > 0 && fault.take()) {
                buffer[from] ^= (byte) 0xff;
            }
        }
    }

    private void pace() {
        long limit = faults.bytesPerSecond();
        if (limit > 0) {
            long due = begin + offset * TimeUnit.SECONDS.toNanos(1) / limit;
            for (long left = due - System.nanoTime(); left > 0 && !Thread.interrupted(); left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** The connection breaks here, as asked. */
    static final class CutException extends IOException {}
}
