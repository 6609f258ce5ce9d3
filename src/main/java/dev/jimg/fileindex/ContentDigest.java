package dev.jimg.fileindex;

import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * What tells two files with other bytes apart: the first eight bytes of a SHA-256. A checksum would be faster, but whoever
 * makes an image could make one that looks like another; the hash adds about a quarter to
 * the time that reading a gzipped layer takes (1.2 GB: 4.3 s and 1 s).
 */
final class ContentDigest {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final MessageDigest hash = Digest.Algorithm.SHA256.newHash();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);

    /**
     * Of a file.
     *
     * @param content its stored bytes; where the holes of a sparse file are counts too
     */
    long of(TarEntry entry, InputStream content) throws IOException {
        for (TarEntry.Segment segment : entry.segments()) {
            add(segment.offset(), segment.length());
        }
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            hash.update(buffer, 0, read);
        }
        return result();
    }

    /** Of the extended attributes, and of a device its number; 0 where there is neither. */
    long attributes(TarEntry entry) {
        boolean device = entry.type() == TarEntry.Type.CHARACTER_DEVICE || entry.type() == TarEntry.Type.BLOCK_DEVICE;
        if (entry.xattrs().isEmpty() && !device) {
            return 0;
        }
        if (device) {
            add(entry.major(), entry.minor());
        }
        for (Map.Entry<String, byte[]> attribute : entry.xattrs().entrySet()) {
            byte[] name = attribute.getKey().getBytes(StandardCharsets.UTF_8);
            add(name.length, attribute.getValue().length);
            hash.update(name);
            hash.update(attribute.getValue());
        }
        long result = result();
        // 0 says that there are none.
        return result == 0 ? 1 : result;
    }

    private void add(long one, long other) {
        hash.update(numbers.clear().putLong(one).putLong(other).array());
    }

    private long result() {
        return ByteBuffer.wrap(hash.digest()).getLong();
    }
}
