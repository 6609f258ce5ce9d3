package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.ConfigException;
import dev.jimg.service.Failure;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.SmallDisk;
import dev.jimg.testing.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that writes, on a disk that has room for a page or a file more each time, until it has enough. */
final class FullDiskTest {

    private static final int LAYER = 20_000;
    private static final int DISK = 4 << 20;
    private static final int INODES = 400;
    /** More pages and files than anything here needs. */
    private static final int ENOUGH = 60;
    private static final Set<StoreOperation> MAKE_ROOM = EnumSet.of(StoreOperation.REMOVE, StoreOperation.PRUNE);

    private static RealRegistry registry;
    private static ImageFixture image;

    @TempDir
    Path directory;

    private SmallDisk disk;
    private FaultScene scene;

    @BeforeAll
    static void push() {
        registry = RealRegistry.open();
        image = FaultScene.image(LAYER);
        image.push(registry, FaultScene.REPOSITORY);
    }

    @AfterAll
    static void closeRegistry() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach
    void mount() throws IOException {
        Path mountPoint = Files.createDirectory(directory.resolve("disk"));
        disk = SmallDisk.mount(mountPoint, DISK, INODES);
        scene = FaultScene.create(mountPoint, directory.resolve("inputs"), registry.hostPort(), image);
    }

    /** Also when there was nothing to mount, or no right to. */
    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void atEachPage(StoreOperation operation) throws IOException {
        sweep(operation, "disk full", pages -> disk.leavePages(pages));
    }

    @ParameterizedTest
    @EnumSource
    void atEachInode(StoreOperation operation) throws IOException {
        sweep(operation, "no inodes", inodes -> disk.leaveInodes(inodes));
    }

    private void sweep(StoreOperation operation, String line, IntConsumer leave) throws IOException {
        Tally tally = new Tally(line + " in " + operation.name().toLowerCase());
        int step = Tally.cases(4, 1);
        for (int left = 0; left < ENOUGH; left += step) {
            int room = left;
            tally.held(left + " left", () -> {
                try (StoreBackend service = scene.open()) {
                    operation.prepare(service, scene);
                }
                String config = Files.readString(scene.dockerConfig());
                leave.accept(room);
                Optional<String> why = attempt(operation);
                disk.empty();
                Files.writeString(scene.dockerConfig(), config);
                assertFalse(why.isPresent() && MAKE_ROOM.contains(operation), () -> "it makes room: " + why);
                assertFalse(why.isPresent() && room > ENOUGH - 5, () -> "there was enough: " + why);
                scene.reset();
            });
            disk.empty();
        }
        tally.done(ENOUGH / step);
    }

    @Test
    void onAReadOnlyDisk() throws IOException {
        Tally tally = new Tally("read-only file system");
        for (StoreOperation operation : StoreOperation.values()) {
            tally.held(operation.name(), () -> {
                try (StoreBackend service = scene.open()) {
                    operation.prepare(service, scene);
                }
                disk.makeReadOnly(true);
                Optional<String> why;
                try {
                    why = attempt(operation);
                } finally {
                    disk.makeReadOnly(false);
                }
                assertTrue(why.isPresent() && why.get().toLowerCase().contains("read-only"), () -> "said: " + why);
                scene.reset();
            });
        }
        tally.done(StoreOperation.values().length);
    }

    /** Empty if it was done, else the one line that says why not; what is here is looked at while the disk is full. */
    private Optional<String> attempt(StoreOperation operation) throws IOException {
        Set<String> before = scene.names();
        String config = Files.readString(scene.dockerConfig());
        String said;
        try (StoreBackend service = scene.open()) {
            operation.run(service, scene);
            assertTrue(operation != StoreOperation.SAVE || Files.deleteIfExists(scene.saved()));
            return Optional.empty();
        } catch (Failure e) {
            said = e.getMessage();
            assertEquals(Failure.Kind.DISK, e.kind(), e.whole());
        } catch (ConfigException e) {
            said = e.getMessage();
        }
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.toLowerCase().matches(".*: (no space left on device|read-only file system).*"), said);
        assertEquals(before, scene.names(), "the listing is unchanged");
        assertEquals(config, Files.readString(scene.dockerConfig()));
        assertEquals(List.of("config.json"), names(scene.docker()));
        assertEquals(List.of("docker", "store"), names(scene.directory()).stream()
                .filter(name -> !name.startsWith("filler") && !name.equals("home")).toList(), "a file is left");
        scene.assertWhole();
        return Optional.of(said);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
