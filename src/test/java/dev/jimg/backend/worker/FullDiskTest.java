package dev.jimg.backend.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Failure;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.store.ImageStore;
import dev.jimg.testing.Counted;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers on a small file system on which, when they begin, not one byte is free. */
@Counted("background transfers on a full disk")
class FullDiskTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final int SMALL = 500_000;

    @TempDir
    private Path home;
    private Path disk;
    private RealRegistry registry;
    private StoreBackend images;
    private BackgroundTransfers transfers;

    @BeforeEach
    void mount() throws IOException {
        Tools.require("mount", "umount");
        Tools.requireRoot();
        disk = Files.createDirectory(home.resolve("disk"));
        if (Run.of("mount", "-t", "tmpfs", "-o", "size=4m", "none", disk.toString()).attempt().exit() != 0) {
            abort("may not mount");
        }
        registry = RealRegistry.open();
        ImageFixture.random(1, SMALL).push(registry, "small:1");
        RegistryOptions options = RegistryOptions.of(new Environment(Map.of(), home, home));
        images = new StoreBackend(ImageStore.open(disk.resolve("store")), new RegistryClient(options),
                "a test wants it", Clock.systemUTC());
        transfers = images.background().orElseThrow();
        images.pull(PullRequest.of(name("small:1")), event -> {}, Cancellation.none());
    }

    @AfterEach
    void unmount() {
        if (images != null) {
            images.close();
            registry.close();
            Run.command("umount", disk.toString());
        }
    }

    @Test
    void aSaveEndsWithItsCauseAndNoFile() throws IOException {
        assertOneLine(failed(new BackgroundWish.Save(SaveRequest.of(List.of(name("small:1").familiar())),
                disk.resolve("small.tar"))));
        assertEquals(List.of("filler", "store"), names(disk), "nothing half written");
    }

    @Test
    void aLoadEndsWithItsCauseAndNoImage() throws IOException {
        ImageFixture.random(1, SMALL + 1).push(registry, "other:1");
        Path archive = home.resolve("other.tar");
        Tools.require("skopeo");
        Run.command("skopeo", "copy", "-q", "--src-tls-verify=false", "docker://" + name("other:1"),
                "docker-archive:" + archive + ":other:1");
        assertOneLine(failed(new BackgroundWish.Load(archive)));
        assertEquals(List.of(name("small:1").familiar()), listed());
    }

    @Test
    void aPullEndsWithItsCauseAndGoesOnWhenThereIsRoom() throws IOException {
        ImageFixture.random(1, SMALL + 1).push(registry, "other:1");
        BackgroundWish wish = new BackgroundWish.Pull(PullRequest.of(name("other:1")));
        assertOneLine(failed(wish));
        assertEquals(List.of(name("small:1").familiar()), listed());

        Files.delete(disk.resolve("filler"));
        transfers.dismiss(ID);
        SpoolFixture.put(disk.resolve("store"), ID, wish);
        work();
        assertEquals(Status.DONE, only().status(), only().toString());
        assertEquals(2, listed().size());
    }

    @Test
    void nothingHalfIsHandedOver() throws IOException {
        fill();
        Failure why = assertThrows(Failure.class,
                () -> transfers.begin(new BackgroundWish.Load(home.resolve("a.tar")), List.of()));
        assertOneLine(why);
        assertEquals(List.of(), transfers.list());
        Path spool = disk.resolve("store").resolve("transfers");
        assertTrue(Files.notExists(spool) || names(spool).isEmpty(), () -> names(spool).toString());
    }

    private Failure failed(BackgroundWish wish) throws IOException {
        SpoolFixture.put(disk.resolve("store"), ID, wish);
        fill();
        work();
        assertEquals(Status.FAILED, only().status(), only().toString());
        return only().failure().orElseThrow();
    }

    private void work() {
        transfers.work(ID, (request, events, cancellation) -> {
            throw new AssertionError("nobody asked for a copy");
        }, Cancellation.none());
    }

    private void fill() throws IOException {
        Run.of("sh", "-c", "cat /dev/zero >> '" + disk.resolve("filler") + "'").attempt();
        assertEquals(0, Files.getFileStore(disk).getUsableSpace());
    }

    private BackgroundTransfer only() {
        List<BackgroundTransfer> all = transfers.list();
        assertEquals(1, all.size(), all.toString());
        return all.get(0);
    }

    private List<String> listed() {
        return images.list(ListRequest.EVERYTHING).stream().flatMap(image -> image.tags().stream())
                .map(Reference::familiar).toList();
    }

    private static void assertOneLine(Failure why) {
        assertEquals(Failure.Kind.DISK, why.kind(), why.toString());
        assertFalse(why.getMessage().contains("\n"), why.getMessage());
        assertTrue(why.why().toLowerCase(Locale.ROOT).contains("no space left"), why.getMessage());
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reference name(String image) {
        return Reference.parse(registry.hostPort() + "/" + image);
    }
}
