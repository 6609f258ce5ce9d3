package dev.jimg.fuzz;

import com.github.luben.zstd.Zstd;
import dev.jimg.archive.ArchiveException;
import dev.jimg.archive.LayerMeasure;
import dev.jimg.archive.LayerWatch;
import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Layers packed with gzip, zstd, xz and bzip2, whose packed bytes are damaged. */
final class PackedLine implements FuzzLine {

    private final List<byte[]> packed = seeds();
    private final Mutation inputs = Mutation.of(packed, List.of("\0", "\u001f\u008b\u0008", "PK", "\u00fd7zXZ", "BZh9"));

    /** Wraps a stream into one that packs. */
    @FunctionalInterface
    private interface Packer {
        OutputStream wrap(OutputStream out) throws IOException;
    }

    private static List<byte[]> seeds() {
        byte[] tar = new RawTar().file("a", "abc".repeat(500)).file("b", new byte[3000]).end();
        try {
            return List.of(pack(tar, GZIPOutputStream::new), Zstd.compress(tar),
                    pack(tar, out -> new XZOutputStream(out, new LZMA2Options(0))),
                    pack(tar, out -> new BZip2CompressorOutputStream(out, 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pack(byte[] bytes, Packer packer) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OutputStream out = packer.wrap(all)) {
            out.write(bytes);
        }
        return all.toByteArray();
    }

    @Override
    public String name() {
        return "packed layers";
    }

    @Override
    public byte[] make(Random random) {
        return inputs.make(random);
    }

    @Override
    public void feed(byte[] input) throws IOException {
        LayerMeasure.measure(new ByteArrayInputStream(input), input.length, Digest.Algorithm.SHA256, LayerWatch.NONE,
                (done, total) -> { }, Cancellation.none());
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ArchiveException.class);
    }
}
