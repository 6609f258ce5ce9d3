package dev.jimg.backend.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.service.BackgroundWish;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What a screen that ends leaves in a store, without a process that goes on with it. */
final class SpoolFixture {

    private SpoolFixture() {}

    static void put(Path store, String id, BackgroundWish wish) throws IOException {
        Path transfers = ImageStore.open(store).beside(StoreDirectory.TRANSFERS);
        ObjectNode request = SpoolJson.object().put("begun", Instant.now().toString());
        SpoolWishes.write(wish, request);
        ObjectNode state = SpoolJson.object();
        SpoolJson.layers(List.of(), state);
        new SpoolDir(transfers.resolve(id)).create(request, state);
    }
}
