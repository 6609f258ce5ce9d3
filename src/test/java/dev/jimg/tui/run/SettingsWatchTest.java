package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.jimg.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWatchTest {

    private static final int SOON_SECONDS = 30;
    private static final int WRITES = 500;

    @TempDir
    Path directory;

    @Test
    void hearsOfWhatFollowsTheFirstWritesInADirectoryThatWasNotThere() throws Exception {
        Path file = directory.resolve("deep/below/config.toml");
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        new SettingsWatch(file, () -> heard.add(text(file))).start();
        Await.until(Duration.ofSeconds(SOON_SECONDS), "it waits for the directory", SettingsWatchTest::waits);
        Files.createDirectories(file.getParent());
        // As it becomes watched.
        for (int i = 0; i < WRITES; i++) {
            Files.writeString(file, "first " + i);
        }
        await(heard, Files.readString(file));
        Files.writeString(file, "second");
        await(heard, "second");
        Files.writeString(file, "third");
        await(heard, "third");
    }

    private static boolean waits() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("jimg-settings") && thread.getState() == Thread.State.WAITING);
    }

    private static void await(LinkedBlockingQueue<String> heard, String text) throws InterruptedException {
        String last = null;
        while (!text.equals(last)) {
            last = heard.poll(SOON_SECONDS, TimeUnit.SECONDS);
            assertNotNull(last, () -> "nothing more was heard before «" + text + "»");
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
