package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.config.SocketProbe.Answer;
import dev.jimg.testing.Counted;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Counted("sockets of this machine")
class LocalSocketsTest {

    @TempDir
    Path directory;

    private static Answer ask(Path socket) {
        return new LocalSockets(Duration.ofMillis(100)).ask(socket);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertEquals(Answer.ABSENT, ask(directory.resolve("sock")));
        assertEquals(Answer.ABSENT, ask(directory.resolve("x".repeat(200))));
    }

    @Test
    void aFileThatNobodyListensOnIsSilent() throws IOException {
        assertEquals(Answer.SILENT, ask(Files.createFile(directory.resolve("file"))));
        Path socket = directory.resolve("left");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)).close();
        assertEquals(Answer.SILENT, ask(socket));
    }

    @Test
    void anEngineThatHangsIsNotWaitedForLong() throws IOException {
        Path socket = directory.resolve("hung");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertEquals(Answer.SILENT, ask(socket));
        }
    }
}
