package dev.jimg.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.oci.JsonTree;
import java.io.IOException;

/** The answers of registries and token servers that are JSON. */
final class Json {

    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** @throws IOException if the bytes are not JSON; a missing node for no bytes */
    static JsonNode parse(byte[] bytes) throws IOException {
        return JsonTree.read(JSON, bytes, false);
    }
}
