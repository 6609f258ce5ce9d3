package dev.jimg.backend.store;

import dev.jimg.build.VerifiedLayer;
import dev.jimg.oci.Layer;
import dev.jimg.posix.Bytes;
import dev.jimg.posix.Posix;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.LayerDiff;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.rootfs.RootTree;
import dev.jimg.rootfs.TreeSnapshot;
import dev.jimg.runtime.MountPoints;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoredImage;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The root file system of a container: an overlay on the unpacked image, which all its containers share, where the
 * kernel and our rights allow it; else a copy of its own.
 */
final class ContainerRootfs {

    private static final Map<ContainerShelf, Boolean> TRIED = new WeakHashMap<>();

    private final ImageStore store;
    private final ContainerShelf shelf;
    private final ContainerHome home;

    ContainerRootfs(ImageStore store, ContainerShelf shelf, ContainerHome home) {
        this.store = store;
        this.shelf = shelf;
        this.home = home;
    }

    /**
     * Whether overlays can be mounted on this directory. Only trying tells: not every file system can hold the upper
     * directory of one, another overlay for example.
     */
    static synchronized boolean overlays(ContainerShelf shelf) {
        return Posix.isRoot() && TRIED.computeIfAbsent(shelf, ContainerRootfs::tryOverlay);
    }

    private static boolean tryOverlay(ContainerShelf shelf) {
        return shelf.locked("try an overlay", () -> {
            Path trial = shelf.half();
            Path merged = Files.createDirectory(trial.resolve("rootfs"));
            try {
                Posix.mountOverlay(Bytes.ofPath(merged), options(Files.createDirectory(trial.resolve("lower")),
                        Files.createDirectory(trial.resolve("upper")), Files.createDirectory(trial.resolve("work"))));
                Posix.unmount(Bytes.ofPath(merged));
                return true;
            } catch (PosixException e) {
                return false;
            } finally {
                ContainerShelf.discard(trial);
            }
        });
    }

    /**
     * Unpacks the image, if that was not done before.
     *
     * @return what could not be unpacked as the layers say
     */
    List<String> unpack(StoredImage image, Cancellation cancellation) {
        try {
            if (!home.record().overlay()) {
                List<String> notices = unpackTo(Files.createDirectories(home.rootfs()), image, cancellation);
                try (RootTree tree = RootTree.open(home.rootfs());
                        OutputStream out = Files.newOutputStream(home.snapshot())) {
                    TreeSnapshot.of(tree).write(out);
                }
                return notices;
            }
            for (Path directory : List.of(home.rootfs(), home.upper(), home.work())) {
                Files.createDirectories(directory);
            }
            Path shared = shelf.unpackedImage(image.id());
            return Files.exists(shared) ? List.of() : unpackShared(shared, image, cancellation);
        } catch (IOException e) {
            throw ContainerShelf.disk("unpack", image.id().shortHex(), e);
        }
    }

    private List<String> unpackShared(Path shared, StoredImage image, Cancellation cancellation) throws IOException {
        Path half = shelf.half();
        try {
            List<String> notices = unpackTo(half, image, cancellation);
            shelf.locked("unpack the image", () -> Files.exists(shared) ? shared : Files.move(half, shared));
            return notices;
        } finally {
            shelf.drop(half);
        }
    }

    private List<String> unpackTo(Path directory, StoredImage image, Cancellation cancellation) throws IOException {
        try (LayerUnpacker unpacker = LayerUnpacker.open(directory)) {
            for (Layer layer : Layer.of(store.images().manifest(image), store.images().config(image))) {
                VerifiedLayer.unpack(store.blobs(), layer, unpacker, cancellation);
            }
            try (RootTree tree = RootTree.open(directory)) {
                MountPoints.make(tree).keep();
            }
            return unpacker.notices().lines();
        }
    }

    /** Mounts it, if it is an overlay. @return what to unmount when the container ended */
    Optional<Path> mount() {
        if (!home.record().overlay()) {
            return Optional.empty();
        }
        try {
            ContainerShelf.unmount(home.rootfs());
            Posix.mountOverlay(Bytes.ofPath(home.rootfs()),
                    options(shelf.unpackedImage(home.record().imageId()), home.upper(), home.work()));
            return Optional.of(home.rootfs());
        } catch (PosixException e) {
            throw ContainerShelf.disk("mount the root file system of", home.record().name(), e);
        }
    }

    /** Writes what the container changed as a layer. @return whether it changed anything */
    boolean diff(OutputStream tar, Cancellation cancellation) throws IOException {
        if (home.record().overlay()) {
            try (RootTree upper = RootTree.open(home.upper())) {
                return write(LayerDiff.ofOverlay(upper), tar, cancellation);
            }
        }
        try (RootTree tree = RootTree.open(home.rootfs()); InputStream in = Files.newInputStream(home.snapshot())) {
            return write(LayerDiff.since(TreeSnapshot.read(in), tree), tar, cancellation);
        }
    }

    private static boolean write(LayerDiff diff, OutputStream tar, Cancellation cancellation) throws IOException {
        diff.writeTo(tar, cancellation);
        return !diff.isEmpty();
    }

    /** Whole files in the upper directory, whatever the kernel would do by default: a layer is made of it. */
    private static String options(Path lower, Path upper, Path work) {
        return "lowerdir=" + escaped(lower) + ",upperdir=" + escaped(upper) + ",workdir=" + escaped(work)
                + ",metacopy=off,redirect_dir=off,index=off";
    }

    private static String escaped(Path path) {
        return Bytes.ofPath(path).replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }
}
