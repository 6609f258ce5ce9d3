package dev.jimg.bench.kernel;

import dev.jimg.inflate.Inflaters;
import dev.jimg.inflate.RawInflater;
import java.util.zip.DataFormatException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Inflating 16 MB, as a process does that has inflated enough to have gone over to its own inflater. */
@State(Scope.Benchmark)
public class InflateKernel {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final byte[] packed = PackedClasses.make();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Inflaters inflaters = Inflaters.own();

    @Benchmark
    public long inflate() throws DataFormatException {
        RawInflater inflater = inflaters.next();
        inflater.setInput(packed, 0, packed.length);
        while (!inflater.finished()) {
            inflater.inflate(buffer, 0, buffer.length);
        }
        return inflater.bytesWritten();
    }
}
