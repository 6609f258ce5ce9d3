package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A store in which the disk altered, cut, emptied or lost a file: each kind of file, each kind of damage. */
final class DamagedStoreTest {

    @TempDir
    Path directory;

    private final ImageFixture image = ImageFixture.builder().format(ImageFixture.Format.OCI)
            .layer("a", LayerFixture.random(LayerFixture.Compression.GZIP, 1, 50_000))
            .layer("b", LayerFixture.random(LayerFixture.Compression.NONE, 2, 50_000)).build();
    private RealRegistry registry;
    private FaultScene scene;

    @BeforeEach
    void open() throws IOException {
        registry = RealRegistry.open();
        image.push(registry, FaultScene.REPOSITORY);
        scene = FaultScene.create(directory.resolve("d"), directory.resolve("i"), registry.hostPort(),
                FaultScene.image(1_000));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /** What happens to a file. */
    private enum Damage {
        ALTERED {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        },
        CUT_AT_1_PERCENT {
            @Override
            void to(Path file) throws IOException {
                cut(file, 1);
            }
        },
        CUT_AT_50_PERCENT {
            @Override
            void to(Path file) throws IOException {
                cut(file, 50);
            }
        },
        CUT_AT_99_PERCENT {
            @Override
            void to(Path file) throws IOException {
                cut(file, 99);
            }
        },
        TOO_LONG {
            @Override
            void to(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
            }
        },
        EMPTY {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        MISSING {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;

        private static void cut(Path file, int percent) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length * percent / 100));
        }
    }

    @Test
    void aDamagedBlobIsNamedMendedAndNeverHandedOn() throws IOException {
        Tally tally = new Tally("damaged blobs");
        List<String> blobs = List.of(image.root().digest(), image.config().digest(),
                image.layers().get(0).content().digest(), image.layers().get(1).content().digest());
        try (ImageService service = scene.open()) {
            StoreOperation.PULL.run(service, scene);
        }
        for (String blob : blobs) {
            // One for each: a push that was refused for one blob may have sent the others.
            try (RealRegistry other = RealRegistry.open()) {
                Reference away = Reference.parse(other.hostPort() + "/damaged/image:1");
                try (ImageService service = scene.open()) {
                    service.tag(scene.remote().familiar(), away);
                }
                for (Damage damage : Damage.values()) {
                    tally.held(damage + " " + blob, () -> damaged(blob, damage, away, other));
                }
            }
        }
        tally.done(blobs.size() * Damage.values().length);
    }

    private void damaged(String blob, Damage damage, Reference away, RealRegistry other) throws Exception {
        Path file = scene.store().resolve("blobs").resolve(blob.replace(':', '/'));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        damage.to(file);
        try (ImageService service = scene.open()) {
            assertShown(service, damage);
            Path archive = directory.resolve("archive.tar");
            service.archives().saveFile(SaveRequest.of(List.of(FaultScene.KEPT.familiar())), archive, progress -> { },
                    Cancellation.none());
            Files.delete(archive);
            for (SaveRequest.Format format : SaveRequest.Format.values()) {
                // A docker-archive holds the tar in the layer, which is whole where only something follows its end.
                if (damage != Damage.TOO_LONG || format == SaveRequest.Format.OCI) {
                    assertRefused(() -> service.archives().saveFile(new SaveRequest(List.of(away.familiar()), format,
                            Optional.empty()), archive, progress -> { }, Cancellation.none()));
                    assertFalse(Files.exists(archive));
                }
            }
            assertRefused(() -> service.push(new PushRequest(away), event -> { }, Cancellation.none()));
            assertFalse(Files.exists(other.blobFile(blob)), "it was sent");
            VerifyResult found = verify(service, false);
            assertTrue(found.damages().stream().anyMatch(one -> one.blob().toString().equals(blob)),
                    () -> "verify does not name it: " + found);
            assertTrue(verify(service, true).good(), "it is not mended");
            assertEquals(List.of(), verify(service, false).damages());
        }
        scene.assertWhole();
    }

    /** By the sizes of the blobs, once the disk was measured. What is altered in one shows where it is read. */
    private void assertShown(ImageService service, Damage damage) {
        service.usage();
        ImageSummary shown = service.list(ListRequest.EVERYTHING).stream()
                .filter(summary -> summary.tags().contains(scene.remote())).findFirst().orElseThrow();
        if (damage != Damage.ALTERED) {
            assertNotEquals(ImageSummary.Health.GOOD, shown.health());
        }
    }

    private static void assertRefused(Executable work) {
        Failure failure = assertThrows(Failure.class, work);
        assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
    }

    private static VerifyResult verify(ImageService service, boolean repair) {
        return service.verify(new VerifyRequest(List.of(), repair), progress -> { }, Cancellation.none());
    }

    @Test
    void aDamagedIndexLosesNoImage() throws IOException {
        Tally tally = new Tally("damaged index, marker, cache");
        try (ImageService service = scene.open()) {
            service.tag(FaultScene.KEPT.familiar(), FaultScene.ALIAS);
            StoreOperation.LOAD.run(service, scene);
        }
        Set<String> names = scene.names();
        for (String name : List.of("index.json", "oci-layout", "cache/listing")) {
            Path file = scene.store().resolve(name);
            for (Damage damage : Damage.values()) {
                tally.held(damage + " " + name, () -> {
                    byte[] before = Files.readAllBytes(file);
                    damage.to(file);
                    try {
                        assertUsable(names);
                    } finally {
                        Files.write(file, before);
                    }
                    assertEquals(names, scene.names());
                    scene.assertWhole();
                });
            }
        }
        tally.done(3 * Damage.values().length);
    }

    /** What cannot be read is said, the rest is there, and a collection takes nothing that may still be needed. */
    private void assertUsable(Set<String> names) {
        Set<String> shown = scene.names();
        try (ImageService service = scene.open()) {
            assertTrue(shown.equals(names) || !service.problems().isEmpty(), () -> "lost without a word: " + shown);
            assertFalse(shown.isEmpty());
            for (String name : shown) {
                service.inspect(name);
            }
            service.prune(PruneRequest.DANGLING);
            String any = shown.iterator().next();
            service.tag(any, FaultScene.KEPT.withTag("after"));
            assertTrue(scene.names().contains(FaultScene.KEPT.withTag("after").familiar()));
            assertTrue(verify(service, false).good());
            service.remove(new RemoveRequest(List.of(FaultScene.KEPT.withTag("after").familiar()),
                    RemoveRequest.Mode.UNTAG, false, true));
        }
    }
}
