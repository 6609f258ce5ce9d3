package dev.jimg.bench.kernel;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Passing 16 MB through the stream that vouches for them. */
@State(Scope.Benchmark)
public class HashingKernel {

    private static final int BYTES = 16_000_000;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final byte[] content = new byte[BYTES];
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Digest digest;

    public HashingKernel() {
        new Random(1).nextBytes(content);
        digest = Digest.of(content);
    }

    @Benchmark
    public long verify() throws IOException {
        long count = 0;
        try (InputStream in = new VerifyingInputStream(new ByteArrayInputStream(content), digest, BYTES)) {
            for (int read = in.read(buffer, 0, buffer.length); read >= 0; read = in.read(buffer, 0, buffer.length)) {
                count += read;
            }
        }
        return count;
    }
}
