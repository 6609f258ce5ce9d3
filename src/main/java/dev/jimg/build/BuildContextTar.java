package dev.jimg.build;

import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A build context directory as the tar that engines take ({@code POST /build}).
 *
 * <p>Entries come in the order of their names, with modes, times, links and hard links as they are, and owned by root
 * as docker sends them. Nothing is followed out of the directory: a link is sent as a link.
 */
public final class BuildContextTar {

    private static final int BUFFER_BYTES = 128 * 1024;

    private final TarArchiveOutputStream tar;
    private final ProgressSink progress;
    private final Cancellation cancellation;
    private final Map<String, String> firstNames = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private BuildContextTar(OutputStream out, ProgressSink progress, Cancellation cancellation) {
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        this.progress = progress;
        this.cancellation = cancellation;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /**
     * Writes the whole tar and leaves {@code out} open.
     *
     * @param ignore what stays away; files that the engine needs are named by {@link DockerIgnore#keeping}
     * @param progress hears the bytes written, of an unknown total
     * @throws BuildException DISK if a file cannot be read or changes while it is
     * @throws IOException what {@code out} throws
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    public static void write(Path directory, DockerIgnore ignore, OutputStream out, ProgressSink progress,
            Cancellation cancellation) throws IOException {
        BuildContextTar writer = new BuildContextTar(out, progress, cancellation);
        ContextWalk.walk(directory, ignore, writer::add);
        writer.tar.finish();
        writer.tar.flush();
    }

    private void add(String path, Path file, FileFacts facts) throws IOException {
        cancellation.check();
        String first = facts.isFile() && facts.links() > 1
                ? firstNames.putIfAbsent(facts.device() + ":" + facts.inode(), path) : null;
        TarArchiveEntry entry = first == null ? entry(path, file, facts) : hardLink(path, first);
        entry.setMode(facts.mode());
        // Whole seconds, as docker sends them: a fraction costs each file a header more.
        entry.setModTime(FileTime.from(facts.modified().to(TimeUnit.SECONDS), TimeUnit.SECONDS));
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
        if (entry.isFile() && first == null && facts.isFile()) {
            copy(file, facts.size());
        }
        tar.closeArchiveEntry();
        progress.at(tar.getBytesWritten(), -1);
    }

    private static TarArchiveEntry entry(String path, Path file, FileFacts facts) {
        return switch (facts.type()) {
            case DIRECTORY -> new TarArchiveEntry(path + "/", TarConstants.LF_DIR);
            case SYMLINK -> symlink(path, file);
            case FIFO -> new TarArchiveEntry(path, TarConstants.LF_FIFO);
            case CHARACTER_DEVICE -> device(new TarArchiveEntry(path, TarConstants.LF_CHR), facts);
            case BLOCK_DEVICE -> device(new TarArchiveEntry(path, TarConstants.LF_BLK), facts);
            default -> {
                TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
                entry.setSize(facts.size());
                yield entry;
            }
        };
    }

    private static TarArchiveEntry symlink(String path, Path file) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        try {
            entry.setLinkName(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
        return entry;
    }

    private static TarArchiveEntry hardLink(String path, String first) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_LINK);
        entry.setLinkName(first);
        return entry;
    }

    private static TarArchiveEntry device(TarArchiveEntry entry, FileFacts facts) {
        entry.setDevMajor(facts.major());
        entry.setDevMinor(facts.minor());
        return entry;
    }

    /** Exactly as many bytes as the header promised: a file that grows is cut, one that shrinks is an error. */
    private void copy(Path file, long size) throws IOException {
        try (InputStream in = open(file)) {
            for (long left = size; left > 0; ) {
                cancellation.check();
                int read = read(in, file, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw FileFacts.unreadable(file, new IOException("it became shorter while it was read"));
                }
                tar.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
    }

    private int read(InputStream in, Path file, int length) {
        try {
            return in.read(buffer, 0, length);
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
    }
}
