package dev.jimg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, and whoever is to make room on it. */
class RoomTest {

    private static final int SIZE = 1_500_000;

    @TempDir
    Path directory;

    private Path disk;
    private Path filler;
    private byte[] bytes;
    private Descriptor blob;

    @BeforeEach
    void mount() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        disk = Files.createDirectory(directory.resolve("disk"));
        if (Run.of("mount", "-t", "tmpfs", "-o", "size=2m", "none", disk.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        filler = disk.resolve("filler");
        Files.write(filler, new byte[1_000_000]);
        bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        blob = Descriptor.of(MediaType.OCI_LAYER, Digest.of(bytes), SIZE);
    }

    @AfterEach
    void unmount() {
        Run.command("umount", disk.toString());
    }

    @Test
    void whoCannotMakeRoomSpoilsNothingOfWhatIsKept() throws IOException {
        Room room = new Room();
        room.madeBy(() -> {
            makeRoom();
            throw new StoreException(StoreException.Kind.CONFLICT, "empty the trash", disk.toString(),
                    "another process has held the store's lock for 60 seconds", "", null);
        });
        StoreException failed = assertThrows(StoreException.class, () -> write(room));
        assertEquals(StoreException.Kind.DISK, failed.kind(), "the disk is what refused: " + failed.getMessage());
        byte[] kept = Files.readAllBytes(new Layout(disk.resolve("store")).partial(blob.digest()));
        assertTrue(kept.length > 500_000, kept.length + " bytes were kept");
        assertArrayEquals(Arrays.copyOf(bytes, kept.length), kept, "and they are the first of the blob");
    }

    @Test
    void goesOnInTheRoomThatWasMade() throws IOException {
        Room room = new Room();
        room.madeBy(this::makeRoom);
        write(room);
        Layout layout = new Layout(disk.resolve("store"));
        assertArrayEquals(bytes, Files.readAllBytes(layout.blob(blob.digest())));
    }

    private void write(Room room) throws IOException {
        Layout layout = new Layout(disk.resolve("store"));
        layout.prepare();
        try (BlobWriter out = new BlobStore(layout, room).newWriter(blob, ProgressSink.NONE, Cancellation.none())
                .orElseThrow()) {
            out.write(bytes);
            out.commit();
        }
    }

    private boolean makeRoom() {
        try {
            return Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
