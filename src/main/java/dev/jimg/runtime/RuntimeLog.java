package dev.jimg.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a runtime says of its own doings, apart from what the container writes: lines of JSON in a file. */
final class RuntimeLog {

    private static final int MAX_BYTES = 1 << 20;

    private RuntimeLog() {}

    /** The last error in it. A process that merely ended with a status other than 0 leaves none. */
    static Optional<String> error(Path log) {
        Optional<String> error = Optional.empty();
        for (String line : lines(log)) {
            Optional<String> found = read(line);
            error = found.isPresent() ? found : error;
        }
        return error;
    }

    private static Optional<String> read(String line) {
        try {
            JsonNode entry = new ObjectMapper().readTree(line);
            boolean error = entry != null && entry.path("level").asText().matches("error|fatal");
            return error ? Optional.of(entry.path("msg").asText().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String[] lines(Path log) {
        try {
            byte[] bytes = Files.size(log) > MAX_BYTES ? new byte[0] : Files.readAllBytes(log);
            return new String(bytes, StandardCharsets.UTF_8).split("\n");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
