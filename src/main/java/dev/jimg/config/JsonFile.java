package dev.jimg.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jimg.oci.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A settings file that holds one JSON object. Errors name the file and never quote it: it may hold secrets. */
final class JsonFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path path;
    private final ObjectNode root;

    private JsonFile(Path path, ObjectNode root) {
        this.path = path;
        this.root = root;
    }

    /** Loaded by the first file that is written: hardly any command does. */
    private static final class Writer {
        static final JsonMapper JSON = new JsonMapper();
    }

    /**
     * Whether a file could have a field: false where the letters of its name stand nowhere, and none are escaped. So a
     * text that is hardly ever set costs no parser.
     */
    static boolean mayHave(Path path, String field) {
        try {
            String text = new String(readBytes(path), StandardCharsets.UTF_8);
            return text.contains(field) || text.indexOf('\\') >= 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // Who reads it says what is wrong.
            return true;
        }
    }

    /** An absent or empty file reads as an empty object. */
    static JsonFile read(Path path) {
        try {
            return parse(path, readBytes(path));
        } catch (NoSuchFileException e) {
            return empty(path);
        } catch (AccessDeniedException e) {
            throw new ConfigException("cannot read " + path + ": permission denied", "Make it readable for you.", e);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + path + ": " + e.getMessage(), "Check the file.", e);
        }
    }

    /** Like {@link #read}, but a file that belongs to someone else and is not readable counts as absent. */
    static JsonFile readIfAllowed(Path path) {
        return Files.isReadable(path) ? read(path) : empty(path);
    }

    Path path() {
        return path;
    }

    /** A copy of the whole document, unknown fields included. */
    ObjectNode document() {
        return root.deepCopy();
    }

    Optional<String> text(String field) {
        return text(root, field);
    }

    Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid("\"" + field + "\" wants a text");
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    List<String> texts(String field) {
        List<String> result = new ArrayList<>();
        JsonNode value = root.get(field);
        if (value == null || value.isNull()) {
            return result;
        }
        if (!value.isArray()) {
            throw invalid("\"" + field + "\" wants a list of texts");
        }
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw invalid("\"" + field + "\" wants a list of texts");
            }
            result.add(element.textValue());
        }
        return result;
    }

    /** The members of an object field, in the file's order; empty if it is absent. */
    Map<String, JsonNode> members(String field) {
        Map<String, JsonNode> result = new LinkedHashMap<>();
        JsonNode value = root.get(field);
        if (value == null || value.isNull()) {
            return result;
        }
        if (!value.isObject()) {
            throw invalid("\"" + field + "\" wants an object");
        }
        value.properties().forEach(member -> result.put(member.getKey(), member.getValue()));
        return result;
    }

    /** The members of an object field whose values are texts. */
    Map<String, String> textMembers(String field) {
        Map<String, String> result = new LinkedHashMap<>();
        members(field).forEach((name, value) -> {
            if (!value.isTextual()) {
                throw invalid("\"" + field + "\" wants texts");
            }
            result.put(name, value.textValue());
        });
        return result;
    }

    /** Puts another document in the file's place, laid out as docker does it. */
    void write(ObjectNode document) {
        try {
            AtomicFile.replace(path, Writer.JSON.writer(new DockerLayout()).writeValueAsBytes(document));
        } catch (AccessDeniedException e) {
            throw new ConfigException("cannot write " + path + ": permission denied", "Make it writable for you.", e);
        } catch (FileSystemException e) {
            String why = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new ConfigException("cannot write " + path + ": " + why, "The file is as it was.", e);
        } catch (IOException e) {
            throw new ConfigException("cannot write " + path + ": " + e.getMessage(), "The file is as it was.", e);
        }
    }

    /** Tabs, a colon and a space, {@code {}} for what is empty. */
    private static final class DockerLayout extends DefaultPrettyPrinter {

        private static final long serialVersionUID = 1L;

        private DockerLayout() {
            super(DEFAULT_SEPARATORS.withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("").withArrayEmptySeparator(""));
            DefaultIndenter tabs = new DefaultIndenter("\t", "\n");
            indentObjectsWith(tabs);
            indentArraysWith(tabs);
        }

        @Override
        public DockerLayout createInstance() {
            return new DockerLayout();
        }
    }

    ConfigException invalid(String why) {
        return new ConfigException("invalid " + path + ": " + why, "Correct the file.");
    }

    private static byte[] readBytes(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static JsonFile parse(Path path, byte[] bytes) throws IOException {
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return empty(path);
        }
        try {
            // A number of somebody else's is written back as it was read.
            if (JsonTree.read(JSON, bytes, true) instanceof ObjectNode object) {
                return new JsonFile(path, object);
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ")";
            // Without the cause: Jackson's message quotes the text, which may be a password.
            throw new ConfigException("invalid " + path + ": it is not JSON" + where, "Correct the file.");
        }
        throw new ConfigException("invalid " + path + ": wants a JSON object", "Correct the file.");
    }

    private static JsonFile empty(Path path) {
        return new JsonFile(path, JsonNodeFactory.instance.objectNode());
    }
}
