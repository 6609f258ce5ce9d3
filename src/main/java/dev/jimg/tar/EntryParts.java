package dev.jimg.tar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an entry of its headers. That of a sparse file is whole only with its map, which may follow them. */
final class EntryParts {

    private final TarEntry entry;
    private final long stored;
    private final List<TarEntry.Segment> segments = new ArrayList<>();
    private Optional<Long> sparseSize = Optional.empty();
    private boolean mapFollows;

    /** @throws TarException if the entry is of an unknown type */
    EntryParts(Header header, Extensions extensions) throws TarException {
        Pax pax = extensions.pax();
        String name = extensions.name(header);
        TarEntry.Type type = type(header.type(), name);
        long[] time = extensions.time(header);
        stored = type == TarEntry.Type.FILE ? extensions.storedSize(header) : 0;
        entry = new TarEntry(name, type, header.mode(), pax.number("uid").orElse(header.uid()),
                pax.number("gid").orElse(header.gid()), stored, time[0], (int) time[1], extensions.linkName(header),
                header.major(), header.minor(), pax.xattrs(), List.of());
        if (header.isOldSparse()) {
            sparseSize = Optional.of(header.sparseRealSize());
            addAll(header.sparseSegments());
        } else if (pax.text("GNU.sparse.major").filter("1"::equals).isPresent()) {
            sparseSize = Optional.of(pax.number("GNU.sparse.realsize").orElse(stored));
            mapFollows = true;
        } else {
            sparseSize = pax.number("GNU.sparse.size");
            if (sparseSize.isPresent()) {
                addAll(pax.segments());
            }
        }
    }

    /** Bytes of its content in the tar, a map before it included. */
    long stored() {
        return stored;
    }

    /** Whether its content begins with a map. */
    boolean mapFollows() {
        return mapFollows;
    }

    /** @throws TarException if they are too many */
    void addAll(List<TarEntry.Segment> more) throws TarException {
        segments.addAll(more);
        if (segments.size() > SparseMap.MAX_SEGMENTS) {
            throw new TarException("damaged tar (too many pieces of a sparse file)");
        }
    }

    /**
     * The entry. The segments must be in order, within the file, and as long as what is stored.
     *
     * @param left bytes of the content, behind a map
     */
    TarEntry entry(long left) throws TarException {
        if (sparseSize.isEmpty()) {
            return entry;
        }
        long size = sparseSize.get();
        long end = 0;
        long sum = 0;
        for (TarEntry.Segment segment : segments) {
            boolean sound = segment.offset() >= end && segment.length() >= 0
                    && segment.offset() <= size - segment.length();
            if (!sound) {
                throw new TarException("damaged tar (the pieces of a sparse file)");
            }
            end = segment.offset() + segment.length();
            sum += segment.length();
        }
        if (sum != left || size < 0 || size > Header.MAX_ENTRY_BYTES) {
            throw new TarException("damaged tar (the size of a sparse file)");
        }
        return new TarEntry(entry.name(), entry.type(), entry.mode(), entry.uid(), entry.gid(), size, entry.mtime(),
                entry.mtimeNanos(), entry.linkName(), 0, 0, entry.xattrs(),
                segments.isEmpty() ? List.of(new TarEntry.Segment(size, 0)) : List.copyOf(segments));
    }

    private static TarEntry.Type type(char letter, String name) throws TarException {
        return switch (letter) {
            case '0', '7', 'S' -> name.endsWith("/") ? TarEntry.Type.DIRECTORY : TarEntry.Type.FILE;
            case '1' -> TarEntry.Type.HARD_LINK;
            case '2' -> TarEntry.Type.SYMLINK;
            case '3' -> TarEntry.Type.CHARACTER_DEVICE;
            case '4' -> TarEntry.Type.BLOCK_DEVICE;
            case '5' -> TarEntry.Type.DIRECTORY;
            case '6' -> TarEntry.Type.FIFO;
            default -> throw new TarException("the tar has an entry of an unknown type (" + (int) letter + ")");
        };
    }
}
