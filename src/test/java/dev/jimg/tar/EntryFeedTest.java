package dev.jimg.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes by is what would be read. */
class EntryFeedTest {

    @TempDir
    Path directory;

    private static String told(TarEntry entry, CRC32 content) {
        return entry.name() + " " + entry.type() + " " + Integer.toOctalString(entry.mode()) + " " + entry.size() + " "
                + entry.mtime() + "." + entry.mtimeNanos() + " " + entry.linkName() + " " + entry.segments() + " "
                + content.getValue();
    }

    private static List<String> read(byte[] tar) throws IOException {
        List<String> entries = new ArrayList<>();
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        for (Optional<TarEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            CRC32 content = new CRC32();
            content.update(reader.content().readAllBytes());
            entries.add(told(next.get(), content));
        }
        return entries;
    }

    private static List<String> passed(byte[] tar, int piece) throws TarException {
        List<String> entries = new ArrayList<>();
        TarFeed feed = new TarFeed(new EntryFeed(new EntryFeed.Visitor() {
            private final CRC32 content = new CRC32();
            private TarEntry entry;

            @Override
            public void entry(TarEntry next) {
                entry = next;
                content.reset();
            }

            @Override
            public void content(byte[] bytes, int offset, int length) {
                content.update(bytes, offset, length);
            }

            @Override
            public void end() {
                entries.add(told(entry, content));
            }
        }));
        for (int at = 0; at < tar.length; at += piece) {
            feed.feed(tar, at, Math.min(piece, tar.length - at));
        }
        feed.finish();
        return entries;
    }

    /** Thirty islands in a file of holes: more than the four of a header and the twenty-one of a block after it. */
    private byte[] tar(String options) throws Exception {
        Tools.require("tar", "sh");
        Path root = Files.createDirectories(directory.resolve("root").resolve("long-".repeat(30)));
        try (var file = new RandomAccessFile(root.resolve("sparse").toFile(), "rw")) {
            for (int i = 0; i < 30; i++) {
                file.seek(i * 100_000L);
                file.write(i + 1);
            }
            file.setLength(4_000_000);
        }
        Files.writeString(root.resolve("text"), "x".repeat(5000));
        Files.createFile(root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("symlink"), Path.of("text"));
        Files.createLink(root.resolve("z-link"), root.resolve("text"));
        Path tar = directory.resolve("a.tar");
        Run.command("sh", "-c", "tar -S " + options + " -C " + directory.resolve("root") + " -cf " + tar + " .");
        return Files.readAllBytes(tar);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=gnu", "--format=gnu -V label", "--format=posix --sparse-version=0.0",
        "--format=posix --sparse-version=0.1", "--format=posix --sparse-version=1.0"})
    void tellsWhatAReaderReads(String options) throws Exception {
        byte[] tar = tar(options);
        List<String> expected = read(tar);
        assertEquals(7, expected.size(), expected::toString);
        assertTrue(expected.stream().anyMatch(entry -> entry.contains(" 4000000 ") && entry.contains("Segment")),
                expected::toString);
        for (int piece : new int[] {7, 512, 1000, 100_000}) {
            assertEquals(expected, passed(tar, piece));
        }
    }

    @Test
    void refusesASparseFileWhoseMapHasNoEnd() throws Exception {
        byte[] tar = tar("--format=posix --sparse-version=1.0");
        byte[] count = "31\n".getBytes();
        int at = 0;
        while (!Arrays.equals(tar, at, at + count.length, count, 0, count.length)) {
            at++;
        }
        tar[at] = '9';
        assertThrows(TarException.class, () -> passed(tar, 512));
        assertThrows(TarException.class, () -> read(tar));
    }
}
