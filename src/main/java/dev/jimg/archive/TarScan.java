package dev.jimg.archive;

import dev.jimg.tar.Extensions;
import dev.jimg.tar.Header;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarFeed;
import java.util.Optional;

/**
 * Finds in a tar, as its bytes pass by, how large its files are: regular files with their whole (not their sparse)
 * size, symbolic links with the length of their target, everything else nothing; a path that comes twice counts as it
 * came last. That is what docker shows as a layer's size.
 */
final class TarScan {

    private final PathSizes sizes = new PathSizes();
    private final TarFeed tar = new TarFeed((header, extensions) -> sizes.put(extensions.name(header),
            Math.min(counted(header, extensions), Header.MAX_ENTRY_BYTES)));

    /** The next bytes of the tar. */
    void feed(byte[] bytes, int offset, int length) throws ArchiveException {
        try {
            tar.feed(bytes, offset, length);
        } catch (TarException e) {
            throw new ArchiveException(e.getMessage(), e);
        }
    }

    /**
     * The sum of the sizes. To be asked at the end.
     *
     * @throws ArchiveException if the tar ends in the middle of an entry
     */
    long finish() throws ArchiveException {
        try {
            tar.finish();
        } catch (TarException e) {
            throw new ArchiveException(e.getMessage(), e);
        }
        return sizes.sum();
    }

    private static long counted(Header header, Extensions extensions) throws TarException {
        if (header.isFile()) {
            Optional<Long> real = extensions.realSize();
            return real.isPresent() ? real.get()
                    : header.isOldSparse() ? header.sparseRealSize() : extensions.storedSize(header);
        }
        return header.isSymlink() ? extensions.linkName(header).length() : 0;
    }
}
