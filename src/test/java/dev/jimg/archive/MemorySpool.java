package dev.jimg.archive;

import dev.jimg.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Keeps an archive's files in memory. */
final class MemorySpool implements Spool {

    final Map<Digest, byte[]> here = new HashMap<>();
    int drafts;

    @Override
    public boolean has(Digest blob, long size) {
        return here.containsKey(blob) && here.get(blob).length == size;
    }

    @Override
    public InputStream open(Digest blob) {
        return new ByteArrayInputStream(here.get(blob));
    }

    @Override
    public Draft begin(Digest.Algorithm algorithm) {
        drafts++;
        return new Draft() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public void write(byte[] source, int offset, int length) {
                bytes.write(source, offset, length);
            }

            @Override
            public Digest finish() {
                return Digest.of(algorithm, algorithm.newHash().digest(bytes.toByteArray()));
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes.toByteArray());
            }
        };
    }
}
