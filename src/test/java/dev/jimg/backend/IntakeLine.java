package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.archive.ArchiveLine;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.HostileTar;
import dev.jimg.fuzz.RawTar;
import dev.jimg.oci.Digest;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.testing.TempDirs;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Archives that are loaded, and file systems that are imported, into a real store that has another directory beside it, in
 * which nothing may change; and in the store every blob is what its name says. It lies in memory where there is such a
 * place.
 */
public final class IntakeLine implements FuzzLine {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path PLACE = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    private static final String LETTERS = "abcdefghijklmnopqrst";
    /**
     * Stands for the directory in the cases, which are the same every time. Its own name has the same letters in another
     * order, so that no length and no checksum changes when the one is put in place of the other.
     */
    private static final String ABSOLUTE = PLACE + "/jimg-fuzz-" + LETTERS;
    /** A store that fills makes every case slower. */
    private static final int CASES_A_STORE = 100;
    private static final List<String> OUTSIDE = List.of("../outside/secret", "../../outside/secret", "../../../outside/secret",
            "../../../../outside/new", "blobs/sha256/../../../outside/secret", "ingest/../../outside/new", "l/secret", "l/new",
            "l/../secret", "./../outside/secret", ABSOLUTE + "/outside/secret", "a/../../../outside/secret", "../store/index.json",
            "index.json", "../index.json", "oci-layout", "blobs/sha256", "blobs");
    private static final List<String> LINKS = List.of("../outside", "../../outside", "../../../outside", ABSOLUTE + "/outside",
            "../outside/secret", "../../outside/secret", "..", ".", "index.json", "blobs/sha256");

    private final boolean imports;
    private Path directory;
    private StoreBackend service;
    private String before;
    private int fed;

    private IntakeLine(boolean imports) {
        this.imports = imports;
    }

    public static IntakeLine loads() {
        return new IntakeLine(false);
    }

    public static IntakeLine imports() {
        return new IntakeLine(true);
    }

    @Override
    public String name() {
        return imports ? "file systems, imported" : "archives, loaded";
    }

    @Override
    public byte[] make(Random random) {
        if (imports) {
            return HostileTar.make(random, ABSOLUTE);
        }
        return switch (random.nextInt(4)) {
            case 0 -> ArchiveLine.docker().make(random);
            case 1 -> ArchiveLine.oci().make(random);
            default -> leadingOut(random);
        };
    }

    /** A docker-archive whose documents are right and whose files, and links to them, are elsewhere. */
    private static byte[] leadingOut(Random random) {
        byte[] layer = new RawTar().file("etc/x", Integer.toString(random.nextInt())).end();
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + Digest.of(layer) + "\"]}}").getBytes(StandardCharsets.UTF_8);
        String layerName = random.nextInt(3) == 0 ? "l.tar" : one(random, OUTSIDE);
        String configName = random.nextInt(3) == 0 ? "c.json" : one(random, OUTSIDE);
        RawTar tar = new RawTar();
        for (int i = random.nextInt(4); i > 0; i--) {
            tar.entry(random.nextBoolean() ? "l" : one(random, OUTSIDE), "1223465".charAt(random.nextInt(7)), one(random, LINKS),
                    new byte[0]);
        }
        if (random.nextInt(4) == 0) {
            tar.entry(layerName, random.nextBoolean() ? '2' : '1', one(random, OUTSIDE), new byte[0])
                    .file(one(random, OUTSIDE), layer);
        } else {
            tar.file(layerName, layer);
        }
        return tar.file(configName, config).file("manifest.json", "[{\"Config\":\"" + configName
                + "\",\"RepoTags\":[\"a:1\"],\"Layers\":[\"" + layerName + "\"]}]").end();
    }

    private static String one(Random random, List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    @Override
    public void feed(byte[] made) throws IOException {
        prepare();
        byte[] input = new String(made, StandardCharsets.ISO_8859_1).replace(ABSOLUTE, directory.toString())
                .getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (imports) {
                service.archives().importImage(new ImportRequest(Optional.empty(), List.of(), "", Optional.empty()),
                        new ImportSource.Stream(new ByteArrayInputStream(input)), progress -> { }, Cancellation.none());
            } else {
                service.archives().load(LoadRequest.EVERYTHING, new ByteArrayInputStream(input), progress -> { },
                        Cancellation.none());
            }
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.INTERNAL) {
                throw new AssertionError(e.getMessage(), e);
            }
            throw e;
        } finally {
            assertEquals(before, outside(), "outside of the store");
            if (++fed % CASES_A_STORE == 0) {
                empty();
            }
        }
    }

    private void prepare() throws IOException {
        if (directory == null) {
            directory = Files.createDirectory(Path.of(ABSOLUTE.replace(LETTERS, shuffled())),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
            Files.writeString(Files.createDirectory(directory.resolve("outside")).resolve("secret"), "secret");
            before = outside();
        }
        if (service == null) {
            service = StorePlace.open(store(), caches(), NOBODY);
        }
    }

    private static String shuffled() {
        List<String> letters = Arrays.asList(LETTERS.split(""));
        Collections.shuffle(letters);
        return String.join("", letters);
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path caches() {
        return directory.resolve("home");
    }

    /** Looks whether all is in its place, and begins a new store. */
    private void empty() throws IOException {
        service.close();
        service = null;
        for (Path blob : FaultScene.files(store().resolve("blobs/sha256"))) {
            assertEquals(Digest.of(Files.readAllBytes(blob)).hex(), blob.getFileName().toString(), "a bad blob");
        }
        if (Files.exists(store())) {
            try (Stream<Path> all = Files.walk(store())) {
                assertTrue(all.noneMatch(Files::isSymbolicLink), "a link in the store");
            }
            TempDirs.delete(store());
        }
        if (Files.exists(caches())) {
            TempDirs.delete(caches());
        }
    }

    /** All beside the store and what is derived from it, with modes, owners, times and number of links. */
    private String outside() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(path -> !path.equals(directory) && !path.startsWith(store())
                    && !path.startsWith(caches())).sorted().toList()) {
                all.append(path).append(Files.readAttributes(path, "unix:mode,uid,gid,nlink", LinkOption.NOFOLLOW_LINKS))
                        .append(Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS))
                        .append(Files.isRegularFile(path) ? Files.readString(path) : "").append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(Failure.class);
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            empty();
        }
        delete();
    }

    /** Also where a signal ends the process: what lies in memory is nobody's to sweep. */
    private void delete() {
        if (directory != null && Files.exists(directory)) {
            TempDirs.delete(directory);
        }
    }
}
