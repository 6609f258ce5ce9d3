package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Brings images into a store the way a pull does. */
final class StoreFixture {

    private StoreFixture() {}

    static Descriptor descriptor(Content content) {
        return Descriptor.of(MediaType.parse(content.mediaType()), Digest.parse(content.digest()), content.size());
    }

    static Digest digest(ImageFixture image) {
        return Digest.parse(image.root().digest());
    }

    static void putBlob(ImageStore store, Content content) {
        Optional<BlobWriter> writer =
                store.blobs().newWriter(descriptor(content), ProgressSink.NONE, Cancellation.none());
        if (writer.isEmpty()) {
            return;
        }
        try (BlobWriter out = writer.get(); InputStream in = Files.newInputStream(content.file())) {
            out.restart();
            out.readAll(in, ProgressSink.NONE, Cancellation.none());
            out.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void putBlobs(ImageStore store, ImageFixture image) {
        for (LayerFixture layer : image.layers()) {
            putBlob(store, layer.content());
        }
        putBlob(store, image.config());
        putBlob(store, image.root());
    }

    /** The whole image under a name. */
    static Digest put(ImageStore store, ImageFixture image, String name) {
        putBlobs(store, image);
        store.images().add(descriptor(image.root()), Optional.of(Reference.parse(name)), List.of());
        return digest(image);
    }

    /** An image with one small layer of its own. */
    static ImageFixture small(String content) {
        return ImageFixture.builder().format(ImageFixture.Format.OCI)
                .layer("COPY " + content, LayerFixture.gzip(tar -> tar.file("srv/" + content, content))).build();
    }

    static Reference ref(String text) {
        return Reference.parse(text);
    }
}
