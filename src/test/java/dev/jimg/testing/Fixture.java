package dev.jimg.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.util.List;

/** Something that a tag can name: an image, or an index of images. */
public sealed interface Fixture permits ImageFixture, IndexFixture {

    /** The manifest, or the index. */
    Content root();

    /** The images that belong to it: itself, or those of the index. */
    List<ImageFixture> images();

    /**
     * Pushes it with plain HTTP requests.
     *
     * @param name {@code repository:tag}, without the registry's host
     */
    default Pushed push(RealRegistry registry, String name) {
        return new FixturePush(registry).push(this, name);
    }

    /** Adds it under this tag to an OCI image layout, and begins the layout where there is none. */
    default void writeLayout(Path directory, String tag) {
        new LayoutWriter(directory).add(this, tag);
    }

    /**
     * What a push left in the registry.
     *
     * @param reference with the registry's host: what a client pulls
     * @param configDigest the image's ID; of an index, that of its first image
     */
    record Pushed(String reference, String manifestDigest, String configDigest) {}

    /** JSON with line breaks, as docker writes manifests: whoever writes it again gets another digest. */
    static String json(Object value) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
