package dev.jimg.archive;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.VerificationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Writes archives of images, deterministically: the same images give the same bytes, wherever they go.
 *
 * <p>All sizes are known before the first byte, and so is the place of every part. A pipe gets the parts one after the
 * other; into a file {@link #runners} write them side by side, because unpacking layers is what takes the time. No
 * bytes go out that are not those the image promises: a damaged layer ends the archive before its end.
 */
public final class ArchiveWriter {

    private static final int BLOCK = 512;
    private static final int BUFFER_BYTES = 256 * 1024;

    private final List<ArchivePart> parts;
    private final long[] offsets;
    private final ItemProgress progress;
    private final Cancellation cancellation;

    private ArchiveWriter(List<ArchivePart> parts, ItemProgress progress, Cancellation cancellation) {
        this.parts = List.copyOf(parts);
        this.offsets = offsets(parts);
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** Docker's form: layers unpacked, an OCI image layout as well as a {@code manifest.json}. */
    public static ArchiveWriter docker(List<SavedImage> images, BlobSource source, ItemProgress progress,
            Cancellation cancellation) {
        return new ArchiveWriter(ArchiveLayout.docker(images, source), progress, cancellation);
    }

    /** An OCI image layout: manifests and layers as they are kept. */
    public static ArchiveWriter oci(List<SavedImage> images, BlobSource source, ItemProgress progress,
            Cancellation cancellation) {
        return new ArchiveWriter(ArchiveLayout.oci(images, source), progress, cancellation);
    }

    /** Bytes of the whole archive. */
    public long size() {
        return offsets[parts.size()] + 2L * BLOCK;
    }

    /**
     * Writes it to a pipe.
     *
     * @throws ArchiveException or VerificationException for a damaged blob; other IOExceptions are those of {@code out}
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    public void writeTo(OutputStream out) throws IOException {
        for (ArchivePart part : parts) {
            write(part, out);
        }
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    /**
     * Work that writes it to an empty file, each piece for a thread of its own; when all have run, it is complete. What
     * they throw is as for {@link #writeTo}, IOExceptions as UncheckedIOException.
     *
     * @param count pieces at most
     * @param wrote hears of the bytes that were written, from all threads
     */
    public List<Runnable> runners(FileChannel file, int count, LongConsumer wrote) {
        // The largest first: it is the one that would be waited for at the end.
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> parts.get(i).size()).reversed());
        AtomicInteger next = new AtomicInteger();
        Runnable runner = () -> {
            try {
                for (int i = next.getAndIncrement(); i < order.size(); i = next.getAndIncrement()) {
                    int part = order.get(i);
                    write(parts.get(part), new Positioned(file, offsets[part], wrote));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        List<Runnable> runners = new ArrayList<>();
        for (int i = 0; i < Math.min(count, parts.size()); i++) {
            runners.add(runner);
        }
        runners.set(0, () -> {
            try {
                new Positioned(file, offsets[parts.size()], wrote).write(new byte[2 * BLOCK]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            runner.run();
        });
        return List.copyOf(runners);
    }

    private void write(ArchivePart part, OutputStream out) throws IOException {
        cancellation.check();
        out.write(header(part));
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER_BYTES, part.size()))];
        long done = 0;
        try (InputStream in = part.content().open()) {
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                cancellation.check();
                out.write(buffer, 0, read);
                done += read;
                if (part.item().isPresent()) {
                    progress.at(part.item().get(), done, part.size());
                }
            }
        }
        if (done != part.size()) {
            throw new ArchiveException("the bytes of " + part.name() + " are not as many as they should be");
        }
        out.write(new byte[padding(done)]);
    }

    /** What reading throws is told apart from what writing throws. */
    private static int read(InputStream in, byte[] buffer) throws ArchiveException, VerificationException {
        try {
            return in.read(buffer);
        } catch (ArchiveException | VerificationException e) {
            throw e;
        } catch (IOException e) {
            throw new ArchiveException("a blob cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Owner 0:0 and the epoch, so that the same image gives the same bytes; sizes above 8 GiB as GNU writes them. */
    private static byte[] header(ArchivePart part) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(part.name(),
                part.name().endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
        entry.setSize(part.size());
        entry.setMode(part.name().endsWith("/") ? 0755 : 0644);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        byte[] header = new byte[BLOCK];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding(StandardCharsets.UTF_8.name()), true);
        return header;
    }

    private static long[] offsets(List<ArchivePart> parts) {
        long[] offsets = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            long size = parts.get(i).size();
            offsets[i + 1] = offsets[i] + BLOCK + size + padding(size);
        }
        return offsets;
    }

    private static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** Writes from a place in a file on. */
    private static final class Positioned extends OutputStream {

        private final FileChannel file;
        private final LongConsumer wrote;
        private long position;

        Positioned(FileChannel file, long position, LongConsumer wrote) {
            this.file = file;
            this.wrote = wrote;
            this.position = position;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer view = ByteBuffer.wrap(bytes, offset, length);
            while (view.hasRemaining()) {
                position += file.write(view, position);
            }
            wrote.accept(length);
        }
    }
}
