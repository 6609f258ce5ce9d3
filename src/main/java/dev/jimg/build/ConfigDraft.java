package dev.jimg.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * An image config that is being made (OCI image spec, «Image Configuration»), fields of others included.
 *
 * <p>What it is written as follows from what was set, and not from the order it was set in: sets and labels are sorted.
 */
final class ConfigDraft {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    private final ObjectNode root;

    private ConfigDraft(ObjectNode root) {
        this.root = root;
    }

    static ConfigDraft of(ImageConfig image) {
        ConfigDraft draft = new ConfigDraft(image.tree().deepCopy());
        // Go, which wrote almost every image there is, says null for an empty struct.
        draft.object(draft.root, "config");
        draft.object(draft.root, "rootfs");
        return draft;
    }

    /** Nothing but a platform: what {@code FROM scratch} begins with. */
    static ConfigDraft empty(Platform platform) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("architecture", platform.architecture());
        root.put("os", platform.os());
        if (!platform.variant().isEmpty()) {
            root.put("variant", platform.variant());
        }
        root.putObject("config");
        root.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        root.putArray("history");
        return new ConfigDraft(root);
    }

    ConfigDraft copy() {
        return new ConfigDraft(root.deepCopy());
    }

    ImageConfig toImage() {
        return ImageConfig.parse(bytes());
    }

    private byte[] bytes() {
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON could not be written", e);
        }
    }

    /** The whole document. */
    ObjectNode root() {
        return root;
    }

    /** How a container starts. */
    ObjectNode container() {
        return object(root, "config");
    }

    ArrayNode list(ObjectNode in, String field) {
        return in.get(field) instanceof ArrayNode array ? array : in.putArray(field);
    }

    private ObjectNode object(ObjectNode in, String field) {
        return in.get(field) instanceof ObjectNode object ? object : in.putObject(field);
    }

    String text(String field) {
        return container().path(field).asText("");
    }

    void setText(String field, String value) {
        container().put(field, value);
    }

    List<String> texts(String field) {
        List<String> result = new ArrayList<>();
        container().path(field).forEach(element -> result.add(element.asText()));
        return result;
    }

    void setTexts(String field, List<String> values) {
        ArrayNode array = container().putArray(field);
        values.forEach(array::add);
    }

    void remove(String field) {
        container().remove(field);
    }

    Optional<String> env(String name) {
        return texts("Env").stream().filter(entry -> nameOf(entry).equals(name)).findFirst()
                .map(entry -> entry.length() > name.length() ? entry.substring(name.length() + 1) : "");
    }

    /** A name that is there keeps its place. */
    void setEnv(String name, String value) {
        List<String> env = texts("Env");
        String entry = name + "=" + value;
        for (int i = 0; i < env.size(); i++) {
            if (nameOf(env.get(i)).equals(name)) {
                env.set(i, entry);
                setTexts("Env", env);
                return;
            }
        }
        env.add(entry);
        setTexts("Env", env);
    }

    private static String nameOf(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }

    /** Adds to an object that stands for a set, {@code {"80/tcp": {}}}. */
    void addToSet(String field, Collection<String> names) {
        ObjectNode set = object(container(), field);
        names.forEach(set::putObject);
        sort(field, set);
    }

    void putAll(String field, Map<String, String> values) {
        ObjectNode object = object(container(), field);
        values.forEach(object::put);
        sort(field, object);
    }

    private void sort(String field, ObjectNode object) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = object.get(name);
            sorted.set(name, value);
        }
        container().set(field, sorted);
    }

    /** What a command in the shell form is handed to. */
    List<String> shell() {
        List<String> shell = texts("Shell");
        return shell.isEmpty() ? DEFAULT_SHELL : shell;
    }
}
