package dev.jimg.archive;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes the tar of a layer on while it is made, and tells then what a pass over it would tell. */
public final class LayerMeter extends FilterOutputStream {

    private final MessageDigest hash = Digest.Algorithm.SHA256.newHash();
    private final TarScan scan = new TarScan();
    private long size;

    public LayerMeter(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** @throws ArchiveException if it is no tar */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hash.update(bytes, offset, length);
        size += length;
        scan.feed(bytes, offset, length);
    }

    /** To be asked once, when all was written. */
    public LayerMeasurement measurement() throws ArchiveException {
        return new LayerMeasurement(new DiffId(Digest.of(Digest.Algorithm.SHA256, hash.digest())), size,
                scan.finish());
    }
}
