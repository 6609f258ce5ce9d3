package dev.jimg.bench.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;

/** 16 MB of the Java runtime's own classes, deflated as layers mostly are. */
final class PackedClasses {

    static final int BYTES = 16_000_000;
    private static final int LEVEL = 6;
    private static final int SKIPPED_BYTES = 20_000_000;

    private PackedClasses() {}

    static byte[] make() {
        try (InputStream classes = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            classes.skipNBytes(SKIPPED_BYTES);
            byte[] packed = new byte[2 * BYTES];
            Deflater deflater = new Deflater(LEVEL, true);
            deflater.setInput(classes.readNBytes(BYTES));
            deflater.finish();
            int length = deflater.deflate(packed);
            deflater.end();
            return Arrays.copyOf(packed, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
