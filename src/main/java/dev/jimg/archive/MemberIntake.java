package dev.jimg.archive;

import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one file of an archive in: hashes and keeps it, and measures it where it is a plain layer. */
final class MemberIntake {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Pattern BLOB = Pattern.compile("blobs/(sha256|sha512)/([0-9a-f]+)");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final Spool spool;
    private final LayerWatch.Factory watches;
    private final ItemProgress progress;
    private final Cancellation cancellation;

    /** What all of it needs may be used by several threads at once. */
    MemberIntake(Spool spool, LayerWatch.Factory watches, ItemProgress progress, Cancellation cancellation) {
        this.spool = spool;
        this.watches = watches;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** The bytes of a member. */
    @FunctionalInterface
    interface Content {
        /** As many as fit into the buffer, or as there are; 0 at the end. */
        int read(byte[] buffer) throws IOException;
    }

    /**
     * A file.
     *
     * @param came as it came
     * @param kept as it is kept; the same, or what it was packed to: of what came there are no bytes then
     */
    record Kept(ArchivedBlob came, ArchivedBlob kept) {

        private static Kept asItCame(ArchivedBlob file) {
            return new Kept(file, file);
        }
    }

    /** @param packing of a layer that comes in none and is to be kept in one; NONE for what is kept as it comes */
    Kept take(TarMember member, Content content, Compression packing) throws IOException {
        Optional<ArchivedBlob> here = here(member);
        if (here.isPresent()) {
            return Kept.asItCame(here.get());
        }
        return packing == Compression.NONE ? Kept.asItCame(keep(member, content)) : pack(member, content, packing);
    }

    private ArchivedBlob keep(TarMember member, Content content) throws IOException {
        Digest.Algorithm algorithm = digest(member.name()).map(Digest::algorithm).orElse(Digest.Algorithm.SHA256);
        Spool.Draft draft = spool.begin(algorithm);
        LayerWatch watch = watches.get();
        LayerScan scan = scan(member, content, watch, draft::write);
        Digest digest = draft.finish();
        return new ArchivedBlob(member.name(), digest, member.size(), scan.compression(),
                measured(member, digest, scan, watch), Optional.of(draft));
    }

    /** In one pass. */
    private Kept pack(TarMember member, Content content, Compression packing) throws IOException {
        MessageDigest hash = Digest.Algorithm.SHA256.newHash();
        LayerWatch watch = watches.get();
        try (LayerPacker packer = new LayerPacker(spool.begin(Digest.Algorithm.SHA256), packing)) {
            LayerScan scan = scan(member, content, watch, (bytes, offset, length) -> {
                hash.update(bytes, offset, length);
                packer.write(bytes, offset, length);
            });
            Digest digest = Digest.of(Digest.Algorithm.SHA256, hash.digest());
            ArchivedBlob plain = new ArchivedBlob(member.name(), digest, member.size(), Compression.NONE,
                    measured(member, digest, scan, watch), Optional.empty());
            return new Kept(plain, packer.finish(plain));
        }
    }

    /** Where the bytes go. */
    @FunctionalInterface
    private interface Target {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    private LayerScan scan(TarMember member, Content content, LayerWatch watch, Target target) throws IOException {
        LayerScan scan = new LayerScan(watch);
        byte[] buffer = new byte[(int) Math.max(Compression.MAGIC_BYTES, Math.min(BUFFER_BYTES, member.size()))];
        long done = 0;
        for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
            cancellation.check();
            target.write(buffer, 0, read);
            scan.feed(buffer, read);
            done += read;
            if (scan.mayBeLayer()) {
                progress.at(item(member.name()), done, member.size());
            }
        }
        return scan;
    }

    /** Empty for what has another digest than DiffIDs mostly are: who needs it measures it with theirs. */
    private static Optional<LayerMeasurement> measured(TarMember member, Digest digest, LayerScan scan,
            LayerWatch watch) {
        // Asked in any case: the scan lets go then of what it shares with others.
        Optional<Long> unpacked = scan.unpackedSize();
        Optional<LayerMeasurement> measured = unpacked
                .filter(size -> digest.algorithm() == Digest.Algorithm.SHA256)
                .map(size -> new LayerMeasurement(new DiffId(digest), member.size(), size));
        measured.ifPresent(watch::ended);
        return measured;
    }

    /** Documents are kept even so: what is here of them is compared by size only, and may be damaged. */
    private Optional<ArchivedBlob> here(TarMember member) throws IOException {
        Optional<Digest> named = member.size() > ManifestDocument.MAX_BYTES ? digest(member.name()) : Optional.empty();
        if (named.isEmpty() || !spool.has(named.get(), member.size())) {
            return Optional.empty();
        }
        progress.at(item(member.name()), member.size(), member.size());
        try (InputStream in = spool.open(named.get())) {
            byte[] head = in.readNBytes(Compression.MAGIC_BYTES);
            return Optional.of(new ArchivedBlob(member.name(), named.get(), member.size(),
                    Compression.of(head, head.length), Optional.empty(), Optional.empty()));
        }
    }

    /** The digest that the name claims; it is only compared, never believed. */
    private static Optional<Digest> digest(String name) {
        Matcher matcher = BLOB.matcher(name);
        try {
            return matcher.matches() ? Optional.of(Digest.parse(matcher.group(1) + ":" + matcher.group(2)))
                    : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static String item(String name) {
        Matcher matcher = HEX.matcher(name);
        return matcher.find() ? matcher.group().substring(0, 12) : MemberPath.shown(name);
    }
}
