package dev.jimg.store;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Mutation;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;

/** {@code cache/sealed}, with a checksum that is right whatever stands behind it: else nothing would be read at all. */
public final class CacheFilesLine implements FuzzLine {

    private static final int HEADER_BYTES = 16;
    private static final int CHECKSUM_AT = 8;
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.000000006Z");
    private static final ListingState STATE = new ListingState(new FileStamp(1, 2, 3, 4, 5), List.of(TIME, TIME),
            FileStamp.ABSENT);
    private static final Mutation FILES = Mutation.of(List.of(SealedListing.encode(STATE, 9, images())),
            List.of("\0", "\0\0\0\1", "\u007f\u007f\u007f\u007f", "\0\0\0\u007f", "\1", "sha256:", "é"));

    private static List<StoredImage> images() {
        Digest one = Digest.of(new byte[] {1});
        Digest other = Digest.of(Digest.Algorithm.SHA512, new byte[64]);
        StoredLayer known = new StoredLayer(one, 10, true, Optional.of(new LayerFacts(new DiffId(other), 20, 30)));
        StoredLayer foreign = new StoredLayer(other, 40, false, Optional.empty());
        Reference name = Reference.parse("example.com:5000/a/b:1");
        return List.of(image(one, List.of(name, Reference.parse("c:1")), List.of(known, foreign)),
                image(other, List.of(), List.of()));
    }

    private static StoredImage image(Digest digest, List<Reference> tags, List<StoredLayer> layers) {
        return new StoredImage(new ImageId(digest), digest, Digest.of(new byte[] {2}), digest, tags,
                List.of(Reference.parse("d").withDigest(digest)), List.of("no reference", "ü"), TIME,
                Platform.of("linux", "arm64", "v9"), layers, 50, Optional.empty(), List.of());
    }

    @Override
    public String name() {
        return "caches of a store";
    }

    @Override
    public byte[] make(Random random) {
        return FILES.make(random);
    }

    @Override
    public void feed(byte[] input) throws UnreadableException {
        byte[] checked = input.clone();
        if (checked.length >= HEADER_BYTES) {
            CRC32 crc = new CRC32();
            crc.update(checked, HEADER_BYTES, checked.length - HEADER_BYTES);
            ByteBuffer.wrap(checked).putLong(CHECKSUM_AT, crc.getValue());
        }
        SealedListing.Content read = SealedListing.decode(checked, STATE)
                .orElseThrow(() -> new UnreadableException("as if absent"));
        if (!SealedListing.decode(SealedListing.encode(STATE, read.blobs(), read.listing().images()), STATE)
                .equals(Optional.of(read))) {
            throw new AssertionError("another listing when it is written again");
        }
        if (SealedListing.decode(Arrays.copyOf(checked, checked.length + 1), STATE).isPresent()) {
            throw new AssertionError("read with a byte too many");
        }
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(UnreadableException.class);
    }
}
