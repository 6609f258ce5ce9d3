package dev.jimg.build;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a {@link LayerPlan} as the tar of a layer, the same bytes for the same plan.
 *
 * <p>First, in the order of their names, all that is here; then what comes out of other tars, in the order in which it
 * lies there, so that each is read once and nothing is kept; last the hard links, whose files are there by then.
 */
final class LayerWriter {

    private final TarArchiveOutputStream tar;
    private final ContentDigests digests;
    private final Cancellation cancellation;
    private final byte[] buffer = new byte[128 * 1024];
    private long unpackedSize;

    LayerWriter(OutputStream out, ContentDigests digests, Cancellation cancellation) {
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        this.digests = digests;
        this.cancellation = cancellation;
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Bytes of the files, as docker counts them. */
    long unpackedSize() {
        return unpackedSize;
    }

    /**
     * Writes the whole tar and leaves the stream below open.
     *
     * @throws BuildException DISK if a file cannot be read or changed since it was looked at
     * @throws IOException what the stream below throws
     */
    void write(LayerPlan plan) throws IOException {
        Map<FileNode, String> firstNames = new IdentityHashMap<>();
        Map<String, String> hardLinks = new TreeMap<>();
        Map<TarSource, Map<Integer, String>> members = new LinkedHashMap<>();
        for (Map.Entry<String, FileNode> entry : plan.entries().entrySet()) {
            String path = entry.getKey();
            FileNode node = entry.getValue();
            String first = node.content().isPresent() ? firstNames.putIfAbsent(node, path) : null;
            if (first != null) {
                hardLinks.put(path, first);
            } else if (node.content().orElse(null) instanceof FileContent.Member member) {
                members.computeIfAbsent(member.tar(), t -> new TreeMap<>()).put(member.number(), path);
            } else {
                add(path, node);
            }
        }
        for (Map.Entry<TarSource, Map<Integer, String>> source : members.entrySet()) {
            addMembers(source.getKey(), source.getValue(), plan);
        }
        for (Map.Entry<String, String> link : hardLinks.entrySet()) {
            TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_LINK);
            entry.setLinkName(link.getValue());
            put(entry, plan.entries().get(link.getKey()).facts());
            tar.closeArchiveEntry();
        }
        tar.finish();
        tar.flush();
    }

    private void add(String path, FileNode node) throws IOException {
        cancellation.check();
        FileNode.Facts facts = node.facts();
        TarArchiveEntry entry = switch (facts.type()) {
            case DIRECTORY -> new TarArchiveEntry(path + "/", TarConstants.LF_DIR);
            case SYMLINK -> new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
            case FIFO -> new TarArchiveEntry(path, TarConstants.LF_FIFO);
            case CHARACTER_DEVICE -> new TarArchiveEntry(path, TarConstants.LF_CHR);
            case BLOCK_DEVICE -> new TarArchiveEntry(path, TarConstants.LF_BLK);
            default -> new TarArchiveEntry(path, TarConstants.LF_NORMAL);
        };
        entry.setLinkName(facts.link());
        entry.setDevMajor(facts.major());
        entry.setDevMinor(facts.minor());
        FileContent content = node.content().orElse(null);
        if (content != null) {
            entry.setSize(content.size());
            unpackedSize += content.size();
        }
        put(entry, facts);
        if (content instanceof FileContent.Local local) {
            copyLocal(local);
        } else if (content instanceof FileContent.Inline inline) {
            tar.write(inline.bytes());
        }
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveEntry entry, FileNode.Facts facts) throws IOException {
        entry.setMode(facts.mode());
        entry.setModTime(FileTime.from(Instant.ofEpochSecond(facts.modified())));
        entry.setUserId(facts.uid());
        entry.setGroupId(facts.gid());
        facts.attributes().forEach(entry::addPaxHeader);
        tar.putArchiveEntry(entry);
    }

    private void copyLocal(FileContent.Local local) throws IOException {
        Path file = local.file();
        DigestInputStream in;
        try {
            in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS),
                    Digest.Algorithm.SHA256.newHash());
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
        try (in) {
            copy(in, local.size(), file.toString());
            digests.confirm(file, Digest.of(Digest.Algorithm.SHA256, in.getMessageDigest().digest()));
        }
    }

    private void addMembers(TarSource source, Map<Integer, String> wanted, LayerPlan plan) throws IOException {
        source.forEach((number, entry, content) -> {
            String path = wanted.get(number);
            if (path != null) {
                TarArchiveEntry copy = new TarArchiveEntry(path, TarConstants.LF_NORMAL);
                long size = entry.getRealSize();
                copy.setSize(size);
                unpackedSize += size;
                put(copy, plan.entries().get(path).facts());
                copy(content, size, path);
                tar.closeArchiveEntry();
            }
        });
    }

    private void copy(InputStream in, long size, String what) throws IOException {
        for (long left = size; left > 0; ) {
            cancellation.check();
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new BuildException(BuildException.Kind.DISK, "'" + what + "' changed while it was read",
                        "Build again.");
            }
            tar.write(buffer, 0, read);
            left -= read;
        }
    }
}
