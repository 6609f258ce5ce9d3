package dev.jimg.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlusherTest {

    private static final long MANY = 1L << 30;

    @TempDir
    Path directory;

    private FileChannel channel() throws IOException {
        return FileChannel.open(directory.resolve("a"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** What cannot be brought to the disk. */
    private FileChannel broken() throws IOException {
        FileChannel channel = channel();
        channel.close();
        return channel;
    }

    @Test
    void anErrorOfTheDiskComesOutAtTheEnd() throws IOException {
        Flusher flusher = new Flusher(broken());
        flusher.wrote(MANY);
        assertThrows(ClosedChannelException.class, flusher::finish);
    }

    @Test
    void anErrorOfTheDiskStandsBesideWhatStoppedTheWriting() throws IOException {
        FileChannel channel = broken();
        IOException stopped = assertThrows(IOException.class, () -> {
            try (Flusher flusher = new Flusher(channel)) {
                flusher.wrote(MANY);
                throw new IOException("stopped");
            }
        });
        assertEquals("stopped", stopped.getMessage());
        assertTrue(stopped.getSuppressed()[0] instanceof ClosedChannelException);
    }

    @Test
    void whatIsWholeEndsWithoutAWord() throws IOException {
        try (FileChannel channel = channel(); Flusher flusher = new Flusher(channel)) {
            flusher.wrote(1);
            flusher.wrote(MANY);
        }
    }
}
