package dev.jimg.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.JsonTree;
import java.io.IOException;
import java.nio.file.Path;

/** JSON files that are written back: what is not understood must come out as it went in, numbers included. */
final class StoreJson {

    /** About 200,000 images. A file beyond it is no index, and reading it could take all memory. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    /** Numbers of any length, for they are not looked into. */
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(100).maxNumberLength((int) MAX_BYTES).build()).build();

    private StoreJson() {}

    /** @throws UnreadableException if the file holds anything but one JSON object */
    static ObjectNode read(Path file) throws IOException {
        return parse(Durable.read(file, MAX_BYTES));
    }

    static ObjectNode parse(byte[] bytes) throws UnreadableException {
        try {
            if (JsonTree.read(JSON, bytes, true) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw bytes.length == 0 ? new UnreadableException("it is empty") : UnreadableException.notJson(e);
        } catch (IOException e) {
            throw new UnreadableException(e.getMessage());
        }
        throw new UnreadableException("it is no JSON object");
    }

    static byte[] write(ObjectNode object) {
        try {
            return JsonTree.write(JSON, object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }
}
