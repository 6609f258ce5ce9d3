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
    private final LayerWatch watch;
    private final TarScan scan;
    private long size;

    /** @param watch sees what is in it */
    public LayerMeter(OutputStream out, LayerWatch watch) {
        super(out);
        this.watch = watch;
        this.scan = new TarScan(watch);
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
        LayerMeasurement layer = new LayerMeasurement(
                new DiffId(Digest.of(Digest.Algorithm.SHA256, hash.digest())), size, scan.finish());
        watch.ended(layer);
        return layer;
    }
}
