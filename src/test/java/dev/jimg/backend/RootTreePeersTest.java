package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Reference;
import dev.jimg.rootfs.LayerDiff;
import dev.jimg.rootfs.RootTree;
import dev.jimg.rootfs.TreeSnapshot;
import dev.jimg.service.PullRequest;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.RunRequest;
import dev.jimg.testing.AwkwardTree;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.TempDirs;
import dev.jimg.testing.Tools;
import dev.jimg.testing.TreeListing;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Trees and layers of the store beside those that docker and umoci make of the same image and the same changes. */
@ExtendWith(RealDockerExtension.class)
final class RootTreePeersTest {

    private static final String COMMITTED = "docker.io/library/made:1";

    private final Path directory = TempDirs.create("jimg-trees-");
    private RealRegistry registry;
    private StorePlace place;
    private StoreBackend service;

    @BeforeAll
    static void needs() {
        AwkwardTree.requirements();
        Tools.require("umoci", "runc");
    }

    @BeforeEach
    void open() {
        registry = RealRegistry.open();
        place = StorePlace.create();
        service = place.open();
    }

    @AfterEach
    void close(RealDocker docker) {
        docker.clear();
        service.close();
        place.close();
        registry.close();
        TempDirs.delete(directory);
    }

    @Test
    void theTreeOfAnImageIsThatOfUmociToTheNanosecond() {
        String image = pull(AwkwardTree.imageBeyondDocker().push(registry, "tree/beyond:1").reference());
        container(image);
        same(TreeListing.of(umoci(image, "theirs")), TreeListing.of(unpacked()));
    }

    @Test
    void theTreeOfAnImageIsThatOfDockerToTheNanosecondAndThatOfItsExport(RealDocker docker) {
        String image = pull(AwkwardTree.image().push(registry, "tree/docker:1").reference());
        docker.docker("pull", "-q", image);
        Path theirs = dockerContainer(docker, image);
        Path ours = container(image);
        same(ofTheImage(TreeListing.of(theirs)), ofTheImage(TreeListing.of(ours)));
        same(withoutUserAttributes(ofTheImage(TreeListing.inSeconds(exported(docker)))),
                withoutUserAttributes(ofTheImage(TreeListing.inSeconds(ours))));
    }

    @Test
    void theLayerOfAContainersChangesHasTheEntriesThatDockersHas(RealDocker docker) throws IOException {
        String image = pull(AwkwardTree.image().push(registry, "tree/changes:1").reference());
        docker.docker("pull", "-q", image);
        shell(dockerContainer(docker, image), AwkwardTree.CHANGES);
        docker.docker("commit", "box", "theirs:1");
        docker.docker("save", "-o", directory.resolve("theirs.tar").toString(), "theirs:1");
        String expected = entries(topLayer("theirs.tar"));
        assertTrue(expected.contains("void/"), expected);

        shell(container(image), AwkwardTree.CHANGES);
        commit();
        save("ours.tar");
        same(expected, entries(topLayer("ours.tar")));
    }

    /** Where no overlay can be mounted, what changed is found by looking, as umoci always does. */
    @Test
    void theLayerOfATreesChangesHasTheEntriesThatUmocisHas() throws IOException {
        String image = pull(AwkwardTree.image().push(registry, "tree/looking:1").reference());
        Path tree = umoci(image, "bundle");
        Path ours = diffOf(tree);
        Run.command("umoci", "repack", "--image", place.store() + ":" + COMMITTED,
                directory.resolve("bundle").toString());
        List<Layer> layers = service.inspect("made:1").layers();
        Path theirs = place.store().resolve("blobs/sha256").resolve(layers.get(layers.size() - 1).blob().digest().hex());
        // Umoci tells of the root too, not of a parent that is as it was, and what is gone with a directory once more.
        String saidByOne = "(?m)^(drwxr-xr-x 0/0 0 \\.|drwxr-xr-x 0/0 0 a/|whiteout (filetodir|linktodir)/.*)\n";
        same(sorted(entries(theirs).replaceAll(saidByOne, "")), sorted(entries(ours).replaceAll(saidByOne, "")));
    }

    @Test
    void umociAndDockerGetTheSameTreeFromALayerOfOurs(RealDocker docker) {
        String image = pull(AwkwardTree.image().push(registry, "tree/back:1").reference());
        Path changed = container(image);
        shell(changed, AwkwardTree.CHANGES);
        commit();
        String ours = comparable(changed);
        same(ours, comparable(umoci(COMMITTED, "umoci")));
        save("ours.tar");
        docker.docker("load", "-q", "-i", directory.resolve("ours.tar").toString());
        same(ours, comparable(dockerContainer(docker, COMMITTED)));
    }

