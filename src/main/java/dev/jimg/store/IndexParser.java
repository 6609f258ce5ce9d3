package dev.jimg.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entries of {@code index.json} as they pass by. Without a tree and without databind, whose classes alone cost
 * a fresh process more than ten thousand entries do.
 */
final class IndexParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100)
                    .maxNumberLength((int) StoreJson.MAX_BYTES).build())
            .build();

    private final List<IndexEntry> entries = new ArrayList<>();
    private final List<String> problems;
    private MediaType lastType = MediaType.OCI_MANIFEST;

    private IndexParser(List<String> problems) {
        this.problems = problems;
    }

    /**
     * @param problems gets a line for each entry that is no descriptor
     * @throws UnreadableException if this is no index at all, or only the beginning of one
     */
    static List<IndexEntry> parse(byte[] bytes, List<String> problems) throws UnreadableException {
        if (bytes.length == 0) {
            throw new UnreadableException("it is empty");
        }
        IndexParser parser = new IndexParser(problems);
        try (JsonParser json = JSON.createParser(bytes)) {
            parser.index(json);
        } catch (JsonProcessingException e) {
            throw UnreadableException.notJson(e);
        } catch (UnreadableException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableException(e.getMessage());
        }
        return parser.entries;
    }

    private void index(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableException("it is no JSON object");
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (!field.equals("manifests")) {
                json.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    entry(json);
                }
            } else {
                throw new UnreadableException("\"manifests\" is no list");
            }
        }
        if (json.nextToken() != null) {
            throw new UnreadableException("something follows its end");
        }
    }

    private void entry(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            problems.add("index.json: an entry is no object");
            return;
        }
        Draft draft = new Draft();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (field) {
                case "mediaType" -> draft.mediaType = text(json, value);
                case "digest" -> draft.digest = text(json, value);
                case "size" -> draft.size = size(json, value);
                case "annotations" -> annotations(json, value, draft);
                default -> json.skipChildren();
            }
        }
        try {
            entries.add(finished(draft));
        } catch (MalformedException e) {
            problems.add("index.json: " + e.getMessage());
        }
    }

    private static void annotations(JsonParser json, JsonToken value, Draft draft) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            String text = text(json, json.nextToken());
            switch (name) {
                case Descriptor.REF_NAME -> draft.refName = text;
                case EntryNames.CONTAINERD_NAME -> draft.containerdName = text;
                case EntryNames.PULLED_FROM -> draft.pulledFrom = text;
                default -> { }
            }
        }
    }

    private static long size(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return json.getLongValue();
        }
        json.skipChildren();
        return -1;
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private IndexEntry finished(Draft draft) {
        if (draft.mediaType.isEmpty() || draft.digest.isEmpty() || draft.size < 0) {
            throw new MalformedException("an entry is no descriptor");
        }
        if (!lastType.value().equals(draft.mediaType)) {
            lastType = MediaType.parse(draft.mediaType);
        }
        Optional<Reference> name = EntryNames.name(draft.refName, draft.containerdName);
        return new IndexEntry(lastType, Digest.parse(draft.digest), draft.size, name,
                name.isPresent() ? "" : draft.refName, EntryNames.pulledFrom(draft.pulledFrom));
    }

    private static final class Draft {
        String mediaType = "";
        String digest = "";
        long size = -1;
        String refName = "";
        String containerdName = "";
        String pulledFrom = "";
    }
}
