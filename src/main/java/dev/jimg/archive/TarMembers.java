package dev.jimg.archive;

import dev.jimg.tar.Extensions;
import dev.jimg.tar.Header;
import dev.jimg.tar.TarException;
import dev.jimg.transfer.Cancellation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The entries of a tar, one after the other, from a stream that cannot go back.
 *
 * <p>Not commons-compress's: that one collects long names and PAX headers of any size in memory, and unpacks sparse
 * files to whatever size they claim. Here headers are bounded, and sparse files, which no writer of images makes, are
 * refused.
 */
final class TarMembers {

    /** Some ten thousand layers, as docker wrote them before 25; each entry costs a file while it is read. */
    private static final int MAX_MEMBERS = 50_000;
    private static final long MAX_NAME_BYTES = 32 << 20;

    private final InputStream in;
    private final Cancellation cancellation;
    private final byte[] block = new byte[Header.BLOCK];
    private final Extensions extensions = new Extensions();
    private long left;
    private int padding;
    private int members;
    private long nameBytes;

    /** @param cancellation heard at every header, also of those that only say something of the next one */
    TarMembers(InputStream in, Cancellation cancellation) {
        this.in = in;
        this.cancellation = cancellation;
    }

    /**
     * Goes to the next entry, over what is left of the one before. What follows the end of the tar is left in the stream.
     *
     * @return empty at the end
     */
    Optional<TarMember> next() throws IOException {
        try {
            return nextMember();
        } catch (TarException e) {
            throw new ArchiveException(e.getMessage(), e);
        }
    }

    private Optional<TarMember> nextMember() throws IOException {
        while (true) {
            cancellation.check();
            skip(left + padding);
            left = 0;
            padding = 0;
            int read = in.readNBytes(block, 0, Header.BLOCK);
            if (read == 0 && members > 0 || read == Header.BLOCK && Header.isZero(block)) {
                return Optional.empty();
            }
            if (read < Header.BLOCK) {
                throw members == 0 ? new ArchiveException("it is no tar") : cutOff();
            }
            Header header = new Header(block);
            members++;
            if (members > MAX_MEMBERS) {
                throw new ArchiveException("it has more than " + MAX_MEMBERS + " entries");
            }
            if (Extensions.isOne(header)) {
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

    private void extend(Header header) throws IOException {
        int size = Extensions.size(header);
        byte[] content = in.readNBytes(size);
        if (content.length < size) {
            throw cutOff();
        }
        extensions.add(header.type(), content);
        padding = Header.padding(size);
    }

    private TarMember member(Header header) throws IOException {
        if (header.isOldSparse() || extensions.realSize().isPresent()) {
            throw new ArchiveException("a file in it is stored sparse, which no image is");
        }
        String raw = extensions.name(header);
        String link = extensions.linkName(header);
        nameBytes += raw.length() + link.length();
        if (nameBytes > MAX_NAME_BYTES) {
            throw new ArchiveException("the names in it take more than " + MAX_NAME_BYTES + " bytes");
        }
        left = extensions.storedSize(header);
        padding = Header.padding(left);
        extensions.clear();
        String name = MemberPath.clean(raw);
        return switch (header.type()) {
            case '1' -> new TarMember(name, TarMember.Kind.LINK, 0, MemberPath.clean(link));
            case '2' -> new TarMember(name, TarMember.Kind.LINK, 0, MemberPath.linkTarget(name, link));
            case '5' -> new TarMember(name, TarMember.Kind.DIRECTORY, 0, "");
            default -> new TarMember(name, header.isFile() ? TarMember.Kind.FILE : TarMember.Kind.OTHER, left, "");
        };
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
