package dev.jimg.build;

import dev.jimg.build.RunMount.Sharing;
import dev.jimg.oci.Digest;
import dev.jimg.posix.Bytes;
import dev.jimg.posix.Dir;
import dev.jimg.posix.PosixException;
import dev.jimg.rootfs.LayerUnpacker;
import dev.jimg.runtime.BindMount;
import dev.jimg.runtime.TmpfsMount;
import dev.jimg.transfer.Cancellation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the mounts of one step show, put on the disk of this machine, and taken away when the step is done; but for
 * caches. Secrets go where there is only memory, if the machine has such a place.
 */
final class MountPlaces implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String SECRETS = "jimg-secret";

    private final Path directory;
    private final Cancellation cancellation;
    private final List<BindMount> binds = new ArrayList<>();
    private final List<TmpfsMount> memory = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private final List<AutoCloseable> held = new ArrayList<>();
    private Path secrets;

    private MountPlaces(Path directory, Cancellation cancellation) {
        this.directory = directory;
        this.cancellation = cancellation;
    }

    /** @param directory the store's, for what builds keep */
    static MountPlaces open(Path directory, List<StepMount> mounts, Cancellation cancellation) throws IOException {
        MountPlaces places = new MountPlaces(directory, cancellation);
        try {
            places.lockCaches(mounts);
            for (StepMount mount : mounts) {
                places.add(mount);
            }
            // What lies in another must come after it, or it would be hidden.
            places.binds.sort(Comparator.comparingInt(bind -> bind.target().split("/").length));
            return places;
        } catch (IOException | RuntimeException e) {
            places.close();
            throw e;
        }
    }

    List<BindMount> binds() {
        return binds;
    }

    List<TmpfsMount> memory() {
        return memory;
    }

    private void add(StepMount mount) throws IOException {
        if (mount instanceof StepMount.Bind bind) {
            binds.add(new BindMount(unpacked(bind.files()), bind.target(), bind.readOnly()));
        } else if (mount instanceof StepMount.Cache cache) {
            binds.add(new BindMount(cache(cache), cache.target(), cache.readOnly()));
        } else if (mount instanceof StepMount.Tmpfs tmpfs) {
            memory.add(new TmpfsMount(tmpfs.target(), tmpfs.size()));
        } else if (mount instanceof StepMount.Secret secret) {
            Path file = newSecret();
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, secret.content());
            give(file, secret.access());
            binds.add(new BindMount(file, secret.target(), true));
        } else if (mount instanceof StepMount.Agent agent) {
            Path socket = newSecret();
            held.add(AgentProxy.listen(socket, agent.socket()));
            give(socket, agent.access());
            binds.add(new BindMount(socket, agent.target(), false));
        }
    }

    private Path unpacked(StepMount.Files files) throws IOException {
        Path place = Leftovers.place(Files.createDirectories(directory), "mount");
        Path tar = Leftovers.place(directory, "mount");
        temporary.add(place);
        Files.createDirectory(place);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar))) {
                files.writeTo(out);
            }
            try (LayerUnpacker unpacker = LayerUnpacker.open(place);
                    InputStream in = new BufferedInputStream(Files.newInputStream(tar))) {
                unpacker.apply(in, cancellation);
            }
        } finally {
            Files.deleteIfExists(tar);
        }
        return place.resolve(StepMount.Files.NAME);
    }

    /** Each lock once, and in the same order everywhere: two steps that want the same never wait for each other. */
    private void lockCaches(List<StepMount> mounts) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (StepMount mount : mounts) {
            if (mount instanceof StepMount.Cache cache && cache.sharing() == Sharing.LOCKED) {
                names.add(name(cache));
            }
        }
        for (String name : names) {
            held.add(CacheLock.await(lock(name), cancellation));
        }
    }

    private static String name(StepMount.Cache cache) throws IOException {
        String id = cache.id() + cache.base().map(files -> "\0" + files.checksum()).orElse("");
        return Digest.of(id.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private Path cache(StepMount.Cache cache) throws IOException {
        String name = name(cache);
        String mine = name;
        if (cache.sharing() == Sharing.PRIVATE) {
            Optional<CacheLock> lock = CacheLock.attempt(lock(mine));
            for (int i = 2; lock.isEmpty(); i++) {
                mine = name + "-" + i;
                lock = CacheLock.attempt(lock(mine));
            }
            held.add(lock.get());
        }
        Path place = directory.resolve("mounts").resolve(mine);
        if (!Files.exists(place)) {
            begin(place, cache);
        }
        return place;
    }

    private Path lock(String name) {
        return directory.resolve("locks").resolve(name);
    }

    /** Another step may begin the same one at the same moment; one of them then has nothing to do. */
    private void begin(Path place, StepMount.Cache cache) throws IOException {
        Files.createDirectories(place.getParent());
        Path fresh;
        if (cache.base().isPresent()) {
            fresh = unpacked(cache.base().get());
        } else {
            fresh = Leftovers.place(directory, "mount");
            temporary.add(fresh);
            Files.createDirectory(fresh);
            give(fresh, cache.access());
        }
        try {
            Files.move(fresh, place);
        } catch (IOException e) {
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    private Path newSecret() throws IOException {
        if (secrets == null) {
            Path parent = Files.isWritable(MEMORY) ? MEMORY : Files.createDirectories(directory);
            Leftovers.sweep(parent, SECRETS);
            secrets = Leftovers.place(parent, SECRETS);
            Files.createDirectory(secrets,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            temporary.add(secrets);
        }
        return secrets.resolve(String.valueOf(binds.size()));
    }

    private static void give(Path place, StepMount.Access access) throws PosixException {
        String name = Bytes.ofText(place.getFileName().toString());
        try (Dir parent = Dir.open(place.getParent())) {
            if (access.uid() != 0 || access.gid() != 0) {
                parent.chown(name, (int) access.uid(), (int) access.gid());
            }
            parent.chmod(name, access.mode());
        }
    }

    /** Best effort: what is left is swept by a later build. */
    @Override
    public void close() {
        for (AutoCloseable resource : held) {
            try {
                resource.close();
            } catch (Exception e) {
                // The process that holds it ends at some time.
            }
        }
        for (Path place : temporary) {
            try {
                if (Files.exists(place)) {
                    Leftovers.remove(place);
                }
            } catch (IOException | RuntimeException e) {
                // Its name is never used again.
            }
        }
    }
}
