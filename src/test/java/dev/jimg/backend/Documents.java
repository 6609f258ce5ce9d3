package dev.jimg.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.Digest;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Images whose documents no common tool writes. */
final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Documents() {}

    /** The same, one layer of which is said to be had elsewhere. */
    static ImageFixture withForeignLayer(ImageFixture image, int layer) {
        Content manifest = edited(image.root(), json -> {
            ObjectNode descriptor = (ObjectNode) json.get("layers").get(layer);
            descriptor.put("mediaType", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
            descriptor.putArray("urls").add("http://127.0.0.1:1/layer");
        });
        return new ImageFixture(manifest, image.config(), image.layers(), image.platform());
    }

    /** The same, config and first layer under sha512. */
    static ImageFixture withSha512(ImageFixture image) {
        Content config = sha512(image.config());
        LayerFixture layer = image.layers().get(0);
        Content blob = sha512(layer.content());
        Content manifest = edited(image.root(), json -> {
            ((ObjectNode) json.get("config")).put("digest", config.digest());
            ((ObjectNode) json.get("layers").get(0)).put("digest", blob.digest());
        });
        return new ImageFixture(manifest, config,
                List.of(new LayerFixture(blob, layer.compression(), layer.diffId())), image.platform());
    }

    /** The same with DiffIDs in sha512; the layers must be gzipped. */
    static ImageFixture withSha512DiffIds(ImageFixture image) {
        Content config = edited(image.config(), json -> {
            var diffIds = ((ObjectNode) json.get("rootfs")).putArray("diff_ids");
            image.layers().forEach(layer -> diffIds.add(hash(unzipped(layer.content()))));
        });
        Content manifest = edited(image.root(), json -> ((ObjectNode) json.get("config"))
                .put("digest", config.digest()).put("size", config.size()));
        return new ImageFixture(manifest, config, image.layers(), image.platform());
    }

    private static Content sha512(Content content) {
        return new Content(content.mediaType(), hash(content.bytes()), content.size(), content.file());
    }

    private static String hash(byte[] bytes) {
        return Digest.of(Digest.Algorithm.SHA512, Digest.Algorithm.SHA512.newHash().digest(bytes)).toString();
    }

    private static byte[] unzipped(Content content) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content.bytes()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content edited(Content document, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(document.bytes());
            change.accept(json);
            return Content.of(document.mediaType(), JSON.writeValueAsString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
