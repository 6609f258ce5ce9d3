package dev.jimg.backend.store;

import dev.jimg.config.Environment;
import dev.jimg.oci.ImageId;
import dev.jimg.posix.Bytes;
import dev.jimg.posix.Dir;
import dev.jimg.posix.Posix;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.TreeRemoval;
import dev.jimg.runtime.OciRuntime;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.Failure;
import dev.jimg.store.ImageStore;
import dev.jimg.store.StoreDirectory;
import dev.jimg.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The containers of a store, in its directory {@code containers/}: {@code <id>/} each, {@code images/<id>/} for images
 * that are unpacked, {@code runtime/} for what the OCI runtime remembers.
 *
 * <p>A container comes with one rename, when its record is whole, and goes with one; what a process that died left in
 * between has a name beginning with a dot, with the process's ID in it, and goes when the next looks.
 */
final class ContainerShelf {

    private static final String HALF = ".half-";
    private static final String GONE = "-gone";
    private static final String IMAGES = "images";
    private static final String LOCK = "lock";
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final ImageStore store;
    private final Path root;
    private final Environment environment;

    ContainerShelf(ImageStore store, Environment environment) {
        this.store = store;
        this.root = store.place(StoreDirectory.CONTAINERS);
        this.environment = environment;
    }

    /** Whether any container was ever made here. If not, nothing of this needs a system call. */
    boolean exists() {
        return Files.isDirectory(root);
    }

    /** @throws dev.jimg.runtime.RunException UNSUPPORTED if none is installed */
    OciRuntime runtime() {
        return OciRuntime.find(environment, root.resolve("runtime"));
    }

