package dev.jimg.build;

import dev.jimg.tar.TarEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The headers of layers, remembered by DiffID: to know what is in a base image, its layers need not be unpacked for
 * every build. The files may be deleted at any time.
 */
final class LayerIndexFiles {

    private static final int VERSION = 0x6a696d01;
    private static final int MAX_TEXT = 1 << 20;

    private final Path directory;

    LayerIndexFiles(Path directory) {
        this.directory = directory;
    }

    /** Empty if they are not known, or the file is damaged. */
    Optional<List<TarEntry>> read(String layer) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(layer))))) {
            if (in.readInt() != VERSION) {
                return Optional.empty();
            }
            List<TarEntry> entries = new ArrayList<>();
            while (in.readBoolean()) {
                entries.add(entry(in));
            }
            return Optional.of(entries);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Best effort: what is not remembered is read again. */
    void write(String layer, List<TarEntry> entries) {
        Path temporary = directory.resolve("tmp-" + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            try (DataOutputStream out = new DataOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(temporary)))) {
                out.writeInt(VERSION);
                for (TarEntry entry : entries) {
                    out.writeBoolean(true);
                    entry(out, entry);
                }
                out.writeBoolean(false);
            }
            Files.move(temporary, file(layer), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            temporary.toFile().delete();
        }
    }

    private Path file(String layer) {
        return directory.resolve(layer.replace(':', '-'));
    }

    private static void entry(DataOutputStream out, TarEntry entry) throws IOException {
        text(out, entry.name());
        out.writeByte(entry.type().ordinal());
        out.writeInt(entry.mode());
        out.writeLong(entry.uid());
        out.writeLong(entry.gid());
        out.writeLong(entry.size());
        out.writeLong(entry.mtime());
        text(out, entry.linkName());
        out.writeInt(entry.major());
        out.writeInt(entry.minor());
        out.writeInt(entry.xattrs().size());
        for (Map.Entry<String, byte[]> attribute : entry.xattrs().entrySet()) {
            text(out, attribute.getKey());
            out.writeInt(attribute.getValue().length);
            out.write(attribute.getValue());
        }
    }

    private static TarEntry entry(DataInputStream in) throws IOException {
        String name = text(in);
        TarEntry.Type type = TarEntry.Type.values()[in.readByte()];
        int mode = in.readInt();
        long uid = in.readLong();
        long gid = in.readLong();
        long size = in.readLong();
        long modified = in.readLong();
        String link = text(in);
        int major = in.readInt();
        int minor = in.readInt();
        SortedMap<String, byte[]> attributes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(text(in), bytes(in));
        }
        return new TarEntry(name, type, mode, uid, gid, size, modified, 0, link, major, minor, attributes, List.of());
    }

    private static void text(DataOutputStream out, String bytes) throws IOException {
        out.writeInt(bytes.length());
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new IOException("damaged");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
