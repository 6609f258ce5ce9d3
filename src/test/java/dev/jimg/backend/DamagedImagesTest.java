package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.Failure;
import dev.jimg.service.Flaw;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullEvents;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person still can do when the disk lost something, or is full. */
final class DamagedImagesTest extends ImageServiceContract implements BackendOwner {

    private StorePlace place;

    @Override
    public Backend backend() {
        place = StorePlace.create();
        return place;
    }

    private static String blob(ImageFixture image) {
        return image.layers().get(0).content().digest();
    }

    private Path file(String digest) {
        return place.store().resolve("blobs").resolve(digest.replace(':', '/'));
    }

    @Test
    void aDamagedConfigIsNamedAndAPullMendsIt() throws Exception {
        ImageFixture image = small("damaged");
        Reference name = pulled(image, "damaged/small:1");
        Path config = file(image.config().digest());
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        byte[] bytes = Files.readAllBytes(config);
        bytes[5] ^= 1;
        Files.write(config, bytes);
        failure(Failure.Kind.CORRUPT, () -> service.inspect(name.familiar()));
        pull(name);
        assertEquals(id(image), service.inspect(name.familiar()).summary().id());
    }

    @Test
    void anImageWithAMissingLayerIsShownAsDamagedAndCanBeReadAndMendedAndRemoved() throws Exception {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "missing/layers:1");
        Files.delete(file(blob(image)));
        try (ImageService next = place.open()) {
            assertEquals(List.of(new Flaw(Digest.parse(blob(image)), Flaw.Part.LAYER, Flaw.Kind.MISSING, -1,
                    image.layers().get(0).content().size())), next.list(ListRequest.EVERYTHING).get(0).health().flaws());
            assertEquals(4, next.history(name.familiar()).size());
            assertTrue(next.inspect(name.familiar()).json().contains(image.config().digest()));
            PullEvents events = new PullEvents();
            assertTrue(next.pull(PullRequest.of(name), events, Cancellation.none()).fresh());
            assertEquals(List.of(Phase.COMPLETE, Phase.ALREADY_HERE, Phase.ALREADY_HERE), events.resolved().layers()
                    .stream().map(layer -> events.phases().get(layer.layer())).toList());
            assertEquals(ImageSummary.Health.GOOD, next.list(ListRequest.EVERYTHING).get(0).health());
            Files.delete(file(blob(image)));
            assertEquals(List.of(), next.remove(RemoveRequest.of(List.of(name.familiar()))).failures());
        }
    }

    @Test
    void anImageWhoseManifestIsGoneIsShownAndCanBeMendedAndRemoved() throws Exception {
        ImageFixture image = small("headless");
        Reference name = pulled(image, "headless/small:1");
        Reference other = pulled(small("other"), "other/small:1");
        for (boolean mend : new boolean[] {true, false}) {
            // The manifest and docker's original of it: both name the config.
            Run.command("sh", "-c", "rm -r \"$0\"/cache; cd \"$0\"/blobs/sha256 && rm $(grep -l \"$1\" *)",
                    place.store().toString(), image.config().digest());
            try (ImageService next = place.open()) {
                assertEquals(List.of(Flaw.Kind.MISSING), health(next, name).flaws().stream().map(Flaw::kind).toList());
                assertEquals(ImageSummary.Health.GOOD, health(next, other));
                assertEquals(Failure.Kind.CORRUPT,
                        failure(Failure.Kind.CORRUPT, () -> next.inspect(name.familiar())).kind());
                if (mend) {
                    next.pull(PullRequest.of(name), event -> { }, Cancellation.none());
                    assertEquals(ImageSummary.Health.GOOD, health(next, name));
                } else {
                    next.planRemoval(RemoveRequest.of(List.of(name.familiar())));
                    assertEquals(List.of(), next.remove(RemoveRequest.of(List.of(name.familiar()))).failures());
                    assertEquals(1, next.list(ListRequest.EVERYTHING).size());
                }
            }
        }
    }

    private static ImageSummary.Health health(ImageService service, Reference name) {
        return service.list(ListRequest.EVERYTHING).stream().filter(image -> image.tags().contains(name)).findFirst()
                .orElseThrow().health();
    }

    @Test
    void onAFullDiskAPullSaysSoInOneLineAndTheRestWorks(@TempDir Path directory) throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        if (Run.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", directory.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        URI nobody = URI.create("http://127.0.0.1:1/");
        try (ImageService full = StorePlace.open(directory.resolve("store"), directory, nobody)) {
            Reference small = pushed(small("full"), "full/small:1");
            full.pull(PullRequest.of(small), event -> { }, Cancellation.none());
            Reference large = pushed(ImageFixture.random(2, 2_000_000), "full/large:1");
            Failure failure = failure(Failure.Kind.DISK,
                    () -> full.pull(PullRequest.of(large), event -> { }, Cancellation.none()));
            assertTrue(failure.getMessage().endsWith(": no space left on device"), failure.getMessage());
            assertEquals(1, failure.getMessage().lines().count());
            assertEquals(1, full.list(ListRequest.EVERYTHING).size());
            assertTrue(full.inspect(small.familiar()).json().contains(small.familiar()));
            assertEquals(List.of(), full.remove(RemoveRequest.of(List.of(small.familiar()))).failures());
            assertEquals(List.of(), full.list(ListRequest.EVERYTHING));
        } finally {
            Run.command("umount", directory.toString());
        }
    }
}
