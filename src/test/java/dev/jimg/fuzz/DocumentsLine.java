package dev.jimg.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Layer;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The documents of the image specification. */
final class DocumentsLine implements FuzzLine {

    private static final String HEX = "a0".repeat(32);
    private static final String BLOB = "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"size\":32,"
            + "\"digest\":\"sha256:" + HEX + "\",\"urls\":[\"http://x/\"],\"annotations\":{\"a\":\"b\"}}";
    private static final String MANIFEST = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"config\":"
            + "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":9,\"digest\":\"sha256:" + HEX + "\"},"
            + "\"layers\":[" + BLOB + "," + BLOB + "],\"annotations\":{\"c\":\"d\"}}";
    private static final String ENTRY = "{\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\",\"size\":7,\"digest\":\"sha256:"
            + HEX + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\",\"os.version\":\"1\"}}";
    private static final String INDEX = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":["
            + ENTRY + "," + ENTRY.replace("arm", "amd64") + "]}";
    private static final String STEP = "{\"created\":\"2024-01-02T03:04:05.678+02:00\",\"created_by\":\"RUN x\","
            + "\"author\":\"me\",\"comment\":\"c\",\"empty_layer\":false}";
    private static final String CONFIG = "{\"created\":\"2024-01-02T03:04:05Z\",\"os\":\"linux\",\"architecture\":\"amd64\","
            + "\"config\":{\"Env\":[\"A=b\"],\"Entrypoint\":[\"/x\"],\"Cmd\":null,\"User\":\"1:2\",\"ExposedPorts\":"
            + "{\"80/tcp\":{}},\"Labels\":{\"k\":\"v\"},\"Volumes\":{\"/v\":{}},\"WorkingDir\":\"/\"},\"history\":[" + STEP
            + "],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + HEX + "\"]}}";
    private static final List<String> WORDS = List.of("{", "}", "[", "]", ",", ":", "\"", "null", "true", "{}", "[]", "\"\"",
            "\"layers\":[],", "\"manifests\":[],", "\"config\":null,", "\"mediaType\":\"text/plain\",", "sha512:", "[[[[",
            "{\"a\":", "\\u0000", "\\ud800", BLOB, STEP, ENTRY, "\"schemaVersion\":1,", "1e5", "\u202e", "../");

    private final String name;
    private final Mutation inputs;
    private final Consumer<byte[]> reader;
    private final IntFunction<String> many;

    private DocumentsLine(String name, String seed, Consumer<byte[]> reader, IntFunction<String> many) {
        this.name = name;
        this.inputs = Mutation.ofTexts(List.of(seed, MANIFEST, INDEX, CONFIG), WORDS);
        this.reader = reader;
        this.many = many;
    }

    static DocumentsLine manifests() {
        return new DocumentsLine("manifests", MANIFEST, bytes -> read(bytes, MediaType.OCI_MANIFEST),
                n -> MANIFEST.replace(BLOB + "," + BLOB, BLOB + ("," + BLOB).repeat(n)));
    }

    static DocumentsLine indexes() {
        return new DocumentsLine("indexes", INDEX, bytes -> read(bytes, MediaType.OCI_INDEX),
                n -> INDEX.replace(ENTRY, ENTRY + ("," + ENTRY).repeat(n)));
    }

    static DocumentsLine configs() {
        return new DocumentsLine("configs", CONFIG, DocumentsLine::readConfig,
                n -> CONFIG.replace(STEP, STEP + ("," + STEP).repeat(n)));
    }

    private static void read(byte[] bytes, MediaType type) {
        ManifestDocument document = ManifestDocument.parse(bytes, Optional.empty());
        assertEquals(Digest.of(bytes), document.digest());
        if (document instanceof ImageIndex index) {
            index.platforms();
            index.select(Platform.local());
        } else if (document instanceof Manifest manifest) {
            manifest.layersSize();
            manifest.isImage();
        }
        ManifestDocument.parse(bytes, Optional.of(type));
    }

    private static void readConfig(byte[] bytes) {
        ImageConfig config = ImageConfig.parse(bytes);
        assertEquals(Digest.of(bytes), config.imageId().digest());
        config.tree().toString();
        Layer.byHistory(config.history(), List.of());
        Platform.local().matches(config.platform());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] make(Random random) {
        return inputs.make(random);
    }

    @Override
    public void feed(byte[] input) {
        reader.accept(input);
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(MalformedException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("entries", 150, n -> many.apply(n).getBytes(StandardCharsets.UTF_8)));
    }
}