    private String pull(String image) {
        service.pull(PullRequest.of(Reference.parse(image)), event -> {}, Cancellation.none());
        return image;
    }

    /** The root file system of a container of ours that runs. */
    private Path container(String image) {
        String id = service.containers().run(RunRequest.builder(image).name(Optional.of("box"))
                .command(List.of("sleep", "1000")).build(), Optional.empty(), Cancellation.none()).container();
        return place.store().resolve("containers").resolve(id).resolve("rootfs");
    }

    /** What the image's containers share. */
    private Path unpacked() {
        return only(place.store().resolve("containers/images"));
    }

    /** The same of docker's. */
    private static Path dockerContainer(RealDocker docker, String image) {
        docker.docker("run", "-d", "--name", "box", "--network", "none", image, "sleep", "1000");
        String merged = docker.docker("inspect", "-f", "{{.GraphDriver.Data.MergedDir}}", "box").out().strip();
        assumeTrue(merged.startsWith("/"), "docker has no overlayfs here");
        return Path.of(merged);
    }

    private Path exported(RealDocker docker) {
        docker.docker("export", "-o", directory.resolve("export.tar").toString(), "box");
        shell(directory, "mkdir export; tar --xattrs --xattrs-include=* --numeric-owner -p -C export -xf export.tar");
        return directory.resolve("export");
    }

    private Path umoci(String image, String name) {
        Run.command("umoci", "unpack", "--image", place.store() + ":" + image, directory.resolve(name).toString());
        return directory.resolve(name).resolve("rootfs");
    }

    private void commit() {
        service.containers().commit(new CommitRequest("box", Optional.of(Reference.parse(COMMITTED)), "", "", List.of(),
                true));
    }

    private void save(String file) {
        service.archives().saveFile(SaveRequest.of(List.of(COMMITTED)), directory.resolve(file), progress -> {},
                Cancellation.none());
    }

    /** Of a docker-archive. */
    private Path topLayer(String archive) {
        String name = Run.of("sh", "-ec", "tar -xOf " + archive + " manifest.json | grep -o '\"Layers\":\\[[^]]*' "
                + "| grep -o '[^\",]*$\\|[^\",]*\"$' | tr -d '\"' | tail -1").in(directory).run().out().strip();
        Path file = directory.resolve(archive + ".layer");
        shell(directory, "tar -xOf " + archive + " '" + name + "' > " + file);
        return file;
    }

    private Path diffOf(Path copy) throws IOException {
        Path layer = directory.resolve("diff.tar");
        try (RootTree tree = RootTree.open(copy)) {
            TreeSnapshot before = TreeSnapshot.of(tree);
            shell(copy, AwkwardTree.CHANGES);
            try (OutputStream out = Files.newOutputStream(layer)) {
                LayerDiff.since(before, tree).writeTo(out, Cancellation.none());
            }
        }
        return layer;
    }

    /** What GNU tar tells of a layer's entries, in their order, without times; of whiteouts only the name means anything. */
    private String entries(Path layer) {
        String told = Run.of("tar", "--numeric-owner", "--xattrs", "-tvvf", layer.toString()).env("LC_ALL", "C").run().out();
        return told.replaceAll("(?m)^(\\S{10})[* ] (\\S+) +([\\d,]+) \\S+ \\S+ ", "$1 $2 $3 ")
                .replaceAll("(?m)^\\S+ \\S+ 0 (\\S*\\.wh\\.)", "whiteout $1")
                .replaceAll("(?m)^ *x: +\\d+ user\\..*\n", "");
    }

    /** Without what engines put into every container, and the root, which that changes. */
    private static String ofTheImage(String listing) {
        return listing.replaceAll("(?m)^(\\. |\\./\\.dockerenv|\\./dev|\\./etc|\\./proc|\\./sys).*\n", "");
    }

    /** Docker before 23 keeps none but security.capability in what it packs. */
    private static String withoutUserAttributes(String listing) {
        return listing.replaceAll("(?m)^\\./.* user\\.\\w+=0x.*\n", "");
    }

    private static String comparable(Path tree) {
        return TreeListing.unlinked(ofTheImage(TreeListing.inSeconds(tree)));
    }

    /** Tells only the lines that differ. */
    private static void same(String expected, String actual) {
        List<String> missing = new ArrayList<>(expected.lines().toList());
        actual.lines().forEach(missing::remove);
        List<String> more = new ArrayList<>(actual.lines().toList());
        expected.lines().forEach(more::remove);
        assertEquals(String.join("\n", missing), String.join("\n", more));
        assertEquals(expected, actual);
    }

    private static String sorted(String lines) {
        return lines.lines().sorted().collect(Collectors.joining("\n"));
    }

    private static Path only(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shell(Path directory, String script) {
        Run.of("sh", "-ec", script).in(directory).run();
    }
}
