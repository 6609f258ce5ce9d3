package dev.jimg.store;

import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    @TempDir
    Path directory;

    @Test
    void tellsOfChangesByOthersAndNotOfOurOwn() throws Exception {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        ImageStore other = ImageStore.open(store.root());
        LinkedBlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
        Digest digest = StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        Watch watch = store.watch(() -> told.add(store.images().list().images().stream()
                .flatMap(image -> image.tags().stream()).map(tag -> tag.familiar()).toList()));
        try {
            assertTrue(told.isEmpty());
            store.images().tag(digest, ref("a:2"));
            other.images().tag(digest, ref("a:3"));
            assertEquals(List.of("a:1", "a:2", "a:3"), told.poll(10, TimeUnit.SECONDS));
        } finally {
            watch.close();
        }
    }

    @Test
    void tellsOfAnIndexThatIsGone() throws Exception {
        ImageStore store = ImageStore.open(directory.resolve("store"));
        StoreFixture.put(store, StoreFixture.small("a"), "a:1");
        CountDownLatch told = new CountDownLatch(1);
        Watch watch = store.watch(told::countDown);
        try {
            Files.delete(store.root().resolve("index.json"));
            assertTrue(told.await(10, TimeUnit.SECONDS));
        } finally {
            watch.close();
        }
    }
}
