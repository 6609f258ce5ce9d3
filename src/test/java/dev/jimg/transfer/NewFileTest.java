package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewFileTest {

    @TempDir
    Path directory;

    private static void put(FileChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void appearsWhenItIsComplete() throws IOException {
        Path file = directory.resolve("a");
        NewFile.write(file, (channel, regular) -> {
            put(channel, "new");
            assertTrue(regular && !Files.exists(file));
        });
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void replacesAFileAndKeepsItsMode() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        NewFile.write(file, (channel, regular) -> put(channel, "new"));
        assertEquals("new", Files.readString(file));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void whatGoesWrongLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "old");
        assertThrows(IOException.class, () -> NewFile.write(file, (channel, regular) -> {
            put(channel, "half");
            throw new IOException("full");
        }));
        assertThrows(IllegalStateException.class, () -> NewFile.write(directory.resolve("b"), (channel, regular) -> {
            throw new IllegalStateException();
        }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a"), names());
    }

    @Test
    void followsALinkAndKeepsIt() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("target"));
        NewFile.write(link, (channel, regular) -> put(channel, "new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(directory.resolve("target")));
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertThrows(FileSystemException.class, () -> NewFile.write(circle, (channel, regular) -> {}));
    }

    @Test
    void writesStraightToWhatIsNoFileAndRefusesADirectory() throws IOException {
        NewFile.write(Path.of("/dev/null"), (channel, regular) -> {
            put(channel, "gone");
            assertTrue(!regular);
        });
        assertThrows(FileSystemException.class, () -> NewFile.write(directory, (channel, regular) -> {}));
        assertEquals(List.of(), names());
    }
}