    /** Newest first. Those that were to go at their end, and ended, are not among them. */
    List<ContainerHome> list() {
        if (!exists()) {
            return List.of();
        }
        List<ContainerHome> homes = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
            for (Path directory : directories) {
                home(directory).filter(home -> !isOver(home)).ifPresent(homes::add);
            }
        } catch (IOException e) {
            throw disk("list containers", "", e);
        }
        homes.sort(Comparator.comparing((ContainerHome home) -> home.record().created()).reversed());
        return homes;
    }

    private static boolean isOver(ContainerHome home) {
        return home.record().remove() && home.process().exit().isPresent();
    }

    private Optional<ContainerHome> home(Path directory) {
        if (!Files.isRegularFile(directory.resolve(ContainerRecord.FILE))
                || directory.getFileName().toString().startsWith(".")) {
            return Optional.empty();
        }
        try {
            ContainerRecord record = ContainerRecord.read(directory);
            return Optional.of(new ContainerHome(record, directory, process(record.id(), directory)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private SupervisedContainer process(String id, Path directory) {
        return new SupervisedContainer(this::runtime, id, directory);
    }

    /** @param text a name, an ID or a unique prefix of one */
    ContainerHome find(String operation, String text) {
        if (text.isBlank()) {
            String why = "invalid container name or ID: value is empty";
            throw new Failure(Failure.Kind.INVALID, operation, "", why, "", why, null);
        }
        List<ContainerHome> all = list();
        Optional<ContainerHome> named = all.stream()
                .filter(home -> home.id().equals(text) || home.record().name().equals(text)
                        || ("/" + home.record().name()).equals(text)).findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        List<ContainerHome> matches = all.stream().filter(home -> home.id().startsWith(text)).toList();
        if (matches.size() > 1) {
            String why = "multiple IDs found with provided prefix: " + text;
            throw new Failure(Failure.Kind.AMBIGUOUS, operation, text, why, "Give more digits of the ID, or a name.",
                    why, null);
        }
        if (matches.isEmpty()) {
            String why = "No such container: " + text;
            throw new Failure(Failure.Kind.NOT_FOUND, operation, text, "there is no such container", "", why, null);
        }
        return matches.get(0);
    }

    /** Makes a container known. */
    ContainerHome add(ContainerRecord record) {
        return locked("make a container", () -> {
            Optional<ContainerHome> same = list().stream()
                    .filter(home -> home.record().name().equals(record.name())).findFirst();
            if (same.isPresent()) {
                String why = "Conflict. The container name \"/" + record.name() + "\" is already in use by container \""
                        + same.get().id() + "\". You have to remove (or rename) that container to be able to reuse"
                        + " that name.";
                throw new Failure(Failure.Kind.CONFLICT, "make the container", record.name(),
                        "the container " + same.get().id().substring(0, 12) + " has that name",
                        "Remove it, or give another name.", why, null);
            }
            Path half = half();
            record.write(half);
            Path directory = root.resolve(record.id());
            Files.move(half, directory);
            return new ContainerHome(record, directory, process(record.id(), directory));
        });
    }

    /** Takes a container away, and its image's unpacked files if it was the last of that image. */
    void remove(ContainerHome home) {
        home.process().delete();
        unmount(home.rootfs());
        locked("remove the container", () -> {
            if (!Files.exists(home.directory())) {
                // Who else heard of its end was faster.
                return null;
            }
            Path half = half();
            Files.move(home.directory(), half.resolve("container"));
            boolean last = everyone().stream().noneMatch(other -> other.imageId().equals(home.record().imageId()));
            Path image = unpackedImage(home.record().imageId());
            if (last && Files.exists(image)) {
                Files.move(image, half.resolve("image"));
            }
            discard(half);
            return null;
        });
        sweep();
    }

    /** Takes away what ended and was to go then, and what dead processes left. */
    void sweep() {
        if (!exists()) {
            return;
        }
        List<ContainerHome> over = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
            for (Path directory : directories) {
                home(directory).filter(ContainerShelf::isOver).ifPresent(over::add);
                String name = directory.getFileName().toString();
                if (name.startsWith(HALF) && (name.endsWith(GONE) || !livesOwner(name))) {
                    delete(directory);
                }
            }
        } catch (IOException e) {
            throw disk("clear away containers", "", e);
        }
        over.forEach(this::remove);
    }

    /** A directory for what is not whole yet. */
    Path half() throws IOException {
        return Files.createTempDirectory(store.beside(StoreDirectory.CONTAINERS), HALF + ProcessHandle.current().pid() + "-");
    }

    /** Leaves it to the next sweep, whoever does it. */
    static void discard(Path half) throws IOException {
        Files.move(half, half.resolveSibling(half.getFileName() + GONE));
    }

    /** Takes away what did not become whole, if it is there: best effort, since another sweep comes. */
    void drop(Path half) {
        try {
            if (Files.exists(half)) {
                discard(half);
                sweep();
            }
        } catch (IOException | RuntimeException e) {
            // It is a name with a dot, which nobody takes for a container.
        }
    }

    Path unpackedImage(ImageId image) {
        return root.resolve(IMAGES).resolve(image.digest().hex());
    }

    /** Does something that no other process does at the same time. May be called within itself. */
    <T> T locked(String operation, Work<T> work) {
        IN_PROCESS.lock();
        try {
            if (IN_PROCESS.getHoldCount() > 1) {
                return work.run();
            }
            try (FileChannel channel = lockFile(); FileLock lock = channel.lock()) {
                assert lock.isValid();
                return work.run();
            }
        } catch (IOException e) {
            throw disk(operation, "", e);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(store.beside(StoreDirectory.CONTAINERS).resolve(IMAGES),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * Takes images away, while no container is made. Where containers cannot be made either, because there is no store,
     * or neither a lock nor room for one, nothing is waited for: a removal is what makes room.
     */
    <T> T removing(Supplier<T> removal) {
        return canBeLocked() ? locked("remove images", removal::get) : removal.get();
    }

    private boolean canBeLocked() {
        if (!store.exists()) {
            return false;
        }
        if (Files.exists(root.resolve(LOCK))) {
            return true;
        }
        IN_PROCESS.lock();
        try (FileChannel made = lockFile()) {
            return made.isOpen();
        } catch (IOException | StoreException e) {
            return false;
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /** What {@link #locked} does. */
    interface Work<T> {
        T run() throws IOException;
    }

    static Failure disk(String operation, String subject, IOException e) {
        return new Failure(Failure.Kind.DISK, operation, subject,
                e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), "", e);
    }

    /** All records, also of those that are over: their images are in use until they are gone. */
    private List<ContainerRecord> everyone() throws IOException {
        List<ContainerRecord> records = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
            for (Path directory : directories) {
                home(directory).ifPresent(home -> records.add(home.record()));
            }
        }
        return records;
    }

    private static boolean livesOwner(String name) {
        try {
            return ProcessHandle.of(Long.parseLong(name.substring(HALF.length()).split("-")[0]))
                    .filter(ProcessHandle::isAlive).isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    static void unmount(Path place) {
        try {
            if (Files.isDirectory(place) && isMounted(place)) {
                Posix.unmount(Bytes.ofPath(place));
            }
        } catch (IOException e) {
            // What is still mounted makes the removal after it fail, which says so.
        }
    }

    private static boolean isMounted(Path place) throws IOException {
        String wanted = " " + place.toRealPath().toString().replace(" ", "\\040") + " ";
        return Files.readString(Path.of("/proc/self/mountinfo")).contains(wanted);
    }

    private static void delete(Path directory) throws IOException {
        unmount(directory.resolve("rootfs"));
        unmount(directory.resolve("container").resolve("rootfs"));
        try (Dir parent = Dir.open(directory.getParent())) {
            TreeRemoval.remove(parent, Bytes.ofText(directory.getFileName().toString()));
        } catch (PosixException e) {
            throw new IOException("could not remove " + directory + ": " + e.getMessage(), e);
        }
    }
}
