package dev.jimg.bench.image;

import dev.jimg.oci.Digest;
import dev.jimg.testing.LayerFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An OCI image layout with very many small images that share bases, as a machine has them that builds. Written at once:
 * adding one after the other would write the index as often.
 */
public final class ManyImages {

    private static final int BASES = 10;
    private static final int LAYERS_OF_A_BASE = 3;
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final Path blobs;
    private final List<List<LayerFixture>> bases = new ArrayList<>();

    private ManyImages(Path layout) throws IOException {
        blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
        for (int base = 0; base < BASES; base++) {
            List<LayerFixture> layers = new ArrayList<>();
            for (int layer = 0; layer < LAYERS_OF_A_BASE; layer++) {
                String name = "srv/base-" + base + "-" + layer;
                layers.add(LayerFixture.gzip(tar -> tar.file(name, (name + "\n").repeat(500))));
            }
            bases.add(layers);
        }
    }

    /** The familiar name of one of them, counted from 0. */
    public static String name(int number) {
        return "team-%02d/service-%05d:v1".formatted(number % 37, number);
    }

    /** Writes so many into a new directory. */
    public static void write(Path layout, int count) {
        try {
            new ManyImages(layout).writeAll(layout, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAll(Path layout, int count) throws IOException {
        for (List<LayerFixture> layers : bases) {
            for (LayerFixture layer : layers) {
                put(Files.readAllBytes(layer.content().file()));
            }
        }
        List<String> entries = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            entries.add(entry(number));
        }
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":["
                + String.join(",", entries) + "]}");
    }

    private String entry(int number) throws IOException {
        List<LayerFixture> layers = bases.get(number % BASES);
        String config = put(config(number, layers).getBytes(StandardCharsets.UTF_8));
        byte[] manifest = """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}""".formatted(MANIFEST,
                descriptor(CONFIG, config), layers.stream().map(layer -> descriptor(layer.content().mediaType(),
                        layer.content().digest() + "\",\"size\":" + layer.content().size()))
                        .collect(Collectors.joining(","))).getBytes(StandardCharsets.UTF_8);
        String described = descriptor(MANIFEST, put(manifest));
        return described.substring(0, described.length() - 1)
                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"docker.io/" + name(number) + "\"}}";
    }

    private static String config(int number, List<LayerFixture> layers) {
        return """
                {"created":"%s","architecture":"amd64","os":"linux","config":{"Cmd":["/srv/service"],\
                "Labels":{"number":"%d"}},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}""".formatted(
                FIRST.plusSeconds(number * 60L), number,
                layers.stream().map(layer -> "\"" + layer.diffId() + "\"").collect(Collectors.joining(",")),
                layers.stream().map(layer -> "{\"created_by\":\"RUN make\"}").collect(Collectors.joining(",")));
    }

    /** The digest, and behind it the size, as {@link #descriptor} takes them. */
    private String put(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        Files.write(blobs.resolve(digest.hex()), content);
        return digest + "\",\"size\":" + content.length;
    }

    private static String descriptor(String mediaType, String digestAndSize) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digestAndSize + "}";
    }
}
