package dev.jimg.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The entries of a tar, one after the other, from a stream that cannot go back.
 *
 * <p>Not commons-compress's: that one collects long names and PAX headers of any size in memory, and unpacks sparse
 * files to whatever size they claim. Here headers are bounded, and sparse files, which no writer of images makes, are
 * refused.
 */
final class TarMembers {

    private static final int BLOCK = 512;
    private static final int MAX_EXTENDED_BYTES = 1 << 20;
    /** Some ten thousand layers, as docker wrote them before 25; each entry costs a file while it is read. */
    private static final int MAX_MEMBERS = 50_000;
    private static final long MAX_NAME_BYTES = 32 << 20;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final PaxFields global = new PaxFields();
    private PaxFields pax = new PaxFields();
    private String longName;
    private String longLink;
    private long left;
    private int padding;
    private int members;
    private long nameBytes;

    TarMembers(InputStream in) {
        this.in = in;
    }

    /**
     * Goes to the next entry, over what is left of the one before. At the end of the tar the stream is read to its own
     * end, so that what packs it is verified and what fills a pipe is not cut off.
     *
     * @return empty at the end
     */
    Optional<TarMember> next() throws IOException {
        while (true) {
            skip(left + padding);
            left = 0;
            padding = 0;
            int read = in.readNBytes(block, 0, BLOCK);
            if (read == 0 && members > 0 || read == BLOCK && TarHeader.isZero(block)) {
                in.transferTo(OutputStream.nullOutputStream());
                return Optional.empty();
            }
            if (read < BLOCK) {
                throw members == 0 ? new ArchiveException("it is no tar") : cutOff();
            }
            TarHeader header = TarHeader.read(block);
            members++;
            if (members > MAX_MEMBERS) {
                throw new ArchiveException("it has more than " + MAX_MEMBERS + " entries");
            }
            if (header.isExtended()) {
                extend(header);
            } else {
                return Optional.of(member(header));
            }
        }
    }

    /** The next bytes of the entry's content, as many as fit; 0 at its end. */
    int read(byte[] buffer) throws IOException {
        int wanted = (int) Math.min(buffer.length, left);
        if (in.readNBytes(buffer, 0, wanted) < wanted) {
            throw cutOff();
        }
        left -= wanted;
        return wanted;
    }

    private void extend(TarHeader header) throws IOException {
        if (header.size() > MAX_EXTENDED_BYTES) {
            throw new ArchiveException("a tar header of " + header.size() + " bytes is more than the "
                    + MAX_EXTENDED_BYTES + " allowed");
        }
        byte[] content = in.readNBytes((int) header.size());
        if (content.length < header.size()) {
            throw cutOff();
        }
        expect(header.size());
        left = 0;
        switch (header.type()) {
            case TarHeader.LONG_NAME -> longName = TarHeader.text(content);
            case TarHeader.LONG_LINK -> longLink = TarHeader.text(content);
            case TarHeader.PAX_GLOBAL -> global.read(content);
            default -> pax.read(content);
        }
    }

    private TarMember member(TarHeader header) throws ArchiveException {
        PaxFields fields = pax.over(global);
        if (header.isOldSparse() || fields.realSize().isPresent()) {
            throw new ArchiveException("a file in it is stored sparse, which no image is");
        }
        String raw = fields.path().orElse(longName != null ? longName : header.name());
        String link = fields.linkPath().orElse(longLink != null ? longLink : header.linkName());
        nameBytes += raw.length() + link.length();
        if (nameBytes > MAX_NAME_BYTES) {
            throw new ArchiveException("the names in it take more than " + MAX_NAME_BYTES + " bytes");
        }
        expect(header.hasContent() ? fields.size().orElse(header.size()) : 0);
        pax = new PaxFields();
        longName = null;
        longLink = null;
        String name = MemberPath.clean(raw);
        return switch (header.type()) {
            case '1' -> new TarMember(name, TarMember.Kind.LINK, 0, MemberPath.clean(link));
            case '2' -> new TarMember(name, TarMember.Kind.LINK, 0, MemberPath.linkTarget(name, link));
            case '5' -> new TarMember(name, TarMember.Kind.DIRECTORY, 0, "");
            default -> new TarMember(name, header.isFile() ? TarMember.Kind.FILE : TarMember.Kind.OTHER, left, "");
        };
    }

    private void expect(long size) throws ArchiveException {
        if (size < 0 || size > 1L << 50) {
            throw new ArchiveException("a tar header has a size that is out of range");
        }
        left = size;
        padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private void skip(long bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw cutOff();
        }
    }

    private static ArchiveException cutOff() {
        return new ArchiveException("the tar is cut off", new EOFException());
    }
}
