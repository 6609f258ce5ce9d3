package dev.jimg.tar;

/**
 * Turns what a {@link TarFeed} sees into the entries that {@link TarReader} would read, the labels of volumes left out.
 * Not thread-safe.
 */
public final class EntryFeed implements TarFeed.Visitor {

    private final Visitor visitor;
    private EntryParts parts;
    private SparseMap map;
    private long left;
    private boolean told;

    /** Is told of each entry, then of its content, piece by piece, then of its end. */
    public interface Visitor {

        void entry(TarEntry entry) throws TarException;

        /** The next stored bytes of a file: of a sparse one, those of its segments. They hold only during this call. */
        void content(byte[] bytes, int offset, int length) throws TarException;

        void end() throws TarException;
    }

    public EntryFeed(Visitor visitor) {
        this.visitor = visitor;
    }

    /** @throws TarException if the entry is damaged or of an unknown type */
    @Override
    public void entry(Header header, Extensions extensions) throws TarException {
        told = false;
        parts = header.type() == 'V' ? null : new EntryParts(header, extensions);
        if (parts != null) {
            left = parts.stored();
            map = parts.mapFollows() ? new SparseMap() : null;
            if (map == null && !(header.isOldSparse() && header.moreSparse())) {
                tell();
            }
        }
    }

    @Override
    public void sparseMap(byte[] block) throws TarException {
        if (parts != null) {
            parts.addAll(Header.extensionSegments(block));
            if (!Header.extensionMoreSparse(block)) {
                tell();
            }
        }
    }

    @Override
    public void content(byte[] bytes, int offset, int length) throws TarException {
        if (parts == null) {
            return;
        }
        int used = map == null || told ? 0 : map.feed(bytes, offset, length);
        left -= used;
        if (map != null && !told && map.ended()) {
            parts.addAll(map.segments());
            tell();
        }
        if (used < length && left > 0) {
            visitor.content(bytes, offset + used, length - used);
        }
    }

    @Override
    public void end() throws TarException {
        if (parts == null) {
            return;
        }
        if (!told) {
            throw new TarException("damaged tar (the map of a sparse file)");
        }
        visitor.end();
    }

    private void tell() throws TarException {
        told = true;
        visitor.entry(parts.entry(left));
    }
}
