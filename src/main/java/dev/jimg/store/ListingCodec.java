package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The format of {@code cache/listing}: a header (magic, version, CRC-32 of the rest), when the directories of blobs were
 * looked at, a table of platforms, a table of blobs, and the images as places in these tables. Digests stand as text,
 * because they are needed as text.
 */
final class ListingCodec {

    private static final int MAGIC = 0x6a696d67;
    private static final int VERSION = 5;
    private static final int HEADER_BYTES = 16;
    private static final int FOREIGN = 1;
    private static final int MISSING = 2;

    private ListingCodec() {}

    static byte[] write(Collection<ImageFacts> images, Presence presence) throws IOException {
        Map<ListingCache.Said, Integer> blobs = new LinkedHashMap<>();
        List<BlobRef> blobTable = new ArrayList<>();
        Map<Platform, Integer> platforms = new LinkedHashMap<>();
        for (ImageFacts facts : images) {
            platforms.putIfAbsent(facts.platform(), platforms.size());
            addTo(blobs, blobTable, facts.manifest());
            addTo(blobs, blobTable, facts.config());
            facts.layers().forEach(layer -> addTo(blobs, blobTable, layer));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        List<Instant> look = presence.settled() ? presence.modified() : List.of();
        out.writeInt(look.size());
        for (Instant time : look) {
            writeTime(out, time);
        }
        out.writeInt(platforms.size());
        for (Platform platform : platforms.keySet()) {
            writeText(out, platform.os());
            writeText(out, platform.architecture());
            writeText(out, platform.variant());
            writeText(out, platform.osVersion());
        }
        out.writeInt(blobTable.size());
        for (BlobRef blob : blobTable) {
            writeDigest(out, blob.digest());
            out.writeLong(blob.size());
            out.writeByte((blob.foreign() ? FOREIGN : 0) | (presence.has(blob) ? 0 : MISSING));
        }
        out.writeInt(images.size());
        for (ImageFacts facts : images) {
            writeImage(out, facts, platforms, blobs);
        }
        return withHeader(bytes.toByteArray());
    }

    private static void addTo(Map<ListingCache.Said, Integer> places, List<BlobRef> table, BlobRef blob) {
        if (places.putIfAbsent(ListingCache.Said.of(blob), table.size()) == null) {
            table.add(blob);
        }
    }

    private static void writeImage(DataOutputStream out, ImageFacts facts, Map<Platform, Integer> platforms,
            Map<ListingCache.Said, Integer> blobs) throws IOException {
        out.writeInt(blobs.get(ListingCache.Said.of(facts.manifest())));
        out.writeByte(facts.image() ? 1 : 0);
        out.writeInt(blobs.get(ListingCache.Said.of(facts.config())));
        writeTime(out, facts.created());
        out.writeInt(platforms.get(facts.platform()));
        out.writeBoolean(facts.original().isPresent());
        if (facts.original().isPresent()) {
            writeDigest(out, facts.original().get());
        }
        out.writeInt(facts.layers().size());
        for (BlobRef layer : facts.layers()) {
            out.writeInt(blobs.get(ListingCache.Said.of(layer)));
        }
    }

    private static byte[] withHeader(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putInt(MAGIC).putInt(VERSION).putLong(crc.getValue()).put(body).array();
    }

    /**
     * @param images whether the images are wanted, beside the blobs
     * @throws IOException if this is not, to the last bit, what {@link #write} made
     */
    static void read(byte[] bytes, ListingCache into, boolean images) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            boolean known = in.getInt() == MAGIC && in.getInt() == VERSION;
            CRC32 crc = new CRC32();
            crc.update(bytes, HEADER_BYTES, Math.max(0, bytes.length - HEADER_BYTES));
            if (!known || in.getLong() != crc.getValue()) {
                throw new UnreadableException("no listing cache of this version");
            }
            readTables(in, into, images);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | MalformedException | DateTimeException
                | ArithmeticException e) {
            throw new UnreadableException(e.toString());
        }
    }

    private static void readTables(ByteBuffer in, ListingCache into, boolean wantsImages) {
        Instant[] look = new Instant[in.getInt()];
        for (int i = 0; i < look.length; i++) {
            look[i] = readTime(in);
        }
        into.loadLook(List.of(look));
        Platform[] platforms = new Platform[in.getInt()];
        for (int i = 0; i < platforms.length; i++) {
            platforms[i] = new Platform(readText(in), readText(in), readText(in), readText(in));
        }
        BlobRef[] blobs = new BlobRef[in.getInt()];
        for (int i = 0; i < blobs.length; i++) {
            Digest digest = readDigest(in);
            long size = in.getLong();
            int flags = in.get();
            blobs[i] = into.loadRef(digest, size, (flags & FOREIGN) != 0, (flags & MISSING) != 0);
        }
        if (!wantsImages) {
            return;
        }
        int images = in.getInt();
        for (int i = 0; i < images; i++) {
            BlobRef manifest = blobs[in.getInt()];
            boolean image = in.get() == 1;
            BlobRef config = blobs[in.getInt()];
            Instant created = readTime(in);
            Platform platform = platforms[in.getInt()];
            Optional<Digest> original = in.get() == 1 ? Optional.of(readDigest(in)) : Optional.empty();
            BlobRef[] layers = new BlobRef[in.getInt()];
            for (int layer = 0; layer < layers.length; layer++) {
                layers[layer] = blobs[in.getInt()];
            }
            into.put(new ImageFacts(manifest, image, config, created, platform, List.of(layers), original));
        }
    }

    private static void writeTime(DataOutputStream out, Instant time) throws IOException {
        out.writeLong(time.getEpochSecond());
        out.writeInt(time.getNano());
    }

    private static Instant readTime(ByteBuffer in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static void writeDigest(DataOutputStream out, Digest digest) throws IOException {
        out.writeByte(digest.algorithm().ordinal());
        out.write(digest.hex().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Digest readDigest(ByteBuffer in) {
        Digest.Algorithm algorithm = in.get() == 0 ? Digest.Algorithm.SHA256 : Digest.Algorithm.SHA512;
        byte[] hex = new byte[algorithm == Digest.Algorithm.SHA256 ? 64 : 128];
        in.get(hex);
        return new Digest(algorithm, new String(hex, StandardCharsets.ISO_8859_1));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
