package dev.jimg.bench.kernel;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What {@link InflateKernel} does, by the JDK's inflater: to see what ours is good for. */
@State(Scope.Benchmark)
public class ZlibKernel {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final byte[] packed = PackedClasses.make();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Inflater inflater = new Inflater(true);

    @Benchmark
    public long inflate() throws DataFormatException {
        inflater.reset();
        inflater.setInput(packed);
        while (!inflater.finished()) {
            inflater.inflate(buffer);
        }
        return inflater.getBytesWritten();
    }
}
