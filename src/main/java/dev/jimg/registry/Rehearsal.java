package dev.jimg.registry;

import dev.jimg.config.CredentialSource;
import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pull that nobody sees, from a registry that is not there: it has the Java runtime load, and compile, what the first
 * pull would wait for. Of okhttp and what lies above it everything is real but the socket ({@link StageSockets}); no
 * network is touched, no file read or written, and no setting counts.
 */
public final class Rehearsal {

    private static final Reference IMAGE = Reference.parse("127.0.0.1:1/rehearsal:1");
    private static final int BUFFER_BYTES = 256 * 1024;
    /** Enough for what hashes to be compiled; more brought nothing. */
    private static final int LAYER_BYTES = 1_000_000;
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Rehearsal() {}

    /**
     * The first call in a process does it, where there is a processor to spare; it takes 150 ms of one. What goes wrong is
     * for the first pull to tell.
     */
    public static void once(Cancellation cancellation) {
        if (Runtime.getRuntime().availableProcessors() >= 2) {
            once(BEGUN, () -> play(LAYER_BYTES, cancellation));
        }
    }

    /** @param begun whether there was a call before */
    static void once(AtomicBoolean begun, Runnable play) {
        if (begun.getAndSet(true)) {
            return;
        }
        try {
            play.run();
        } catch (RuntimeException | LinkageError e) {
            // Cancelled, or the pull itself will meet it: also a class that cannot be loaded.
        }
    }

    /** @return the digest of the layer, which is zeros */
    static Digest play(int layerBytes, Cancellation cancellation) {
        Path nowhere = Path.of("/nonexistent");
        RegistryOptions options = RegistryOptions.of(new Environment(Map.of(), nowhere, nowhere))
                .withCredentials(CredentialSource.NONE);
        try (RegistryClient registry = new RegistryClient(options, new StageSockets(new Stage(layerBytes)))) {
            Manifest manifest = (Manifest) registry.manifest(IMAGE, cancellation).document();
            ImageConfig.parse(registry.smallBlob(IMAGE, manifest.config(), cancellation));
            try (BlobStream layer = registry.blob(IMAGE, manifest.layers().get(0), 0, cancellation)) {
                return hash(layer);
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Digest hash(BlobStream layer) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = layer.read(buffer, 0, buffer.length); read >= 0; read = layer.read(buffer, 0, buffer.length)) {
            sha256.update(buffer, 0, read);
        }
        return Digest.of(Digest.Algorithm.SHA256, sha256.digest());
    }

    /** What the registry that is not there has: answers by path. */
    static final class Stage {

        private final byte[] config;
        private final byte[] manifest;
        private final Digest configDigest;
        private final int layerBytes;

        Stage(int layerBytes) {
            this.layerBytes = layerBytes;
            config = bytes("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Env\":[\"A=b\"],\"Cmd\":[\"sh\"]},"
                    + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:" + "0".repeat(64) + "\"]},\"history\":"
                    + "[{\"created\":\"2020-01-01T00:00:00Z\",\"created_by\":\"RUN a\"}]}");
            configDigest = Digest.of(config);
            manifest = bytes("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                    + "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + configDigest
                    + "\",\"size\":" + config.length + "},\"layers\":[{\"mediaType\":"
                    + "\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:" + "0".repeat(64)
                    + "\",\"size\":" + layerBytes + "}]}");
        }

        /** The head of the answer, to a request line such as {@code GET /v2/ HTTP/1.1}. */
        byte[] head(String request) {
            return bytes("HTTP/1.1 200 OK\r\nContent-Type: " + (request.contains("/manifests/")
                    ? "application/vnd.oci.image.manifest.v1+json" : "application/octet-stream")
                    + "\r\nDocker-Distribution-Api-Version: registry/2.0\r\nContent-Length: " + length(request)
                    + "\r\n\r\n");
        }

        /** The answer's body; null for so many zeros as its length says. */
        byte[] body(String request) {
            return request.contains("/manifests/") ? manifest : request.contains(configDigest.toString()) ? config
                    : request.contains("/blobs/") ? null : new byte[0];
        }

        int length(String request) {
            byte[] body = body(request);
            return body == null ? layerBytes : body.length;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
