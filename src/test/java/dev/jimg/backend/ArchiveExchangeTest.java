package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.LoadResult.Loaded;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Archives go back and forth between the store and docker, podman and skopeo, and the images stay the same. */
@ExtendWith(RealDockerExtension.class)
final class ArchiveExchangeTest {

    private static final LayerFixture BASE = LayerFixture.gzip(tar -> tar.directory("etc").file("etc/base", "base"));
    private static final ImageFixture LOW =
            ImageFixture.builder().layer("base", BASE).emptyLayer("CMD [\"sh\"]").build();
    private static final ImageFixture HIGH = ImageFixture.builder().layer("base", BASE)
            .layer("top", LayerFixture.gzip(tar -> tar.file("etc/top", "top").whiteout("etc", "base")))
            .layer("base again", BASE).build();
    private static final String LOW_NAME = "example.com/exchange/low:1";
    private static final String HIGH_NAME = "example.com/exchange/high:1";

    private static final String OCI_NAME = "example.com/exchange/oci:1";

    private final RealDocker docker;
    private final StorePlace place = StorePlace.create();
    private final StoreBackend store = place.open();

    @TempDir
    Path directory;

    ArchiveExchangeTest(RealDocker docker) {
        this.docker = docker;
    }

    @AfterEach
    void close() {
        store.close();
        place.close();
        docker.clear();
    }

    private static byte[] both() {
        Map<String, ImageFixture> images = new LinkedHashMap<>();
        images.put(LOW_NAME, LOW);
        images.put(HIGH_NAME, HIGH);
        return ArchiveFixture.docker(images);
    }

    private LoadResult load(InputStream in) {
        return store.archives().load(LoadRequest.EVERYTHING, in, progress -> {}, Cancellation.none());
    }

