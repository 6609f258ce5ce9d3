package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes a store of many images straight to the disk, without the syncs of a pull. Image {@code n} is called
 * {@code team/app-n:1}, was made {@code n} seconds after the epoch's first day, and has five layers, the lower three
 * shared by each ten images.
 */
final class ManyImages {

    private static final int LAYERS = 5;
    private static final int SHARED = 3;
    private static final long FIRST = 86_400;

    private ManyImages() {}

    static Digest layer(int image, int number) {
        return Digest.of(("layer " + (number < SHARED ? image / 10 : image) + " " + number
                + (number < SHARED ? " shared" : "")).getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path root, int count) throws IOException {
        Files.createDirectories(root.resolve("blobs/sha256"));
        Files.writeString(root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        StringBuilder index = new StringBuilder("{\"schemaVersion\":2,\"manifests\":[");
        for (int i = 0; i < count; i++) {
            String manifest = manifest(root, i);
            index.append(i == 0 ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"")
                    .append(put(root, manifest)).append("\",\"size\":").append(manifest.length())
                    .append(",\"annotations\":{\"org.opencontainers.image.ref.name\":\"docker.io/team/app-").append(i)
                    .append(":1\"}}");
        }
        Files.writeString(root.resolve("index.json"), index + "]}");
    }

    private static String manifest(Path root, int image) throws IOException {
        StringBuilder layers = new StringBuilder();
        StringBuilder diffIds = new StringBuilder();
        for (int number = 0; number < LAYERS; number++) {
            Digest layer = layer(image, number);
            Path blob = root.resolve("blobs/sha256").resolve(layer.hex());
            if (!Files.exists(blob)) {
                Files.createFile(blob);
            }
            String comma = number == 0 ? "" : ",";
            layers.append(comma).append("{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"")
                    .append(layer).append("\",\"size\":").append(1000 + number).append('}');
            diffIds.append(comma).append('"').append(layer).append('"');
        }
        String config = "{\"created\":\"" + Instant.ofEpochSecond(FIRST + image)
                + "\",\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"PATH=/bin\"]},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds + "]},\"history\":[]}";
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{"
                + "\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + put(root, config)
                + "\",\"size\":" + config.length() + "},\"layers\":[" + layers + "]}";
    }

    private static Digest put(Path root, String document) throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(bytes);
        Files.write(root.resolve("blobs/sha256").resolve(digest.hex()), bytes);
        return digest;
    }

    /** Prints how long listings take: {@code ManyImages DIR [COUNT]}. Writes the store if there is none. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        if (!Files.exists(root)) {
            write(root, Integer.parseInt(arguments[1]));
        }
        ImageStore store = ImageStore.open(root);
        time("first", store);
        for (int i = 0; i < 5; i++) {
            time("unchanged", store);
        }
        Path index = root.resolve("index.json");
        for (int i = 0; i < 8; i++) {
            Path copy = Files.write(root.resolve("copy"), Files.readAllBytes(index));
            Files.move(copy, index, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            time("index replaced", store);
        }
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            store.images().tag(store.images().list().images().get(i).entry(), StoreFixture.ref("t:" + i));
            System.out.printf("tag %.1f ms%n", (System.nanoTime() - start) / 1e6);
            time("after tag", store);
        }
    }

    private static void time(String what, ImageStore store) {
        long start = System.nanoTime();
        int size = store.images().list().images().size();
        System.out.printf("%s: %d images, %.1f ms%n", what, size, (System.nanoTime() - start) / 1e6);
    }
}
