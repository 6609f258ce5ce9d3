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
    private final LayerWatch watch;
    private final TarFeed tar;

    /** @param watch sees what this one does */
    TarScan(LayerWatch watch) {
        this.watch = watch;
        this.tar = new TarFeed(watch == LayerWatch.NONE ? this::count : new Watched());
    }

    /** The next bytes of the tar. */
    void feed(byte[] bytes, int offset, int length) throws ArchiveException {
        try {
            tar.feed(bytes, offset, length);
        } catch (TarException e) {
            sizes.close();
            throw new ArchiveException(e.getMessage(), e);
        }
    }

    /**
     * The sum of the sizes. To be asked at the end.
     *
     * @throws ArchiveException if the tar ends in the middle of an entry
     */
    long finish() throws ArchiveException {
        try (sizes) {
            tar.finish();
        } catch (TarException e) {
            throw new ArchiveException(e.getMessage(), e);
        }
        return sizes.sum();
    }

    private void count(Header header, Extensions extensions) throws TarException {
        sizes.put(extensions.name(header), Math.min(counted(header, extensions), Header.MAX_ENTRY_BYTES));
    }

    private static long counted(Header header, Extensions extensions) throws TarException {
        if (header.isFile()) {
            Optional<Long> real = extensions.realSize();
            return real.isPresent() ? real.get()
                    : header.isOldSparse() ? header.sparseRealSize() : extensions.storedSize(header);
        }
        return header.isSymlink() ? extensions.linkName(header).length() : 0;
    }

    private final class Watched implements TarFeed.Visitor {

        @Override
        public void entry(Header header, Extensions extensions) throws TarException {
            count(header, extensions);
            watch.entry(header, extensions);
        }

        @Override
        public void sparseMap(byte[] block) {
            watch.sparseMap(block);
        }

        @Override
        public void content(byte[] bytes, int offset, int length) {
            watch.content(bytes, offset, length);
        }

        @Override
        public void end() {
            watch.end();
        }
    }
}