    private Map<String, String> load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Map<String, String> ids = new LinkedHashMap<>();
            for (Loaded loaded : load(in).images()) {
                ids.put(loaded.name().map(Reference::familiar).orElse(""), loaded.id().orElseThrow().toString());
            }
            return ids;
        }
    }

    private Path saved(SaveRequest.Format format, String... names) {
        Path file = directory.resolve(format + "-" + names.length + ".tar");
        store.archives().saveFile(new SaveRequest(List.of(names), format, Optional.empty()), file, progress -> {},
                Cancellation.none());
        return file;
    }

    private String podman(String... arguments) {
        String[] command = Stream.concat(Stream.of("podman", "--root", directory.resolve("root").toString(),
                "--runroot", directory.resolve("run").toString(), "--storage-driver", "vfs"), Stream.of(arguments))
                .toArray(String[]::new);
        return Run.command(command).out().trim();
    }

    private static Map<String, String> expected() {
        return Map.of(LOW_NAME, LOW.config().digest(), HIGH_NAME, HIGH.config().digest());
    }

    @Test
    void dockerLoadsWhatWeSaveAndSavesTheSame() throws IOException {
        load(new ByteArrayInputStream(both()));
        Path ours = saved(SaveRequest.Format.DOCKER, LOW_NAME, HIGH_NAME);
        String said = docker.docker("load", "-i", ours.toString()).out();
        assertEquals("Loaded image: " + LOW_NAME + "\nLoaded image: " + HIGH_NAME + "\n", said);
        for (String name : List.of(LOW_NAME, HIGH_NAME)) {
            assertEquals(expected().get(name), docker.docker("inspect", "-f", "{{.Id}}", name).out().trim());
        }
        Path theirs = directory.resolve("theirs.tar");
        docker.docker("save", "-o", theirs.toString(), LOW_NAME, HIGH_NAME);
        TreeSet<String> own = contents(ours);
        TreeSet<String> other = contents(theirs);
        other.retainAll(own);
        assertEquals(4, other.size(), "two configs and two layers are the same bytes: " + other);
    }

    /** The digests of all files of a tar. */
    private static TreeSet<String> contents(Path file) throws IOException {
        TreeSet<String> digests = new TreeSet<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    digests.add(Digest.of(tar.readAllBytes()).toString());
                }
            }
        }
        return digests;
    }

    @Test
    void weLoadWhatDockerSaves() throws IOException {
        Path archive = Files.write(directory.resolve("a.tar"), both());
        docker.docker("load", "-i", archive.toString());
        Path theirs = directory.resolve("theirs.tar");
        docker.docker("save", "-o", theirs.toString(), LOW_NAME, HIGH_NAME);
        assertEquals(expected(), load(theirs));
        docker.docker("save", "-o", theirs.toString(), LOW.config().digest());
        assertEquals(Map.of("", LOW.config().digest()), load(theirs));
    }

    @Test
    void podmanLoadsWhatWeSave() {
        Tools.require("podman");
        load(new ByteArrayInputStream(both()));
        podman("load", "-i", saved(SaveRequest.Format.DOCKER, LOW_NAME, HIGH_NAME).toString());
        for (String name : List.of(LOW_NAME, HIGH_NAME)) {
            assertEquals(expected().get(name), "sha256:" + podman("inspect", "-f", "{{.Id}}", name));
        }
        podman("rmi", "--all", "--force");
        podman("load", "-i", saved(SaveRequest.Format.OCI, HIGH_NAME).toString());
        assertEquals(HIGH.config().digest(), "sha256:" + podman("inspect", "-f", "{{.Id}}", HIGH_NAME));
        TempDirs.delete(directory.resolve("root"));
    }

    @Test
    void weLoadWhatPodmanSaves() throws IOException {
        Tools.require("podman");
        podman("load", "-i", Files.write(directory.resolve("a.tar"), both()).toString());
        Path theirs = directory.resolve("theirs.tar");
        podman("save", "-q", "-m", "-o", theirs.toString(), LOW_NAME, HIGH_NAME);
        assertEquals(expected(), load(theirs));
        Files.delete(theirs);
        // Podman writes the config of an image that came in docker's form anew when it saves it in OCI's.
        ImageFixture oci = ImageFixture.builder().format(ImageFixture.Format.OCI).layer("base", BASE).build();
        podman("load", "-i",
                Files.write(directory.resolve("b.tar"), ArchiveFixture.oci(Map.of(OCI_NAME, oci))).toString());
        podman("save", "-q", "--format", "oci-archive", "-o", theirs.toString(), OCI_NAME);
        assertEquals(Map.of(OCI_NAME, oci.config().digest()), load(theirs));
        TempDirs.delete(directory.resolve("root"));
    }

    @Test
    void skopeoAndWeReadOneAnother() throws IOException {
        Tools.require("skopeo");
        load(new ByteArrayInputStream(both()));
        Path ours = saved(SaveRequest.Format.DOCKER, HIGH_NAME);
        Path dockerArchive = directory.resolve("skopeo-docker.tar");
        Path ociArchive = directory.resolve("skopeo-oci.tar");
        Run.command("skopeo", "copy", "-q", "docker-archive:" + ours,
                "docker-archive:" + dockerArchive + ":example.com/skopeo/docker:1");
        Run.command("skopeo", "copy", "-q", "oci-archive:" + saved(SaveRequest.Format.OCI, HIGH_NAME),
                "oci-archive:" + ociArchive + ":example.com/skopeo/oci:1");
        assertEquals(Map.of("example.com/skopeo/docker:1", HIGH.config().digest()), load(dockerArchive));
        assertEquals(Map.of("example.com/skopeo/oci:1", HIGH.config().digest()), load(ociArchive));
        try (StorePlace other = StorePlace.create(); StoreBackend empty = other.open();
                InputStream in = Files.newInputStream(dockerArchive)) {
            LoadResult result =
                    empty.archives().load(LoadRequest.EVERYTHING, in, progress -> {}, Cancellation.none());
            assertEquals(HIGH.config().digest(), result.images().get(0).id().orElseThrow().toString());
            assertTrue(empty.inspect("example.com/skopeo/docker:1").json().contains(BASE.diffId()));
        }
    }
}
