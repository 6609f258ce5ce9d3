package dev.jimg.archive;

import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import dev.jimg.fuzz.RawTar;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Archives of images in both forms: their documents changed with the names that lead to them, or the bytes of the tar. */
public final class ArchiveLine implements FuzzLine {

    private static final byte[] LAYER = new RawTar().file("etc/x", "content").end();
    private static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"type\":\"layers\","
            + "\"diff_ids\":[\"" + Digest.of(LAYER) + "\"]}}";
    private static final Platform PLATFORM = Platform.parse("linux/amd64");
    private static final Mutation DOCUMENTS = Mutation.ofTexts(List.of(CONFIG), List.of("{", "}", "[", "]", ",", "\"", "null",
            "[]", "../", "/etc/passwd", "\"RepoTags\":null,", "\"Layers\":[],", "sha256:", "..", "blobs/sha256/", "\0", "l"));

    private final boolean oci;

    private ArchiveLine(boolean oci) {
        this.oci = oci;
    }

    public static ArchiveLine docker() {
        return new ArchiveLine(false);
    }

    public static ArchiveLine oci() {
        return new ArchiveLine(true);
    }

    @Override
    public String name() {
        return oci ? "OCI archives" : "docker archives";
    }

    @Override
    public byte[] make(Random random) {
        byte[] archive = oci ? ociArchive(random) : dockerArchive(random);
        return random.nextInt(3) == 0 ? DOCUMENTS.change(random, archive) : archive;
    }

    /** Now and then changed, mostly not: so that several documents are right and one is not. */
    private static byte[] perhaps(Random random, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? DOCUMENTS.change(random, bytes) : bytes;
    }

