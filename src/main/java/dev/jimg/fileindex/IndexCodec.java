package dev.jimg.fileindex;

import dev.jimg.files.FileKind;
import dev.jimg.files.LayerColumns;
import dev.jimg.files.LayerFiles;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * An index as bytes: a mark, the version, which key its hashes were made with, the digest of the layer, how much there
 * is of everything and a checksum of that; then the columns, deflated, with a checksum behind them. Nothing is made
 * room for that the first checksum and the limits of {@link IndexFeed} do not vouch for.
 */
final class IndexCodec {

    private static final int MARK = 0x4a4c4658;
    private static final int VERSION = 3;
    private static final int MAX_LINK_BYTES = 1 << 20;

    private IndexCodec() {}

    static void write(IndexedTar index, long key, OutputStream out) throws IOException {
        LayerColumns columns = index.files().columns();
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream head = new DataOutputStream(checked);
        head.writeInt(MARK);
        head.writeInt(VERSION);
        head.writeLong(key);
        head.writeUTF(index.diffId().toString());
        head.writeInt(columns.count());
        head.writeInt(columns.names().length);
        head.writeInt(columns.ownerIds().length);
        head.writeInt(columns.linked().length);
        head.writeInt(columns.attributed().length);
        head.writeLong(checked.getChecksum().getValue());
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater, 1 << 16);
            CheckedOutputStream body = new CheckedOutputStream(packed, new CRC32());
            writeColumns(columns, new ByteWriter(body));
            new DataOutputStream(packed).writeLong(body.getChecksum().getValue());
            packed.finish();
        } finally {
            deflater.end();
        }
    }

    private static void writeColumns(LayerColumns columns, ByteWriter out) throws IOException {
        int count = columns.count();
        for (int i = 1; i < count; i++) {
            out.number(columns.parent()[i] - columns.parent()[i - 1]);
        }
        for (int i = 0; i < count; i++) {
            out.number(columns.nameEnds()[i] - (i == 0 ? 0 : columns.nameEnds()[i - 1]));
        }
        out.bytes(columns.names());
        out.bytes(columns.kinds());
        for (int i = 0; i < count; i++) {
            out.number(columns.modes()[i] & 0xffff);
        }
        for (int i = 0; i < count; i++) {
            out.number(columns.owners()[i]);
        }
        for (int i = 0; i < count; i++) {
            out.number(columns.sizes()[i]);
        }
        for (int i = 0; i < count; i++) {
            out.signed(columns.times()[i] - (i == 0 ? 0 : columns.times()[i - 1]));
        }
        for (long id : columns.ownerIds()) {
            out.signed(id);
        }
        for (int i = 0; i < columns.linked().length; i++) {
            out.number(columns.linked()[i]);
            byte[] target = columns.links()[i].getBytes(StandardCharsets.ISO_8859_1);
            out.number(target.length);
            out.bytes(target);
        }
        for (int i = 0; i < columns.attributed().length; i++) {
            out.number(columns.attributed()[i]);
            out.signed(columns.attributes()[i]);
        }
        out.bytes(contents(columns));
        out.flush();
    }

    /** Nothing is to be gained by writing digests as numbers, and only files have one. */
    private static byte[] contents(LayerColumns columns) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * files(columns.kinds()));
        for (int i = 0; i < columns.count(); i++) {
            if (isFile(columns.kinds()[i])) {
                bytes.putLong(columns.contents()[i]);
            }
        }
        return bytes.array();
    }

    private static int files(byte[] kinds) {
        int files = 0;
        for (byte kind : kinds) {
            files += isFile(kind) ? 1 : 0;
        }
        return files;
    }

    private static boolean isFile(byte kind) {
        return kind == FileKind.FILE.ordinal();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @return empty if it is sound, but made with another key
     * @throws IOException if it is damaged, of another version, or of another layer
     */
    static Optional<LayerFiles> read(InputStream in, String diffId, long key) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        DataInputStream head = new DataInputStream(checked);
        long madeWith = madeWith(head, diffId);
        int count = head.readInt();
        int nameBytes = head.readInt();
        int ownerIds = head.readInt();
        int links = head.readInt();
        int attributed = head.readInt();
        long checksum = checked.getChecksum().getValue();
        boolean sound = head.readLong() == checksum && count > 0 && count <= IndexFeed.MAX_ENTRIES + 4096
                && nameBytes >= 0 && nameBytes <= IndexFeed.MAX_NAME_BYTES + (1 << 20) && ownerIds >= 2
                && ownerIds <= 2 * IndexFeed.MAX_ENTRIES && ownerIds % 2 == 0 && links >= 0 && links <= count
                && attributed >= 0 && attributed <= count;
        if (!sound) {
            throw new IOException("its head is damaged");
        }
        if (madeWith != key) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater();
        try (InflaterInputStream packed = new InflaterInputStream(in, inflater, 1 << 16)) {
            CRC32 crc = new CRC32();
            // The checksum behind the columns is no part of what it is of, and a reader reads ahead.
            TrailedInput body = new TrailedInput(packed, crc, Long.BYTES);
            LayerColumns columns = readColumns(new ByteSource(body), count, nameBytes, ownerIds, links, attributed);
            if (body.trailer() != crc.getValue()) {
                throw new IOException("its columns are damaged");
            }
            return Optional.of(new LayerFiles(columns));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** Whether it begins as {@link #write} would begin it: then it is of use, unless it is damaged further on. */
    static boolean begins(InputStream in, String diffId, long key) throws IOException {
        return madeWith(new DataInputStream(in), diffId) == key;
    }

    private static long madeWith(DataInputStream head, String diffId) throws IOException {
        boolean same = head.readInt() == MARK && head.readInt() == VERSION;
        long key = same ? head.readLong() : 0;
        if (!same || !head.readUTF().equals(diffId)) {
            throw new IOException("it is another index");
        }
        return key;
    }

    private static LayerColumns readColumns(ByteSource in, int count, int nameBytes, int ownerIdCount, int linkCount,
            int attributedCount) throws IOException {
        int[] parent = new int[count];
        for (int i = 1; i < count; i++) {
            parent[i] = parent[i - 1] + in.number(count);
        }
        int[] nameEnds = new int[count];
        for (int i = 0; i < count; i++) {
            nameEnds[i] = (i == 0 ? 0 : nameEnds[i - 1]) + in.number(nameBytes);
        }
        byte[] names = new byte[nameBytes];
        in.fill(names);
        byte[] kinds = new byte[count];
        in.fill(kinds);
        short[] modes = new short[count];
        for (int i = 0; i < count; i++) {
            modes[i] = (short) in.number(0xffff);
        }
        int[] owners = new int[count];
        for (int i = 0; i < count; i++) {
            owners[i] = in.number(ownerIdCount);
        }
        long[] sizes = new long[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = in.number();
        }
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = (i == 0 ? 0 : times[i - 1]) + in.signed();
        }
        long[] ownerIds = new long[ownerIdCount];
        for (int i = 0; i < ownerIdCount; i++) {
            ownerIds[i] = in.signed();
        }
        int[] linked = new int[linkCount];
        String[] links = new String[linkCount];
        for (int i = 0; i < linkCount; i++) {
            linked[i] = in.number(count - 1);
            byte[] target = new byte[in.number(MAX_LINK_BYTES)];
            in.fill(target);
            links[i] = new String(target, StandardCharsets.ISO_8859_1);
        }
        int[] attributed = new int[attributedCount];
        long[] attributes = new long[attributedCount];
        for (int i = 0; i < attributedCount; i++) {
            attributed[i] = in.number(count - 1);
            attributes[i] = in.signed();
        }
        long[] contents = readContents(in, kinds);
        if (!in.ended()) {
            throw new IOException("there is more than its head says");
        }
        return new LayerColumns(parent, names, nameEnds, kinds, modes, owners, sizes, times, ownerIds, linked, links,
                contents, attributed, attributes);
    }

    private static long[] readContents(ByteSource in, byte[] kinds) throws IOException {
        byte[] bytes = new byte[Long.BYTES * files(kinds)];
        in.fill(bytes);
        ByteBuffer digests = ByteBuffer.wrap(bytes);
        long[] contents = new long[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            contents[i] = isFile(kinds[i]) ? digests.getLong() : 0;
        }
        return contents;
    }
}
