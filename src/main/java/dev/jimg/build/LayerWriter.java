package dev.jimg.build;

import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarWriter;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a {@link LayerPlan} as the tar of a layer, the same bytes for the same plan.
 *
 * <p>First, in the order of their names, all that is here; then what comes out of other tars, in the order in which it
 * lies there, so that each is read once and nothing is kept; last the hard links, whose files are there by then.
 */
final class LayerWriter {

    private final TarWriter tar;
    private final ContentDigests digests;
    private final Cancellation cancellation;

    LayerWriter(OutputStream out, ContentDigests digests, Cancellation cancellation) {
        this.tar = new TarWriter(out);
        this.digests = digests;
        this.cancellation = cancellation;
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
        Map<TarSource, TreeMap<Integer, List<String>>> members = new LinkedHashMap<>();
        for (Map.Entry<String, FileNode> entry : plan.entries().entrySet()) {
            String path = entry.getKey();
            FileNode node = entry.getValue();
            String first = node.content().isPresent() ? firstNames.putIfAbsent(node, path) : null;
            if (first != null) {
                hardLinks.put(path, first);
            } else if (node.content().orElse(null) instanceof FileContent.Member member) {
                members.computeIfAbsent(member.tar(), t -> new TreeMap<>())
                        .computeIfAbsent(member.number(), n -> new ArrayList<>()).add(path);
            } else {
                add(path, node);
            }
        }
        for (Map.Entry<TarSource, TreeMap<Integer, List<String>>> source : members.entrySet()) {
            addMembers(source.getKey(), source.getValue(), plan);
        }
        for (Map.Entry<String, String> link : hardLinks.entrySet()) {
            FileNode.Facts facts = plan.entries().get(link.getKey()).facts();
            tar.put(new TarEntry(link.getKey(), TarEntry.Type.HARD_LINK, facts.mode(), facts.uid(), facts.gid(), 0,
                    facts.modified(), 0, link.getValue(), 0, 0, facts.attributes(), List.of()));
        }
        tar.close();
    }

    private void add(String path, FileNode node) throws IOException {
        cancellation.check();
        TarEntry entry = node.facts().entry(node.isDirectory() ? path + "/" : path);
        FileContent content = node.content().orElse(null);
        if (content instanceof FileContent.Local local) {
            addLocal(entry, local);
        } else if (content instanceof FileContent.Inline inline) {
            tar.put(entry.withSize(inline.size()), new ByteArrayInputStream(inline.bytes()));
        } else {
            tar.put(entry);
        }
    }

    private void addLocal(TarEntry entry, FileContent.Local local) throws IOException {
        Path file = local.file();
        DigestInputStream in;
        try {
            in = new DigestInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS),
                    Digest.Algorithm.SHA256.newHash());
        } catch (IOException e) {
            throw FileFacts.unreadable(file, e);
        }
        try (in) {
            tar.put(entry.withSize(local.size()), cancellable(in));
        } catch (EOFException e) {
            throw ContentDigests.changed(file);
        }
        digests.confirm(file, Digest.of(Digest.Algorithm.SHA256, in.getMessageDigest().digest()));
    }

    /** Each pass writes every member once; a file that is wanted under two names, not linked, takes two. */
    private void addMembers(TarSource source, TreeMap<Integer, List<String>> wanted, LayerPlan plan)
            throws IOException {
        int passes = wanted.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < passes; i++) {
            int pass = i;
            source.forEach((number, entry, content) -> {
                List<String> paths = wanted.getOrDefault(number, List.of());
                if (pass < paths.size()) {
                    String path = paths.get(pass);
                    tar.put(plan.entries().get(path).facts().entry(path).withSize(entry.size()), cancellable(content));
                }
            });
        }
    }

    private InputStream cancellable(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                cancellation.check();
                return in.read(buffer, offset, length);
            }
        };
    }
}
