package dev.jimg.fileindex;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerFiles;
import dev.jimg.files.LayerFilesBuilder;
import dev.jimg.tar.EntryFeed;
import dev.jimg.tar.Extensions;
import dev.jimg.tar.Header;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarFeed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps what the headers of a layer's tar say, and a hash of each file, while the tar passes by for whatever reason.
 * Not thread-safe.
 */
public final class IndexFeed implements TarFeed.Visitor {

    /** Several times what the largest images have. */
    static final int MAX_ENTRIES = 2_000_000;
    static final int MAX_NAME_BYTES = 128 << 20;
    /** Of a path, or of what a link leads to: Linux takes no longer one. */
    static final int MAX_PATH_BYTES = 4096;

    private final LayerFilesBuilder files = new LayerFilesBuilder();
    private final EntryFeed entries = new EntryFeed(new Taker());
    private final ContentHash hash;
    private final boolean compared;
    private final Predicate<TarEntry> leftOut;

    IndexFeed(HashKey key) {
        hash = new ContentHash(key);
        compared = true;
        leftOut = entry -> false;
    }

    /** Of files that are looked at and never compared; what is in them goes by unseen. */
    IndexFeed(Predicate<TarEntry> leftOut) {
        hash = new ContentHash(new HashKey(1));
        compared = false;
        this.leftOut = leftOut;
    }

    /** About how many bytes of memory this takes so far. */
    public long weight() {
        return files.weight();
    }

    /** How many entries have gone by so far. */
    int count() {
        return files.count();
    }

    /** Those that have gone by so far. */
    public LayerFiles files() {
        return files.build();
    }

    /** @throws TarException if it belongs to no layer, or is one too many */
    @Override
    public void entry(Header header, Extensions extensions) throws TarException {
        entries.entry(header, extensions);
    }

    @Override
    public void sparseMap(byte[] block) throws TarException {
        entries.sparseMap(block);
    }

    @Override
    public void content(byte[] bytes, int offset, int length) throws TarException {
        entries.content(bytes, offset, length);
    }

    @Override
    public void end() throws TarException {
        entries.end();
    }

    private final class Taker implements EntryFeed.Visitor {

        private TarEntry entry;
        private long attributes;

        @Override
        public void entry(TarEntry next) throws TarException {
            if (files.count() >= MAX_ENTRIES || files.nameBytes() + files.linkBytes() > MAX_NAME_BYTES) {
                throw new TarException("the layer has more than " + MAX_ENTRIES
                        + " files, or names and links of more than " + MAX_NAME_BYTES + " bytes");
            }
            if (next.name().length() > MAX_PATH_BYTES || next.linkName().length() > MAX_PATH_BYTES) {
                throw new TarException("an entry of the layer has a path or link of more than " + MAX_PATH_BYTES
                        + " bytes");
            }
            entry = next;
            attributes = attributes(next);
            for (TarEntry.Segment segment : next.segments()) {
                hash.add(segment.offset());
                hash.add(segment.length());
            }
        }

        @Override
        public void content(byte[] bytes, int offset, int length) {
            if (compared) {
                hash.add(bytes, offset, length);
            }
        }

        @Override
        public void end() throws TarException {
            long content = hash.result();
            if (leftOut.test(entry)) {
                return;
            }
            FileKind kind = kind(entry.type());
            String link = kind == FileKind.HARD_LINK ? EntryPath.clean(entry.linkName()) : entry.linkName();
            files.add(EntryPath.clean(entry.name()), new LayerFilesBuilder.Facts(kind, entry.mode(), entry.uid(),
                    entry.gid(), entry.size(), entry.mtime(),
                    kind == FileKind.HARD_LINK || kind == FileKind.SYMLINK ? link : "",
                    kind == FileKind.FILE ? content : 0, attributes));
        }

        /** Of the extended attributes, and of a device its number; 0 where there is neither. */
        private long attributes(TarEntry of) {
            boolean device = of.type() == TarEntry.Type.CHARACTER_DEVICE || of.type() == TarEntry.Type.BLOCK_DEVICE;
            if (of.xattrs().isEmpty() && !device) {
                return 0;
            }
            if (device) {
                hash.add(of.major());
                hash.add(of.minor());
            }
            for (Map.Entry<String, byte[]> attribute : of.xattrs().entrySet()) {
                byte[] name = attribute.getKey().getBytes(StandardCharsets.UTF_8);
                hash.add(name.length);
                hash.add(attribute.getValue().length);
                hash.add(name, 0, name.length);
                hash.add(attribute.getValue(), 0, attribute.getValue().length);
            }
            long result = hash.result();
            // 0 says that there are none.
            return result == 0 ? 1 : result;
        }
    }

    private static FileKind kind(TarEntry.Type type) {
        return switch (type) {
            case FILE -> FileKind.FILE;
            case HARD_LINK -> FileKind.HARD_LINK;
            case SYMLINK -> FileKind.SYMLINK;
            case CHARACTER_DEVICE -> FileKind.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> FileKind.BLOCK_DEVICE;
            case DIRECTORY -> FileKind.DIRECTORY;
            case FIFO -> FileKind.FIFO;
        };
    }
}
