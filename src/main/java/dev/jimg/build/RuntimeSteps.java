package dev.jimg.build;

import dev.jimg.config.Environment;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Layer;
import dev.jimg.rootfs.LayerDiff;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.rootfs.RootTree;
import dev.jimg.rootfs.TreeSnapshot;
import dev.jimg.runtime.ContainerRun;
import dev.jimg.runtime.Network;
import dev.jimg.runtime.ProcessIo;
import dev.jimg.runtime.ProcessSpec;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * RUN with an OCI runtime, on layers that are unpacked for it.
 *
 * <p>The root file system of one RUN is kept for the next: one that goes on from it finds its layers there, and unpacks
 * only what came between. For one build; to be closed.
 */
public final class RuntimeSteps implements StepRunner, AutoCloseable {

    /** Without a network of its own a container has the host's: there is no bridge without an engine. */
    private static final String DEFAULT_NETWORK = "default";

    private final ImageStore store;
    private final ContainerRun containers;
    private final Path directory;
    private Path rootfs;
    private final List<DiffId> unpacked = new ArrayList<>();

    public RuntimeSteps(ImageStore store, Environment environment) {
        this.store = store;
        Path cache = store.root().resolve("cache");
        this.containers = new ContainerRun(environment, cache.resolve("run"));
        this.directory = cache.resolve("build");
    }

    @Override
    public int run(Command command, OutputStream layer, Output output, Cancellation cancellation) throws IOException {
        containers.require();
        Network network = network(command);
        unpack(command.layers(), output, cancellation);
        try (MountPlaces mounts = MountPlaces.open(directory, command.mounts(), cancellation)) {
            return run(command, network, layer, output, mounts, cancellation);
        } catch (IOException | RuntimeException e) {
            // What it left is nobody's layer.
            clear();
            throw e;
        }
    }

    private int run(Command command, Network network, OutputStream layer, Output output, MountPlaces mounts,
            Cancellation cancellation) throws IOException {
        ProcessSpec spec = new ProcessSpec(command.args(), command.env(), command.workingDir(), command.user(), "",
                network, mounts.binds(), mounts.memory(), false);
        try (RootTree tree = RootTree.open(rootfs)) {
            TreeSnapshot before = TreeSnapshot.of(tree);
            OutputText out = new OutputText(output, false);
            OutputText err = new OutputText(output, true);
            int status = containers.run(rootfs, spec, ProcessIo.output(out, err), cancellation);
            out.close();
            err.close();
            if (status != 0) {
                clear();
                return status;
            }
            DigestOutputStream tar = new DigestOutputStream(layer, Digest.Algorithm.SHA256.newHash());
            LayerDiff.since(before, tree).writeTo(tar, cancellation);
            unpacked.add(new DiffId(Digest.of(Digest.Algorithm.SHA256, tar.getMessageDigest().digest())));
            return status;
        }
    }

    private static Network network(Command command) {
        return command.network().equals(DEFAULT_NETWORK) ? Network.HOST : Network.parse(command.network());
    }

    private void unpack(List<Layer> layers, Output output, Cancellation cancellation) throws IOException {
        List<DiffId> wanted = layers.stream().map(Layer::diffId).toList();
        boolean continues = rootfs != null && unpacked.size() <= wanted.size()
                && wanted.subList(0, unpacked.size()).equals(unpacked);
        if (!continues) {
            clear();
            rootfs = Leftovers.place(Files.createDirectories(directory), "rootfs");
            Files.createDirectory(rootfs);
            // Whatever the umask: users of the container other than root must come in.
            Files.setPosixFilePermissions(rootfs, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (LayerUnpacker unpacker = LayerUnpacker.open(rootfs)) {
            for (Layer layer : layers.subList(unpacked.size(), layers.size())) {
                VerifiedLayer.unpack(store.blobs(), layer, unpacker, cancellation);
                unpacked.add(layer.diffId());
            }
            unpacker.notices().lines().forEach(line -> output.wrote(line + "\n", true));
        } catch (IOException | RuntimeException e) {
            clear();
            throw e;
        }
    }

    private void clear() {
        unpacked.clear();
        if (rootfs != null) {
            remove(rootfs);
            rootfs = null;
        }
    }

    /** Best effort: what a build made is no worse for what it leaves, which a later one sweeps. */
    private static void remove(Path place) {
        try {
            Leftovers.remove(place);
        } catch (IOException | RuntimeException e) {
            // Its name is never used again.
        }
    }

    @Override
    public void close() {
        clear();
    }
}
