package dev.jimg.testing;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** One layer: a tar, perhaps compressed. {@code diffId} is the digest of the tar itself. */
public record LayerFixture(Content content, Compression compression, String diffId) {

    /** How a layer's tar is packed, and how the two families of media types say so. */
    public enum Compression {
        NONE("application/vnd.oci.image.layer.v1.tar", "application/vnd.docker.image.rootfs.diff.tar"),
        GZIP("application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.docker.image.rootfs.diff.tar.gzip"),
        ZSTD("application/vnd.oci.image.layer.v1.tar+zstd", "application/vnd.docker.image.rootfs.diff.tar.zstd");

        final String oci;
        final String docker;

        Compression(String oci, String docker) {
            this.oci = oci;
            this.docker = docker;
        }

        private OutputStream wrap(OutputStream out) throws IOException {
            return switch (this) {
                case NONE -> out;
                case GZIP -> new GZIPOutputStream(out);
                case ZSTD -> new ZstdOutputStream(out);
            };
        }
    }

    /** Writes the entries of a layer. */
    @FunctionalInterface
    public interface Entries {
        void writeTo(Tar tar) throws IOException;
    }

    public static LayerFixture gzip(Entries entries) {
        return of(Compression.GZIP, entries);
    }

    public static LayerFixture of(Compression compression, Entries entries) {
        Path tar = Content.newFile();
        Path packed = compression == Compression.NONE ? tar : Content.newFile();
        try {
            try (TarArchiveOutputStream out = new TarArchiveOutputStream(output(tar), "UTF-8")) {
                out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                entries.writeTo(new Tar(out));
            }
            String diffId = Content.digestOf(Files.newInputStream(tar));
            if (compression != Compression.NONE) {
                try (OutputStream out = compression.wrap(output(packed))) {
                    Files.copy(tar, out);
                }
                Files.delete(tar);
            }
            return new LayerFixture(Content.of(compression.oci, packed), compression, diffId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A layer with one file of random bytes, the same for the same seed, which no compression makes smaller. */
    public static LayerFixture random(Compression compression, long seed, long size) {
        return of(compression, tar -> tar.noise("data/random-" + seed, seed, size));
    }

    /** A gzipped tar that is there already; the file stays where it is. */
    public static LayerFixture ofGzip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String diffId = Content.digestOf(new GZIPInputStream(in, 1 << 16));
            return new LayerFixture(Content.of(Compression.GZIP.oci, file), Compression.GZIP, diffId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream output(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /** The entries of a tar, in the words of a file system. Every time is the epoch, so that digests repeat. */
    public static final class Tar {
        private final TarArchiveOutputStream out;

        private Tar(TarArchiveOutputStream out) {
            this.out = out;
        }

        public Tar directory(String name) throws IOException {
            return add(new TarArchiveEntry(name + "/"), 0755, 0, InputStream.nullInputStream());
        }

        public Tar file(String name, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return file(name, bytes.length, new ByteArrayInputStream(bytes));
        }

        public Tar file(String name, long size, InputStream content) throws IOException {
            return add(new TarArchiveEntry(name), 0644, size, content);
        }

        /** A file of random bytes, the same for the same seed. */
        public Tar noise(String name, long seed, long size) throws IOException {
            return file(name, size, new RandomBytes(seed, size));
        }

        public Tar program(String name, Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return add(new TarArchiveEntry(name), 0755, Files.size(file), in);
            }
        }

        public Tar symlink(String name, String target) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(target);
            return add(entry, 0777, 0, InputStream.nullInputStream());
        }

        public Tar hardLink(String name, String target) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
            entry.setLinkName(target);
            return add(entry, 0644, 0, InputStream.nullInputStream());
        }

        /** Removes what lower layers have at this path (OCI image-spec, layer.md, "Whiteouts"). */
        public Tar whiteout(String directory, String name) throws IOException {
            return file(directory + "/.wh." + name, "");
        }

        private Tar add(TarArchiveEntry entry, int mode, long size, InputStream content) throws IOException {
            entry.setMode(mode);
            entry.setModTime(0);
            entry.setSize(size);
            out.putArchiveEntry(entry);
            content.transferTo(out);
            out.closeArchiveEntry();
            return this;
        }
    }

    /** Seeded random bytes, made as they are read. */
    private static final class RandomBytes extends InputStream {
        private final Random random;
        private long left;

        RandomBytes(long seed, long size) {
            this.random = new Random(seed);
            this.left = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (left == 0) {
                return -1;
            }
            byte[] bytes = new byte[(int) Math.min(left, length)];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, buffer, from, bytes.length);
            left -= bytes.length;
            return bytes.length;
        }
    }
}
