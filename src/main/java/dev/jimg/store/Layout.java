package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.Digest;
import dev.jimg.store.StoreException.Kind;
import dev.jimg.transfer.ProcessMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where things lie in the directory of a store, and how it comes into being. */
final class Layout {

    private static final String OCI_LAYOUT_TEXT = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String EMPTY_INDEX =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}";
    /**
     * What may lie in a directory that is to become a store, apart from what a broken-off start left or what was made
     * beside the images before there was one: a mount point's.
     */
    private static final String MOUNT_POINTS = "lost+found";
    private static final Set<String> HARMLESS = Stream.concat(Stream.of(MOUNT_POINTS),
            Stream.of(StoreDirectory.values()).map(StoreDirectory::label)).collect(Collectors.toUnmodifiableSet());
    /** Root may write there by its mode, and nobody can make a directory. */
    private static final Set<String> KERNELS_OWN = Set.of("proc", "sysfs", "cgroup2", "debugfs", "tracefs", "securityfs");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final StoreLocks locks;
    private volatile boolean ready;

    Layout(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.locks = new StoreLocks(ingest().resolve("lock"));
    }

    Path root() {
        return root;
    }

    StoreLocks locks() {
        return locks;
    }

    /** It may not be there. */
    Path place(StoreDirectory which) {
        return root.resolve(which.label());
    }

    Path blobs(Digest.Algorithm algorithm) {
        return place(StoreDirectory.BLOBS).resolve(algorithm.label());
    }

    Path blob(Digest digest) {
        return blobs(digest.algorithm()).resolve(digest.hex());
    }

    Path ingest() {
        return place(StoreDirectory.INGEST);
    }

    Path partial(Digest digest) {
        return ingest().resolve(digest.algorithm().label() + "-" + digest.hex());
    }

    Path lease(String id) {
        return ingest().resolve("lease-" + id);
    }

    /** What can be taken back: a file a change. */
    Path trash() {
        return place(StoreDirectory.TRASH);
    }

    Path index() {
        return root.resolve("index.json");
    }

    Path previousIndex() {
        return root.resolve("index.json.previous");
    }

    Path ociLayout() {
        return root.resolve("oci-layout");
    }

    Path cache() {
        return place(StoreDirectory.CACHE);
    }

    Path sealedListing() {
        return cache().resolve("sealed");
    }

    /** A place to write a file that is then renamed, this process's own. */
    Path temporary(String name) {
        return ingest().resolve("tmp-" + name + "-" + ProcessMark.own() + "-" + Thread.currentThread().getId());
    }

    /**
     * Creates what is missing, before the first write. Reading needs none of it.
     *
     * @throws StoreException INVALID if the directory holds something else, UNSUPPORTED if it is of an unknown version
     */
    void prepare() {
        if (ready && Files.isDirectory(ingest())) {
            return;
        }
        refuseWhatIsNoStore("create the store");
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root.getParent());
                makePrivate(root);
                Durable.syncDirectory(root.getParent());
            } else if (!isStore()) {
                tighten(root);
            }
            Path sha256 = blobs(Digest.Algorithm.SHA256);
            if (!Files.isDirectory(sha256)) {
                Files.createDirectories(sha256);
                Durable.syncDirectory(sha256.getParent());
                Durable.syncDirectory(root);
            }
            makePrivate(ingest());
        } catch (IOException e) {
            throw DiskErrors.of("create the store", root, e);
        }
        locks.withState("create the store", this::writeMarkers);
        ready = true;
    }

    private void writeMarkers() {
        try {
            if (!hasValidMarker()) {
                setAside(ociLayout());
                Durable.replace(ociLayout(), temporary("oci-layout"), OCI_LAYOUT_TEXT.getBytes(StandardCharsets.UTF_8));
            }
            // An index that is gone while there are blobs is damage, and mended where the index is edited.
            if (!Files.exists(index()) && !Files.exists(previousIndex()) && !hasBlobs()) {
                Durable.replace(index(), temporary("index"), EMPTY_INDEX.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw DiskErrors.of("create the store", root, e);
        }
    }

    private boolean hasValidMarker() throws IOException {
        JsonNode marker;
        try {
            byte[] bytes = Durable.read(ociLayout(), StoreJson.MAX_BYTES);
            // What almost every tool writes, we too: it is known without a parser, whose classes take 60 ms to load.
            if (Arrays.equals(bytes, OCI_LAYOUT_TEXT.getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
            marker = StoreJson.parse(bytes);
        } catch (NoSuchFileException | UnreadableException e) {
            return false;
        }
        String version = marker.path("imageLayoutVersion").asText("");
        if (!version.isEmpty() && !version.startsWith("1.")) {
            throw new StoreException(Kind.UNSUPPORTED, "use the store", root.toString(),
                    "it is an image layout of version " + version + ", and only 1.0.0 is known", "");
        }
        return !version.isEmpty();
    }

    /**
     * Keeps a damaged file, which is about to be replaced, for whoever wants to see what was in it. It stays under its
     * own name too, where the file system can do that, so that there is no moment without one.
     */
    void setAside(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        int number = 1;
        Path aside;
        do {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
            number++;
        } while (Files.exists(aside));
        try {
            Files.createLink(aside, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.move(file, aside);
        }
    }

    boolean hasBlobs() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs(Digest.Algorithm.SHA256))) {
            return files.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Reading refuses too: an empty list would say that all is well with a mistyped path.
     *
     * @throws StoreException INVALID if a file or a directory with other things in it lies where the store should be,
     *     DISK if there is none and none could be made
     */
    void refuseWhatIsNoStore(String operation) {
        if (isStore()) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path file : files) {
                // Asked again, because another process may be creating the store right now.
                if (!HARMLESS.contains(file.getFileName().toString()) && !isStore()) {
                    throw noStore(operation, "the directory is not empty and no image layout (it holds "
                            + file.getFileName() + ")");
                }
            }
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(root)) {
                throw noStore(operation, "it is a symbolic link to nowhere");
            }
            refuseWhereNoneCanBe(operation);
        } catch (NotDirectoryException e) {
            refuseWhereNoneCanBe(operation);
            throw noStore(operation, "it is no directory");
        } catch (IOException e) {
            refuseWhereNoneCanBe(operation);
            throw DiskErrors.of(operation, root, e);
        }
    }

    /** By what is there of the way to it, for nothing is made to find out. */
    private void refuseWhereNoneCanBe(String operation) {
        Path there = root.getParent();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || Files.exists(root)) {
            return;
        }
        if (!Files.isDirectory(there)) {
            throw noStore(operation, there.getFileName() + " is no directory");
        }
        try {
            String kind = Files.getFileStore(there).type();
            if (KERNELS_OWN.contains(kind)) {
                throw noStore(operation, "no directory can be made in a file system of the kernel (" + kind + ")");
            }
            there.getFileSystem().provider().checkAccess(there, AccessMode.WRITE, AccessMode.EXECUTE);
        } catch (IOException e) {
            throw DiskErrors.of(operation, root, e);
        }
    }

    boolean isStore() {
        return Files.exists(ociLayout()) || Files.exists(index()) && Files.isDirectory(place(StoreDirectory.BLOBS));
    }

    private StoreException noStore(String operation, String why) {
        return new StoreException(Kind.INVALID, operation, root.toString(), why, "Name an empty or a new directory.");
    }

    /** Makes the store and a directory in it, where they are missing. */
    Path beside(StoreDirectory which) {
        prepare();
        Path directory = place(which);
        try {
            if (!Files.isDirectory(directory)) {
                makePrivate(directory);
                Durable.syncDirectory(root);
            }
            return directory;
        } catch (IOException e) {
            throw DiskErrors.of("create", directory, e);
        }
    }

    /** Before the first record; most stores need none. */
    void makeTrash() throws IOException {
        if (!Files.isDirectory(trash())) {
            makePrivate(trash());
            Durable.syncDirectory(root);
        }
    }

    /**
     * A directory that was there before, empty or with what a broken-off start left, is to be as private as one that is
     * made. Whoever may write there but does not own it cannot, and has decided on that mode.
     */
    private static void tighten(Path directory) {
        try {
            Files.setPosixFilePermissions(directory, PRIVATE);
        } catch (IOException e) {
            // See above. What cannot be written at all says so next.
        }
    }

    /** The mode is set a second time because the process's umask was subtracted from the first. */
    private static void makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
                Files.setPosixFilePermissions(directory, PRIVATE);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(directory)) {
                    throw e;
                }
            }
        }
    }
}
