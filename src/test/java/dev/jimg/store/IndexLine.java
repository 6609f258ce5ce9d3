package dev.jimg.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.fuzz.FuzzLine;
import dev.jimg.fuzz.Growth;
import dev.jimg.fuzz.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A store's {@code index.json}, which other programs write too. */
public final class IndexLine implements FuzzLine {

    private static final String ENTRY = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":7,\"digest\":"
            + "\"sha256:" + "b1".repeat(32) + "\",\"annotations\":{\"org.opencontainers.image.ref.name\":\"a/b:c\","
            + "\"io.containerd.image.name\":\"docker.io/a/b:c\",\"dev.jimg.pulled-from\":\"a@sha256:" + "c2".repeat(32)
            + "\"}}";
    private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[" + ENTRY + "," + ENTRY + "],\"x\":{\"y\":1.0}}";
    private static final Mutation INDEXES = Mutation.ofTexts(List.of(INDEX), List.of("{", "}", "[", "]", ",", ":", "\"",
            "null", "1", "[[[", "{\"a\":", ENTRY, "\"manifests\":{},", "\"digest\":[],", "\\ud800", "sha512:"));

    @Override
    public String name() {
        return "index.json of a store";
    }

    @Override
    public byte[] make(Random random) {
        return INDEXES.make(random);
    }

    @Override
    public void feed(byte[] input) throws UnreadableException {
        for (JsonNode entry : StoreJson.parse(input).path("manifests")) {
            EntryNames.name(entry);
            EntryNames.pulledFrom(entry);
        }
        IndexParser.parse(input, new ArrayList<>());
    }

    @Override
    public List<Class<? extends Exception>> refusals() {
        return List.of(UnreadableException.class);
    }

    @Override
    public List<Growth> growths() {
        return List.of(new Growth("entries", 200, n ->
                INDEX.replace(ENTRY + ",", (ENTRY + ",").repeat(n)).getBytes(StandardCharsets.UTF_8)));
    }
}
