package dev.jimg.store;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * {@code cache/layers}: what unpacking told about layers, by the digest of the blob.
 *
 * <p>Records of one length with a checksum each, only ever appended: a process reads what others added since it last
 * looked, and a torn record is skipped. Thread-safe.
 */
final class LayerFactsFile {

    private static final int DIGEST_BYTES = 65;
    private static final int BODY_BYTES = 2 * DIGEST_BYTES + 16;
    private static final int RECORD_BYTES = BODY_BYTES + 8;
    private static final HexFormat HEX = HexFormat.of();

    private final Path file;
    private final Map<Digest, LayerFacts> known = new HashMap<>();
    private long readUpTo;
    private int unsaved;

    LayerFactsFile(Path file) {
        this.file = file;
    }

    synchronized Optional<LayerFacts> get(Digest layer) {
        return Optional.ofNullable(known.get(layer));
    }

    /** Which state the file is in now: what it says can be told without reading it. */
    FileStamp stamp() {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            return FileStamp.ABSENT;
        }
    }

    /** How often something was learned that the file does not say. */
    synchronized int unsaved() {
        return unsaved;
    }

    /** Reads what is new in the file. Best effort, as all of it can be found out again. */
    synchronized void refresh() {
        try {
            long size = Files.size(file);
            long whole = size - size % RECORD_BYTES;
            if (size < readUpTo) {
                readUpTo = 0;
            }
            if (whole > readUpTo) {
                readFrom(readUpTo, whole);
                readUpTo = whole;
            }
        } catch (NoSuchFileException e) {
            readUpTo = 0;
        } catch (IOException e) {
            // What is known in memory serves.
        }
    }

    private void readFrom(long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(to - from));
            channel.position(from);
            while (records.hasRemaining() && channel.read(records) >= 0) {
                continue;
            }
            records.flip();
            while (records.remaining() >= RECORD_BYTES) {
                readRecord(records);
            }
        }
    }

    private void readRecord(ByteBuffer records) {
        byte[] body = new byte[BODY_BYTES];
        records.get(body);
        if (records.getLong() != checksum(body)) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(body);
        Digest layer = readDigest(in);
        known.put(layer, new LayerFacts(new DiffId(readDigest(in)), in.getLong(), in.getLong()));
    }

    /** To be called under the state lock. Best effort on disk; in memory it is known from now on. */
    synchronized void add(Digest layer, LayerFacts facts) {
        if (facts.equals(known.put(layer, facts))) {
            return;
        }
        ByteBuffer body = ByteBuffer.allocate(BODY_BYTES);
        writeDigest(body, layer);
        writeDigest(body, facts.diffId().digest());
        body.putLong(facts.tarSize()).putLong(facts.unpackedSize());
        ByteBuffer entry = ByteBuffer.allocate(RECORD_BYTES).put(body.array()).putLong(checksum(body.array())).flip();
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(file.getParent());
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                long end = channel.size() - channel.size() % RECORD_BYTES;
                channel.write(entry, end);
            }
        } catch (IOException e) {
            unsaved++;
        }
    }

    synchronized void addInMemory(Digest layer, LayerFacts facts) {
        known.put(layer, facts);
        unsaved++;
    }

    private static long checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    private static void writeDigest(ByteBuffer out, Digest digest) {
        byte[] hash = HEX.parseHex(digest.hex());
        out.put((byte) hash.length).put(hash).position(out.position() + DIGEST_BYTES - 1 - hash.length);
    }

    private static Digest readDigest(ByteBuffer in) {
        byte[] hash = new byte[in.get()];
        in.get(hash).position(in.position() + DIGEST_BYTES - 1 - hash.length);
        return Digest.of(hash.length == 32 ? Digest.Algorithm.SHA256 : Digest.Algorithm.SHA512, hash);
    }
}
