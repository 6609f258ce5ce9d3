package dev.jimg.store;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * {@code cache/sealed}: the whole listing, with what it was made from. As long as that is the same, a fresh process reads
 * this and nothing else: no {@code index.json}, no JSON, nothing to sort.
 *
 * <p>It holds as git's index does: by the identity of {@code index.json} (inode, size, time of modification and of
 * change), and only where that was {@linkplain FileStamp#settled settled} when the index was read. Only what is whole is
 * sealed: a listing with problems or damage is made anew each time, since damage may be mended without a trace.
 *
 * <p>A file that is missing, damaged, of another version, of another machine's platform or of another state is as if it
 * were not there.
 */
final class SealedListing {

    private static final int MAGIC = 0x6a696d73;
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 16;
    /** More than of any index that is read. */
    private static final long MAX_BYTES = 4 * StoreJson.MAX_BYTES;

    private final Path file;

    /** @param blobs how many blobs the images need */
    record Content(Listing listing, int blobs) {}

    SealedListing(Layout layout) {
        this.file = layout.sealedListing();
    }

    /** The listing, if it was made from this state. */
    Optional<Content> read(ListingState state) {
        try {
            return decode(Durable.read(file, MAX_BYTES), state);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a listing. Best effort: on a read-only or full disk the next one is only slower.
     *
     * @param blobs how many blobs the images need
     */
    void write(ListingState state, int blobs, Listing listing) {
        if (listing.images().isEmpty() || !isWhole(listing)) {
            return;
        }
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            // A name by which it is cleared away after a kill.
            Path temporary = file.resolveSibling(
                    "listing-sealed-" + ProcessMark.own() + "-" + Thread.currentThread().getId());
            Durable.replaceLoosely(file, temporary, encode(state, blobs, listing.images()));
        } catch (IOException e) {
            // See above.
        }
    }

    private static boolean isWhole(Listing listing) {
        for (StoredImage image : listing.images()) {
            if (!image.flaws().isEmpty()) {
                return false;
            }
        }
        return listing.problems().isEmpty();
    }

    static byte[] encode(ListingState state, int blobs, List<StoredImage> images) {
        byte[] body = SealWriter.write(state, blobs, images);
        return ByteBuffer.allocate(HEADER_BYTES + body.length).putInt(MAGIC).putInt(VERSION)
                .putLong(checksum(body, 0, body.length)).put(body).array();
    }

    static Optional<Content> decode(byte[] bytes, ListingState state) {
        BytesIn in = new BytesIn(bytes);
        try {
            if (in.number() != MAGIC || in.number() != VERSION
                    || in.big() != checksum(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES)) {
                return Optional.empty();
            }
            SealReader reader = new SealReader(in);
            return reader.state().equals(state) && reader.platform().matches(Platform.local())
                    ? Optional.of(reader.content()) : Optional.empty();
        } catch (IndexOutOfBoundsException | MalformedException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}