    private static String perhapsName(Random random, String name) {
        return new String(random.nextInt(8) == 0 ? DOCUMENTS.change(random, name.getBytes(StandardCharsets.UTF_8))
                : name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static byte[] dockerArchive(Random random) {
        byte[] config = perhaps(random, CONFIG);
        String configName = perhapsName(random, Digest.of(config).hex() + ".json");
        String layerName = perhapsName(random, "0".repeat(64) + "/layer.tar");
        byte[] manifest = perhaps(random, "[{\"Config\":\"" + escaped(configName) + "\",\"RepoTags\":[\"a/b:1\",\"c:2\"],"
                + "\"Layers\":[\"" + escaped(layerName) + "\"]}]");
        RawTar tar = new RawTar().file(perhapsName(random, "manifest.json"), manifest);
        if (random.nextInt(3) == 0) {
            tar.entry(layerName, random.nextBoolean() ? '2' : '1', perhapsName(random, "../l/layer.tar"), new byte[0]);
            tar.file(perhapsName(random, "l/layer.tar"), LAYER);
        } else {
            tar.file(layerName, LAYER);
        }
        return tar.file(configName, config).file("repositories", perhaps(random, "{\"a/b\":{\"1\":\"x\"}}")).end();
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static byte[] ociArchive(Random random) {
        byte[] config = perhaps(random, CONFIG);
        byte[] manifest = perhaps(random, manifest(config));
        byte[] nested = perhaps(random, index(entry(MediaType.OCI_MANIFEST, manifest, "")));
        byte[] index = perhaps(random, index(entry(MediaType.OCI_MANIFEST, manifest, "x.example/a:1") + ","
                + entry(MediaType.OCI_INDEX, nested, "b:2")));
        RawTar tar = new RawTar().file("oci-layout", perhaps(random, "{\"imageLayoutVersion\":\"1.0.0\"}"));
        for (byte[] blob : List.of(config, manifest, nested, LAYER)) {
            tar.file(perhapsName(random, "blobs/sha256/" + Digest.of(blob).hex()), blob);
        }
        return tar.file(perhapsName(random, "index.json"), index).end();
    }

    private static String manifest(byte[] config) {
        return "{\"schemaVersion\":2,\"config\":" + blob(MediaType.OCI_CONFIG, config) + "},\"layers\":["
                + blob(MediaType.OCI_LAYER, LAYER) + "}]}";
    }

    private static String index(String entries) {
        return "{\"schemaVersion\":2,\"manifests\":[" + entries + "]}";
    }

    private static String entry(MediaType type, byte[] bytes, String name) {
        return blob(type, bytes) + (name.isEmpty() ? "}"
                : ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}}");
    }

    private static String blob(MediaType type, byte[] bytes) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.of(bytes) + "\",\"size\":" + bytes.length;
    }

    @Override
    public void feed(byte[] input) throws IOException {
        try {
            ask(ImageArchive.read(new ByteArrayInputStream(input), new MemorySpool(),
                    reading(Optional.empty(), Compression.NONE), Cancellation.none()));
        } finally {
            ask(ArchiveInFile.read(input, new MemorySpool(), reading(Optional.of(PLATFORM), Compression.ZSTD),
                    LAYER.length - 1));
        }
    }

    private static ImageArchive.Reading reading(Optional<Platform> platform, Compression packing) {
        return new ImageArchive.Reading(platform, packing, LayerWatch.Factory.NONE, (item, done, total) -> { });
    }

    private static void ask(List<ArchivedImage> images) {
        for (ArchivedImage image : images) {
            for (ArchivedManifest manifest : image.manifests()) {
                manifest.layers().forEach(layer -> layer.blob().digest().shortHex());
            }
        }
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(ArchiveException.class, MalformedException.class);
    }

    @Override
    public List<Growth> growths() {
        return oci ? List.of(new Growth("images in the index", 60, n -> manyManifests(n, true)),
                new Growth("images in an index in the index", 60, n -> manyManifests(n, false)),
                new Growth("names of an image", 400, ArchiveLine::manyNames))
                : List.of(new Growth("images", 60, n -> manyItems(n, false)),
                        new Growth("images that are in an index too", 60, n -> manyItems(n, true)),
                        new Growth("files", 300, ArchiveLine::manyFiles),
                        new Growth("ways to write the name of one large config", 400, ArchiveLine::manySpellings));
    }

    private static List<byte[]> configs(int n) {
        return IntStream.range(0, n).mapToObj(i -> CONFIG.replace("linux", "linux\",\"author\":\"" + i)
                .getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static byte[] manyManifests(int n, boolean direct) {
        RawTar tar = new RawTar().file("blobs/sha256/" + Digest.of(LAYER).hex(), LAYER);
        String entries = configs(n).stream().map(config -> {
            byte[] manifest = manifest(config).getBytes(StandardCharsets.UTF_8);
            tar.file("blobs/sha256/" + Digest.of(config).hex(), config);
            tar.file("blobs/sha256/" + Digest.of(manifest).hex(), manifest);
            return entry(MediaType.OCI_MANIFEST, manifest, "");
        }).collect(Collectors.joining(","));
        byte[] index = index(entries).getBytes(StandardCharsets.UTF_8);
        if (direct) {
            return tar.file("index.json", index).end();
        }
        return tar.file("blobs/sha256/" + Digest.of(index).hex(), index)
                .file("index.json", index(entry(MediaType.OCI_INDEX, index, ""))).end();
    }

    private static byte[] manyNames(int n) {
        byte[] config = CONFIG.getBytes(StandardCharsets.UTF_8);
        byte[] manifest = manifest(config).getBytes(StandardCharsets.UTF_8);
        String entries = IntStream.range(0, n).mapToObj(i -> entry(MediaType.OCI_MANIFEST, manifest, "a:" + i))
                .collect(Collectors.joining(","));
        return new RawTar().file("l", LAYER).file("c", config).file("m", manifest).file("index.json", index(entries)).end();
    }

    private static byte[] manyItems(int n, boolean both) {
        RawTar tar = new RawTar().file("l", LAYER);
        List<byte[]> configs = configs(n);
        for (int i = 0; i < n; i++) {
            tar.file(i + ".json", configs.get(i));
        }
        String items = IntStream.range(0, n).mapToObj(i -> "{\"Config\":\"" + i + ".json\",\"RepoTags\":[\"a:" + i
                + "\"],\"Layers\":[\"l\"]}").collect(Collectors.joining(","));
        tar.file("manifest.json", "[" + items + "]");
        if (both) {
            String entries = configs.stream().map(config -> {
                byte[] manifest = manifest(config).getBytes(StandardCharsets.UTF_8);
                tar.file("blobs/sha256/" + Digest.of(manifest).hex(), manifest);
                return entry(MediaType.OCI_MANIFEST, manifest, "");
            }).collect(Collectors.joining(","));
            tar.file("index.json", index(entries));
        }
        return tar.end();
    }

    private static byte[] manyFiles(int n) {
        RawTar tar = new RawTar();
        for (int i = 0; i < n; i++) {
            tar.file("d/" + i, "x");
        }
        return tar.file("manifest.json", "[]").end();
    }

    /** A config that grows with the names that it is given. */
    private static byte[] manySpellings(int n) {
        String config = CONFIG.replace("linux", "linux\",\"author\":\"" + "x".repeat(100 * n));
        String items = IntStream.range(0, n).mapToObj(i -> "{\"Config\":\"" + spelled(i)
                + "\",\"RepoTags\":[],\"Layers\":[\"l\"]}").collect(Collectors.joining(","));
        return new RawTar().file("l", LAYER).file("c", config).file("manifest.json", "[" + items + "]").end();
    }

    private static String spelled(int number) {
        return IntStream.range(0, 12).mapToObj(bit -> (number >> bit & 1) == 0 ? "./" : ".//")
                .collect(Collectors.joining()) + "c";
    }
}
