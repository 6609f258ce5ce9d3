package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.archive.LayerLimits;
import dev.jimg.archive.LayerStream;
import dev.jimg.archive.LayerWatch;
import dev.jimg.config.Environment;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A context directory, a store, and builds from the one onto the other. */
final class BuildFixture implements BuildListener {

    final Path context;
    final ImageStore store;
    final List<String> heard = new ArrayList<>();
    private final Map<String, String> args = new HashMap<>();
    private Optional<String> target = Optional.empty();
    private Optional<Long> epoch = Optional.empty();
    private boolean useCache = true;
    private String ignore = "";
    private String network = "none";
    private BuildKeys keys = BuildKeys.NONE;
    private RemoteFiles remote = (url, cancellation) -> {
        throw new AssertionError("nothing is to be fetched");
    };
    private StepRunner runner = (command, layer, output, cancellation) -> {
        throw new AssertionError("nothing is to be run");
    };

    BuildFixture(Path directory) throws IOException {
        this(Files.createDirectories(directory.resolve("context")), ImageStore.open(directory.resolve("store")));
    }

    private BuildFixture(Path context, ImageStore store) {
        this.context = context;
        this.store = store;
    }

    /** For a build that runs beside those of this one. */
    BuildFixture another() {
        return new BuildFixture(context, store);
    }

    BuildFixture file(String path, String content) throws IOException {
        Files.createDirectories(context.resolve(path).getParent());
        Files.writeString(context.resolve(path), content);
        return this;
    }

    BuildFixture arg(String name, String value) {
        args.put(name, value);
        return this;
    }

    BuildFixture target(String name) {
        target = Optional.of(name);
        return this;
    }

    BuildFixture epoch(long seconds) {
        epoch = Optional.of(seconds);
        return this;
    }

    BuildFixture withoutCache() {
        useCache = false;
        return this;
    }

    BuildFixture ignore(String patterns) {
        ignore = patterns;
        return this;
    }

    BuildFixture network(String name) {
        network = name;
        return this;
    }

    BuildFixture keys(BuildKeys given) {
        keys = given;
        return this;
    }

    BuildFixture remote(RemoteFiles files) {
        remote = files;
        return this;
    }

    BuildFixture runner(StepRunner other) {
        runner = other;
        return this;
    }

    /** Has steps run as they are, with what they need in the context: {@code COPY busybox /bin/sh}. Else skips the test. */
    RuntimeSteps runsBusybox() throws IOException {
        Tools.requireRoot();
        Tools.require("runc", "busybox");
        busybox();
        RuntimeSteps steps = new RuntimeSteps(store, Environment.system());
        runner(steps);
        return steps;
    }

    /** Puts the one of this machine into the context. */
    Path busybox() throws IOException {
        Path busybox = Files.copy(Tools.find("busybox").orElseThrow(), context.resolve("busybox"));
        assertTrue(busybox.toFile().setExecutable(true));
        return busybox;
    }

    ImageId build(String dockerfile, String... tags) {
        heard.clear();
        BuildSpec spec = new BuildSpec(dockerfile, BuildContextFiles.directory(context, DockerIgnore.parse(ignore)),
                List.of(tags).stream().map(Reference::parse).toList(), args, Map.of(), target, useCache, false,
                Optional.empty(), network, keys, epoch);
        return build(spec);
    }

    ImageId build(BuildSpec spec) {
        BaseImages bases = (name, platform, pull, cancellation) -> manifest(Reference.parse(name));
        return new Builder(store, bases, remote, runner, LayerWatch.Factory.NONE)
                .build(spec, this, Cancellation.none());
    }

    private Manifest manifest(Reference name) {
        return store.images().list().images().stream().filter(image -> image.tags().contains(name.orLatest()))
                .findFirst().map(store.images()::manifest)
                .orElseThrow(() -> new AssertionError(name + " is not in the store"));
    }

    StoredImage image(ImageId id) {
        return store.images().list().images().stream().filter(image -> image.id().equals(id)).findFirst()
                .orElseThrow();
    }

    ImageConfig config(ImageId id) {
        return store.images().config(image(id));
    }

    /** The entries of each layer, as {@code tar tv} shows them, the lowest layer first. */
    List<List<String>> layers(ImageId id) throws IOException {
        List<List<String>> layers = new ArrayList<>();
        for (Descriptor layer : store.images().manifest(image(id)).layers()) {
            layers.add(entries(layer));
        }
        return layers;
    }

    private List<String> entries(Descriptor layer) throws IOException {
        List<String> lines = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                LayerStream.open(store.blobs().open(layer.digest()), LayerLimits.DEFAULT), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String content = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()
                        ? " " + new String(tar.readAllBytes(), StandardCharsets.UTF_8).strip() : "";
                lines.add(line(entry) + content);
            }
        }
        return lines;
    }

    static String line(TarArchiveEntry entry) {
        String link = entry.isLink() ? " = " + entry.getLinkName()
                : entry.isSymbolicLink() ? " -> " + entry.getLinkName() : "";
        return String.format("%o %d:%d %s%s", entry.getMode() & 07777, entry.getLongUserId(), entry.getLongGroupId(),
                entry.getName(), link);
    }

    @Override
    public void step(int index, int total, String instruction) {
        heard.add(index + "/" + total + " " + instruction);
    }

    @Override
    public void cached() {
        heard.add("cached");
    }

    @Override
    public void output(String text, boolean error) {
        heard.add(text.strip());
    }
}
