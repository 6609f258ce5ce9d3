package dev.jimg.archive;

import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an archive once, from its first byte to its last: hashes and keeps every file, and measures plain layers. */
final class ArchiveIntake {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Pattern BLOB = Pattern.compile("blobs/(sha256|sha512)/([0-9a-f]+)");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private final Spool spool;
    private final LayerWatch.Factory watches;
    private final ItemProgress progress;
    private final Cancellation cancellation;
    private final ArchiveFiles files = new ArchiveFiles();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private ArchiveIntake(Spool spool, LayerWatch.Factory watches, ItemProgress progress, Cancellation cancellation) {
        this.spool = spool;
        this.watches = watches;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /** @param in the archive, packed or not; read to its end, not closed */
    static ArchiveFiles read(InputStream in, Spool spool, LayerWatch.Factory watches, ItemProgress progress,
            Cancellation cancellation) throws IOException {
        ArchiveIntake intake = new ArchiveIntake(spool, watches, progress, cancellation);
        try (LayerStream tar = LayerStream.open(new Unclosed(in), LayerLimits.SPOOLED)) {
            intake.takeAll(new TarMembers(tar));
        }
        return intake.files;
    }

    private void takeAll(TarMembers tar) throws IOException {
        Optional<TarMember> next = tar.next();
        while (next.isPresent()) {
            cancellation.check();
            TarMember member = next.get();
            switch (member.kind()) {
                case FILE -> files.add(take(member, tar));
                case LINK -> files.addLink(member.name(), member.target());
                default -> { }
            }
            next = tar.next();
        }
    }

    private ArchivedBlob take(TarMember member, TarMembers tar) throws IOException {
        Optional<Digest> named = digest(member.name());
        // Documents are kept even so: what is here of them is compared by size only, and may be damaged.
        if (member.size() > ManifestDocument.MAX_BYTES && named.isPresent()
                && spool.has(named.get(), member.size())) {
            return here(member, named.get());
        }
        Digest.Algorithm algorithm = named.map(Digest::algorithm).orElse(Digest.Algorithm.SHA256);
        Spool.Draft draft = spool.begin(algorithm);
        LayerWatch watch = watches.get();
        LayerScan scan = new LayerScan(watch);
        long done = 0;
        for (int read = tar.read(buffer); read > 0; read = tar.read(buffer)) {
            cancellation.check();
            draft.write(buffer, 0, read);
            scan.feed(buffer, read);
            done += read;
            if (scan.mayBeLayer()) {
                progress.at(item(member.name()), done, member.size());
            }
        }
        Digest digest = draft.finish();
        Optional<LayerMeasurement> measured = algorithm != Digest.Algorithm.SHA256 ? Optional.empty()
                : scan.unpackedSize().map(size -> new LayerMeasurement(new DiffId(digest), member.size(), size));
        measured.ifPresent(watch::ended);
        return new ArchivedBlob(member.name(), digest, member.size(), scan.compression(), measured,
                Optional.of(draft));
    }

    private ArchivedBlob here(TarMember member, Digest digest) throws IOException {
        progress.at(item(member.name()), member.size(), member.size());
        try (InputStream in = spool.open(digest)) {
            byte[] head = in.readNBytes(Compression.MAGIC_BYTES);
            return new ArchivedBlob(member.name(), digest, member.size(), Compression.of(head, head.length),
                    Optional.empty(), Optional.empty());
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

    /** Leaves the stream to whoever opened it. */
    private static final class Unclosed extends InputStream {

        private final InputStream in;

        Unclosed(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }
    }
}
