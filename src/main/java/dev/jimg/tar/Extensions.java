package dev.jimg.tar;

import java.util.Optional;

/**
 * What the headers before an entry say of it: PAX records, of this entry or (global) of all that follow, and GNU's long
 * names. All of it goes before what the entry's own header says.
 *
 * <p>Not thread-safe.
 */
public final class Extensions {

    /** Extended headers beyond it are an attack on memory: no path or attribute is that long. */
    private static final int MAX_BYTES = 1 << 20;

    private final Pax global = new Pax();
    private Pax pax = new Pax(global);
    private String longName;
    private String longLink;

    /** Whether it says something of an entry and is none itself. */
    public static boolean isOne(Header header) {
        return switch (header.type()) {
            case 'L', 'K', 'x', 'X', 'g' -> true;
            default -> false;
        };
    }

    /**
     * Bytes of the content of such a header.
     *
     * @throws TarException if they are too many to be kept in memory
     */
    public static int size(Header header) throws TarException {
        if (header.size() > MAX_BYTES) {
            throw new TarException("a tar header of " + header.size() + " bytes is more than the " + MAX_BYTES
                    + " allowed");
        }
        return (int) header.size();
    }

    /** @throws TarException if the content is damaged, or all of them before one entry take too much memory */
    public void add(char type, byte[] content) throws TarException {
        switch (type) {
            case 'L' -> longName = Header.text(content, 0, content.length);
            case 'K' -> longLink = Header.text(content, 0, content.length);
            case 'g' -> global.read(content);
            default -> pax.read(content);
        }
    }

    /** Goes on to the next entry: of what was said only the global remains. */
    public void clear() {
        pax = new Pax(global);
        longName = null;
        longLink = null;
    }

    /** A byte string. */
    public String name(Header header) {
        return pax.text("GNU.sparse.name").or(() -> pax.text("path"))
                .orElseGet(() -> longName != null ? longName : header.name());
    }

    /** Of links: the target, a byte string. */
    public String linkName(Header header) {
        return pax.text("linkpath").orElseGet(() -> longLink != null ? longLink : header.linkName());
    }

    /** Bytes of the entry's content as it lies in the tar. */
    public long storedSize(Header header) throws TarException {
        long size = pax.number("size").orElse(header.size());
        return header.hasContent() ? Header.bounded(size) : 0;
    }

    /** Bytes of the file once unpacked, where PAX records say that it is stored without its holes. */
    public Optional<Long> realSize() throws TarException {
        Optional<Long> real = pax.number("GNU.sparse.realsize");
        return real.isPresent() ? real : pax.number("GNU.sparse.size");
    }

    /** Seconds since the epoch, rounded down. */
    public long mtime(Header header) throws TarException {
        return time(header)[0];
    }

    /** The seconds of it, and the nanoseconds after them. */
    long[] time(Header header) throws TarException {
        return pax.time("mtime").orElse(new long[] {header.mtime(), 0});
    }

    Pax pax() {
        return pax;
    }
}
