package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.container.RunRequest;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A layer without a checksum of its own, whose bytes changed on the disk, is not run. Needs root. */
class DamagedLayerTest {

    @Test
    void isNotUnpackedForAContainer() throws IOException {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
        LayerFixture plain = LayerFixture.of(LayerFixture.Compression.NONE, tar -> tar.file("secret", "whole".repeat(500)));
        try (RealRegistry registry = RealRegistry.open(); StorePlace place = StorePlace.create();
                StoreBackend service = place.open()) {
            String name = ImageFixture.busyboxBuilder().layer("plain", plain).build()
                    .push(registry, "try/plain:1").reference();
            service.pull(PullRequest.of(Reference.parse(name)), event -> { }, Cancellation.none());
            Path blob = place.store().resolve("blobs").resolve(plain.content().digest().replace(':', '/'));
            Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("rw-------"));
            String bytes = Files.readString(blob, StandardCharsets.ISO_8859_1);
            Files.writeString(blob, bytes.replace("wholewhole", "wholeWHOLE"), StandardCharsets.ISO_8859_1);
            Failure failure = assertThrows(Failure.class, () -> service.containers()
                    .run(RunRequest.of(name, "cat", "/secret"), Optional.empty(), Cancellation.none()));
            assertTrue(failure.getMessage().contains(plain.content().digest()), failure.getMessage());
            assertEquals(0, place.store().resolve("containers/images").toFile().list().length);
        }
    }
}
