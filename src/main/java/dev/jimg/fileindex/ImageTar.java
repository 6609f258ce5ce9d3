package dev.jimg.fileindex;

import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The layers in a saved image, one after the other as they come by: docker-archives of any age, and OCI archives. Which
 * layer it is, its digest tells; what a document of the archive says of it is not asked for, as it stands at the end.
 */
public final class ImageTar {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int BLOCK = 512;
    private static final int USTAR = 257;

    private final TarReader reader;
    private final Predicate<byte[]> packed;
    private InputStream content;

    /**
     * @param archive not packed; stays open
     * @param packed whether what begins so is packed
     */
    public ImageTar(InputStream archive, Predicate<byte[]> packed) {
        this.packed = packed;
        reader = new TarReader(new BufferedInputStream(archive, BUFFER_BYTES));
    }

    /** The next part that is a layer, perhaps packed; what was not read of the one before is skipped. Empty at the end. */
    public Optional<InputStream> next() throws IOException {
        for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            if (entry.get().type() == TarEntry.Type.FILE) {
                content = new BufferedInputStream(reader.content(), BUFFER_BYTES);
                if (isLayer()) {
                    return Optional.of(content);
                }
            }
        }
        return Optional.empty();
    }

    /** A tar begins with a header or, if it is empty, with zeros. Documents do neither, and are not packed. */
    private boolean isLayer() throws IOException {
        content.mark(BLOCK);
        byte[] head = content.readNBytes(BLOCK);
        content.reset();
        boolean tar = head.length == BLOCK && (Arrays.equals(head, new byte[BLOCK])
                || new String(head, USTAR, 5, StandardCharsets.US_ASCII).equals("ustar"));
        return tar || packed.test(head);
    }
}
