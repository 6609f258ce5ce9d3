package dev.jimg.oci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * JSON documents as trees, without an {@code ObjectMapper}: that loads all it could need to bind Java types, 450 classes
 * and 60 ms of a process that tags one image, and a tree needs none of it. Parser, writer and nodes are Jackson's; what
 * stands here is the loop between them.
 */
public final class JsonTree {

    /** Every number of so many is a long. */
    private static final int MOST_DIGITS = 18;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser json;
    private final boolean exact;

    private JsonTree(JsonParser json, boolean exact) {
        this.json = json;
        this.exact = exact;
    }

    /**
     * Reads the one value that the bytes are. Of two equal keys the last counts.
     *
     * @param factory its limits hold, above all that of depth
     * @param exact whether a number that no long holds is kept as it is written, as text; else it is a double, or whole
     * @return a missing node for no bytes
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the bytes are not JSON, or more than one value
     */
    public static JsonNode read(JsonFactory factory, byte[] bytes, boolean exact) throws IOException {
        try (JsonParser json = factory.createParser(bytes)) {
            if (json.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode value = new JsonTree(json, exact).value();
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "something follows its end", json.currentTokenLocation());
            }
            return value;
        }
    }

    /** The document in UTF-8, without spaces. For one whose depth was bounded when it was read. */
    public static byte[] write(JsonFactory factory, JsonNode document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            write(document, json);
        }
        return bytes.toByteArray();
    }

    /** Without recursion: documents come from strangers, and may be as deep as the factory allows. */
    private JsonNode value() throws IOException {
        if (!json.currentToken().isStructStart()) {
            return leaf();
        }
        ContainerNode<?> root = begun();
        Deque<ContainerNode<?>> open = new ArrayDeque<>(List.of(root));
        String name = null;
        while (!open.isEmpty()) {
            JsonToken token = json.nextToken();
            if (token.isStructEnd()) {
                open.pop();
            } else if (token == JsonToken.FIELD_NAME) {
                name = json.currentName();
            } else if (token.isStructStart()) {
                ContainerNode<?> inner = begun();
                add(open.peek(), name, inner);
                open.push(inner);
            } else {
                add(open.peek(), name, leaf());
            }
        }
        return root;
    }

    private ContainerNode<?> begun() {
        return json.currentToken() == JsonToken.START_OBJECT ? NODES.objectNode() : NODES.arrayNode();
    }

    /** @param name of no meaning in a list */
    private static void add(ContainerNode<?> container, String name, JsonNode value) {
        if (container instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) container).add(value);
        }
    }

    private JsonNode leaf() throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> NODES.textNode(json.getText());
            case VALUE_NUMBER_INT -> exact && json.getTextLength() > MOST_DIGITS ? written() : whole();
            case VALUE_NUMBER_FLOAT -> exact ? written() : NODES.numberNode(json.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(json, "unexpected " + json.currentToken());
        };
    }

    private JsonNode written() throws IOException {
        return NODES.rawValueNode(new RawValue(json.getText()));
    }

    private JsonNode whole() throws IOException {
        return switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            default -> NODES.numberNode(json.getBigIntegerValue());
        };
    }

    private static void write(JsonNode node, JsonGenerator json) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    json.writeFieldName(member.getKey());
                    write(member.getValue(), json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode element : node) {
                    write(element, json);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.textValue());
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NUMBER -> number(node, json);
            case NULL -> json.writeNull();
            case POJO -> json.writeRawValue(((RawValue) ((POJONode) node).getPojo()).rawValue().toString());
            default -> throw new IllegalArgumentException("no JSON: " + node.getNodeType());
        }
    }

    private static void number(JsonNode node, JsonGenerator json) throws IOException {
        switch (node.numberType()) {
            case INT -> json.writeNumber(node.intValue());
            case LONG -> json.writeNumber(node.longValue());
            case BIG_INTEGER -> json.writeNumber(node.bigIntegerValue());
            case FLOAT -> json.writeNumber(node.floatValue());
            default -> json.writeNumber(node.doubleValue());
        }
    }
}
